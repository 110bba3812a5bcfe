"""However a batch is ended from outside, carried on it writes the bytes of one that was not."""

import json
import os
import random
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

import pytest
from rows_making import as_csv
from running import process

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits as POSIX has them")

ROWS = int(os.environ.get("BATCH_ROWS", "250"))
"""BATCH_ROWS=10000 makes it the size that a counselor meets."""

ROWS_KILLED = max(ROWS, 60_000)
"""Rows that mostly repeat each other, so that many blocks of them are written while random moments pass."""

KILLS = 10

OUTPUTS = ["out.jsonl", "rejects.csv"]
BATCH = ["batch", "rows.csv", "-o", "out.jsonl", "--rejects", "rejects.csv"]
KAPCOST = [sys.executable, "-m", "kapcost"]


def uninterrupted(folder: Path, content: bytes) -> list[bytes]:
    """Return what a batch writes that nobody interrupts."""
    (folder / "rows.csv").write_bytes(content)
    command = [*BATCH, "--as-of", "2026-11-24"]
    done = subprocess.run([*KAPCOST, *command], cwd=folder, capture_output=True, check=False)  # noqa: S603
    assert done.returncode == 5, done.stderr
    return [(folder / name).read_bytes() for name in OUTPUTS]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    return uninterrupted(tmp_path_factory.mktemp("whole"), as_csv(ROWS, ROWS // 100))


@pytest.fixture(scope="module")
def long_rows() -> bytes:
    header, rows = as_csv(20, 2).split(b"\r\n", 1)
    return header + b"\r\n" + rows * (ROWS_KILLED // 20)


@pytest.fixture(scope="module")
def long_whole(tmp_path_factory: pytest.TempPathFactory, long_rows: bytes) -> tuple[list[bytes], float]:
    """Return the bytes of a long batch, and the seconds it took."""
    begun = monotonic()
    return uninterrupted(tmp_path_factory.mktemp("long"), long_rows), monotonic() - begun


@pytest.fixture
def rows(folder: Path) -> Path:
    (folder / "rows.csv").write_bytes(as_csv(ROWS, ROWS // 100))
    return folder


def running(*options: str) -> subprocess.Popen[bytes]:
    """Begin a batch, or carry it on."""
    command = [*KAPCOST, *BATCH, *options]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)  # noqa: S603


def end(batch: subprocess.Popen[bytes], sent: signal.Signals, *, after: float = 0) -> bytes:
    """Send a batch a signal, some seconds after it has recorded rows of its own; return what it says."""
    before = steps_recorded()
    while batch.poll() is None and steps_recorded() <= max(before, 1):  # the first is that before any row
        sleep(0.002)
    sleep(after)
    batch.send_signal(sent)
    return batch.communicate(timeout=30)[1]


def steps_recorded() -> int:
    """Return how many lines there are below the settings."""
    progress = Path("out.jsonl.progress")
    return progress.read_bytes().count(b"\n") - 1 if progress.exists() else 0


def check_completed(folder: Path, whole: list[bytes], *options: str) -> None:
    assert process(*BATCH, "--resume", *options).code == 5
    assert [(folder / name).read_bytes() for name in OUTPUTS] == whole
    assert {file.name for file in folder.iterdir()} == {"rows.csv", *OUTPUTS, "out.jsonl.progress"}
    before = {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}
    assert process(*BATCH, "--resume", *options).code == 5
    assert {file.name: file.stat().st_mtime_ns for file in folder.iterdir()} == before


@pytest.mark.parametrize(("jobs", "kills"), [("1", KILLS), ("2", 3)])
def test_killed_again_and_again_while_it_writes_it_is_completed_to_the_same_bytes(
    folder: Path, long_rows: bytes, long_whole: tuple[list[bytes], float], jobs: str, kills: int
) -> None:
    chance = random.Random(jobs)  # noqa: S311 - nothing secret
    expected, seconds = long_whole
    (folder / "rows.csv").write_bytes(long_rows)
    ended = []
    for _ in range(kills):
        batch = running("--resume", "--jobs", jobs)
        end(batch, signal.SIGKILL, after=chance.uniform(0, seconds / (2 * KILLS)))
        ended.append(batch.returncode)
    assert ended.count(-signal.SIGKILL) > kills / 2  # the others were finished before
    check_completed(folder, expected, "--jobs", jobs)


def test_ctrl_c_ends_with_130_says_how_to_carry_on_and_leaves_whole_lines(
    folder: Path, long_rows: bytes, long_whole: tuple[list[bytes], float]
) -> None:
    (folder / "rows.csv").write_bytes(long_rows)
    batch = running()
    err = end(batch, signal.SIGINT)
    assert batch.returncode == 130
    assert json.loads(err)["note"].endswith(" rows are done; the same command with --resume carries on")
    assert len(err.splitlines()) == 1
    assert (folder / "out.jsonl.partial").read_bytes().endswith(b"}\n")
    check_completed(folder, long_whole[0])


@pytest.mark.skipif(sys.platform != "linux", reason="processes as Linux lists them")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.usefixtures("rows")
def test_what_ends_a_whole_group_reaches_workers_that_just_start_and_they_say_nothing(
    workers: int, sent: signal.Signals
) -> None:
    command = [*KAPCOST, *BATCH, "--jobs", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True) as batch:  # noqa: S603
        while batch.poll() is None and workers_of(batch) < workers:
            sleep(0.002)
        with suppress(ProcessLookupError):  # it is done already
            os.killpg(batch.pid, sent)
        err = batch.communicate(timeout=30)[1]
    assert b"Traceback" not in err
    assert batch.returncode in (130, 5)  # 5: it was done before


def workers_of(batch: subprocess.Popen[bytes]) -> int:
    children = Path(f"/proc/{batch.pid}/task/{batch.pid}/children").read_text().split()
    commands = (Path(f"/proc/{child}/cmdline") for child in children)
    return sum(b"spawn_main" in command.read_bytes() for command in commands if command.exists())


FULL_AT = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, ({bytes}, {bytes}))
from kapcost.__main__ import main
main()
"""


def test_a_full_disk_is_said_and_leaves_whole_lines(rows: Path, whole: list[bytes]) -> None:
    done = process(*BATCH, code=FULL_AT.format(bytes=100_000))
    assert (done.code, len(done.problems)) == (2, 2)
    assert "carries on" in done.err
    left = (rows / "out.jsonl.partial").read_bytes()
    assert left.endswith(b"}\n")
    assert len(left) < 100_000
    check_completed(rows, whole)


def test_other_rows_are_not_carried_on_with(rows: Path) -> None:
    process(*BATCH)
    content = (rows / "rows.csv").read_bytes()
    for changed in (content.replace(b"good 1", b"well 1", 1), content + b"more,office,,,,,,,,,,,\r\n", content[:-900]):
        (rows / "rows.csv").write_bytes(changed)
        done = process(*BATCH, "--resume")
        assert (done.code, done.err.count("the same input"), len(done.problems)) == (2, 1, 1)


def test_other_options_are_not_carried_on_with(folder: Path, long_rows: bytes) -> None:
    (folder / "rows.csv").write_bytes(long_rows)
    (folder / "base.toml").write_text('state = "CA"\n')
    end(running(), signal.SIGKILL)
    for options in (["--as-of", "2026-11-25"], ["--detail"], ["--base", "base.toml"]):
        done = process(*BATCH, "--resume", *options)
        assert (done.code, done.err.count("as before")) == (2, 1)
    assert '"found": "--as-of \'2026-11-25\'"' in process(*BATCH, "--resume", "--as-of", "2026-11-25").err
    done = process(*BATCH)
    assert (done.code, done.err.count('"expected": "--resume, or')) == (2, 1)


@pytest.mark.usefixtures("rows")
def test_workers_end_with_a_batch_that_is_killed_and_say_nothing() -> None:
    err = end(running("--jobs", "2"), signal.SIGKILL)  # which returns when nobody holds standard error any more
    assert err == b""
