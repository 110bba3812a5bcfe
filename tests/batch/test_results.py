"""Whenever a batch is ended, and whatever half-written bytes that leaves: carried on, the files are the same."""

import stat
import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kapcost import InputError, load_price_list
from kapcost.batch.estimating import Block, Estimating
from kapcost.batch.files import PARTIAL, PROGRESS
from kapcost.batch.results import Results
from kapcost.batch.rows import Form
from kapcost.batch.steps import Step

ESTIMATING = Estimating(base={}, price_list=load_price_list(), output=Form.CSV, detail=False, rejects=Form.CSV,
                        columns=("id",), delimiter=",")  # fmt: skip
SETTINGS = {"columns": "id"}
BLOCKS = tuple(
    Block(rows=2 * n, digest=str(n), output=f"{n}\u00e9 a\n{n} b\n" * n, rejects=f"{n}\n" * (n % 2), rejected=(2 * n,))
    for n in range(1, 5)
)


def results(folder: Path, *, resume: bool = True) -> Results:
    return Results(str(folder / "o.csv"), str(folder / "r.csv"), SETTINGS, resume=resume)


def written(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def carry_on(folder: Path, *, ended_after: int | None = None) -> Step:
    """Write the blocks that are left, or as many as are written before the batch is ended."""
    with results(folder) as files:
        left = [block for block in BLOCKS if block.rows > files.done.rows]
        files.begin(ESTIMATING)
        for block in left[:ended_after]:
            files.add(block)
        if ended_after is None:
            files.finish()
    return files.done


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("whole")
    carry_on(folder)
    return written(folder)


def halves(files: dict[str, bytes]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        for file, content in files.items():
            (Path(name) / file).write_bytes(content)
        yield Path(name)


@settings(deadline=None, max_examples=60)
@given(
    recorded=st.integers(min_value=0, max_value=2000),
    more_output=st.binary(max_size=30),
    more_rejects=st.binary(max_size=30),
)
def test_a_batch_ended_at_any_byte_is_completed_to_the_same_bytes(
    whole: dict[str, bytes], recorded: int, more_output: bytes, more_rejects: bytes
) -> None:
    journal = whole[f"o.csv{PROGRESS}"][:recorded]
    if b'"finished":true}\n' in journal:
        return
    half = {
        f"o.csv{PROGRESS}": journal,
        f"o.csv{PARTIAL}": whole["o.csv"] + more_output,
        f"r.csv{PARTIAL}": whole["r.csv"] + more_rejects,
    }
    for folder in halves(half):
        carry_on(folder)
        assert written(folder) == whole


@pytest.mark.parametrize("renamed", [[], ["r.csv"], ["r.csv", "o.csv"]])
def test_a_batch_ended_while_its_files_get_their_names_is_completed(
    whole: dict[str, bytes], renamed: list[str]
) -> None:
    half = {name if name in renamed or name.endswith(PROGRESS) else name + PARTIAL: whole[name] for name in whole}
    for folder in halves(half):
        assert carry_on(folder).finished
        assert written(folder) == whole


def test_until_all_is_done_no_file_has_its_name(folder: Path) -> None:
    carry_on(folder, ended_after=2)
    assert set(written(folder)) == {f"o.csv{PARTIAL}", f"r.csv{PARTIAL}", f"o.csv{PROGRESS}"}


def test_a_batch_that_was_ended_is_not_begun_anew_by_accident(folder: Path) -> None:
    carry_on(folder, ended_after=2)
    with pytest.raises(InputError, match="ended after 4 rows; expected --resume"):
        results(folder, resume=False)


def test_a_finished_batch_may_be_made_again(folder: Path, whole: dict[str, bytes]) -> None:
    carry_on(folder)
    with results(folder, resume=False) as files:
        assert files.done == Step()
        files.begin(ESTIMATING)
        for block in BLOCKS:
            files.add(block)
        assert (folder / "o.csv").read_bytes() == whole["o.csv"]
        files.finish()
    assert written(folder) == whole


def test_an_error_leaves_what_was_recorded_and_no_half_lines(folder: Path, whole: dict[str, bytes]) -> None:
    def fail() -> None:
        with results(folder) as files:
            files.begin(ESTIMATING)
            files.add(BLOCKS[0])
            assert files.output
            files.output.append("half a li")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    left = written(folder)[f"o.csv{PARTIAL}"]
    assert left.endswith(BLOCKS[0].output.encode())
    assert whole["o.csv"].startswith(left)


def test_other_settings_are_refused_and_named(folder: Path) -> None:
    carry_on(folder, ended_after=2)
    with pytest.raises(InputError, match="found columns 'id, state'; expected 'id' as before"):
        Results(str(folder / "o.csv"), None, {"columns": "id, state"}, resume=True)


@pytest.mark.parametrize("journal", [b"a\nb\n", b'{}\n{"rows": -}\n', b'{}\n{"lines": 1}\n', b"[]\n[]\n", b"5\n{}\n"])
def test_a_progress_file_that_is_none_is_refused(folder: Path, journal: bytes) -> None:
    (folder / f"o.csv{PROGRESS}").write_bytes(journal)
    with pytest.raises(InputError, match="progress"):
        results(folder)


def test_a_file_shorter_than_recorded_is_refused_each_time_and_left_as_it_is(folder: Path) -> None:
    carry_on(folder, ended_after=2)
    (folder / f"o.csv{PARTIAL}").write_bytes(b"short")
    before = written(folder)
    for _ in range(2):
        with pytest.raises(InputError, match="found 5 bytes"):
            carry_on(folder)
        assert written(folder) == before


@pytest.mark.parametrize("name", ["o.csv", "r.csv"])
def test_a_finished_batch_without_one_of_its_files_is_not_called_finished(folder: Path, name: str) -> None:
    carry_on(folder)
    (folder / name).unlink()
    with pytest.raises(InputError, match=f"{name}: found nothing; expected the file that was finished"):
        carry_on(folder)


class _Interruption:
    """Raises KeyboardInterrupt before the so many-th line of the code that writes a batch, as Ctrl-C may."""

    def __init__(self, line: int) -> None:
        self.left = line

    def __call__(self, frame: FrameType, event: str, _: object) -> "_Interruption | None":
        if Path(frame.f_code.co_filename).parent.name != "batch" or "test" in frame.f_code.co_filename:
            return None
        if event == "line":
            self.left -= 1
            if self.left == 0:
                raise KeyboardInterrupt
        return self


def is_interrupted(folder: Path, *, before: int, ended_after: int | None) -> bool:
    traced = sys.gettrace()
    sys.settrace(_Interruption(before))
    try:
        carry_on(folder, ended_after=ended_after)
    except KeyboardInterrupt:
        return True
    finally:
        sys.settrace(traced)
    return False


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(("done", "ended_after"), [(0, 1), (3, None)], ids=["at its beginning", "at its end"])
def test_a_batch_interrupted_before_any_line_of_its_code_is_completed_and_loses_nothing_recorded(
    tmp_path: Path, whole: dict[str, bytes], done: int, ended_after: int | None
) -> None:
    for line in count(1):
        folder = tmp_path / str(line)
        folder.mkdir()
        if done:
            carry_on(folder, ended_after=done)
        ended = is_interrupted(folder, before=line, ended_after=ended_after)
        if done:
            assert results(folder).done.rows >= BLOCKS[done - 1].rows
        carry_on(folder)
        assert written(folder) == whole
        if not ended:
            assert line > 100
            return


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_only_their_owner_can_read_the_files(folder: Path) -> None:
    carry_on(folder)
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
