"""Whatever a file that is read turns out to be: an answer, or a message that names it, soon and in little memory."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from running import Kapcost, text_of
from running_badly import LINUX, POSIX, READING, begun, ended, ended_all, make_files, rows

pytestmark = POSIX

FIVE_GIGABYTES = 5 * 1024**3

LIMITED = """
import resource
resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
from kapcost.__main__ import main
main()
"""
"""Runs `kapcost` with a gigabyte of memory."""


@pytest.fixture(autouse=True)
def _with_files(folder: Path) -> None:
    make_files(folder)


def sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, FIVE_GIGABYTES)


UNUSABLE: dict[str, Callable[[Path], object]] = {
    "a folder": Path.mkdir,
    "links in a circle": lambda path: path.symlink_to(path),
    "zeros without end": lambda path: path.symlink_to("/dev/zero"),
    "noise": lambda path: path.write_bytes(b"\xff" * 100_000),
    "the memory of a process": lambda path: path.symlink_to("/proc/self/mem"),
    "five gigabytes": sparse,
    "nothing below a file": lambda path: path.symlink_to("course.toml/x"),
}


@LINUX
@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize("what", UNUSABLE)
def test_what_cannot_be_meant_is_refused_in_one_line_that_names_it(
    kapcost: Kapcost, folder: Path, command: str, what: str
) -> None:
    UNUSABLE[what](folder / "input")
    done = kapcost(*READING[command], "input")
    assert (done.code, done.out, len(done.problems)) == (3 if "price list" in command else 2, "", 1), done.err
    assert done.err.startswith("kapcost: input: found ")


@LINUX
@pytest.mark.parametrize("command", [["estimate"], ["batch"], ["batch", "--input-format", "jsonl"]], ids=str)
def test_a_line_without_end_takes_little_memory(command: list[str]) -> None:
    with Path("/dev/zero").open("rb") as endless:
        done = ended(begun(*command, "-", code=LIMITED, stdin=endless))
    assert (done.code, done.out, len(done.problems)) == (2, "", 1)


@LINUX
def test_an_endless_pipe_is_not_read_to_its_end() -> None:
    line = 'yes "budget = 1" | "$@"'
    runs = ended_all({name: READING[name] for name in ("course", "quote", "saved", "good faith")}, "-", line=line)
    assert {name: run.code for name, run in runs.items()} == dict.fromkeys(runs, 2)
    assert all("larger file" in run.err for run in runs.values())


@pytest.mark.parametrize("line", ['cat course.toml | "$@" /dev/stdin', '"$@" /dev/fd/3 3< course.toml',
                                  'exec 3< course.toml; cat <&3 | "$@" -'])  # fmt: skip
def test_a_course_file_may_come_by_any_stream(line: str) -> None:
    assert ended(begun("estimate", "-f", "json", line=line)).out == text_of("estimate", "--state", "CA", "-f", "json")


FILES = {
    "price list": "list.toml", "checked price list": "list.toml", "quote": "quote.toml", "good faith": "patient.toml",
    "saved": "saved.json", "compared": "saved.json", "rows": "rows.csv",
}  # fmt: skip


@pytest.mark.parametrize("command", READING)
def test_a_pipe_with_a_name_is_read_as_a_file_is(kapcost: Kapcost, folder: Path, command: str) -> None:
    file = folder / FILES.get(command, "course.toml")
    usual, content = kapcost(*READING[command], file.name), file.read_bytes()
    file.unlink()
    os.mkfifo(file)
    reader = begun(*READING[command], file.name)
    file.write_bytes(content)  # opens only once kapcost reads it
    assert ended(reader) == usual


def changed_meanwhile(change: Callable[[Path], object]) -> tuple[int, list[str]]:
    """Begin a batch of 1,000 rows, change their file when the first estimate is there, and return how it ends."""
    file = Path("many.csv")
    file.write_bytes(rows(1000))
    with begun("batch", "many.csv", stderr=subprocess.DEVNULL) as batch:
        assert batch.stdout is not None
        first = batch.stdout.readline()  # more follow, but a pipe does not hold all of them, so that most are to come
        change(file)
        out = first + batch.stdout.read()
    return batch.returncode, out.decode().splitlines()


def appended(file: Path) -> None:
    with file.open("ab") as stream:
        stream.write(b"1001,office\n1002,off")


def test_rows_that_are_added_meanwhile_are_estimated_as_far_as_they_are_there() -> None:
    code, records = changed_meanwhile(appended)
    assert (code, len(records)) == (5, 1001)


def test_rows_that_are_taken_away_meanwhile_end_the_batch_early() -> None:
    code, records = changed_meanwhile(lambda file: os.truncate(file, 0))
    assert code in (0, 5)  # 5: what was read ahead ends in the middle of a row
    assert 0 < len(records) < 1000
    assert all(record.endswith("}") for record in records)


def test_a_file_that_is_replaced_meanwhile_is_read_to_its_end() -> None:
    code, records = changed_meanwhile(lambda file: Path("rows.csv").replace(file))
    assert (code, len(records)) == (0, 1000)
