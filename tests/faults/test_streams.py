"""Standard streams that are full, closed or read by nobody: a documented end, and a message where one can be read."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import Run
from running_badly import LINUX, POSIX, PRINTING, begun, ended, ended_all, make_files, rows

pytestmark = POSIX

WRONG = {
    "an option that does not exist": ["estimate", "--nope"],
    "a command that does not exist": ["estmate"],
    "a value": ["estimate", "--dosing", "x"],
    "a value, told as JSON": ["estimate", "--dosing", "x", "-f", "json"],
    "a missing file": ["gfe", "missing.toml"],
    "no terminal": ["start"],
    "a rejected row": ["batch", "bad.csv"],
}
"""Commands that say something on standard error."""

ENDS = {name: 5 if name == "a rejected row" else 2 for name in WRONG}


@pytest.fixture(autouse=True)
def _with_files(folder: Path) -> None:
    make_files(folder)
    (folder / "bad.csv").write_bytes(rows(2, "ofice"))


@pytest.fixture
def unread() -> Iterator[int]:
    """A pipe whose other end is closed."""
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


def codes(runs: dict[str, Run]) -> dict[str, int]:
    return {name: run.code for name, run in runs.items()}


def said(runs: dict[str, Run]) -> dict[str, str]:
    return {name: run.err for name, run in runs.items() if run.err}


@LINUX
def test_a_full_disk_behind_standard_output_is_told_in_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        runs = ended_all(PRINTING, stdout=full)
    assert codes(runs) == dict.fromkeys(PRINTING, 2)
    assert {name for name, run in runs.items() if len(run.problems) == 1} == {*PRINTING}
    assert {name for name, run in runs.items() if "standard output" in run.err and "no space" in run.err} == {*PRINTING}


def test_a_pipe_that_nobody_reads_ends_quietly(unread: int) -> None:
    runs = ended_all(PRINTING, stdout=unread)
    assert codes(runs) == dict.fromkeys(PRINTING, 0)
    assert said(runs) == {}


def test_standard_input_that_is_closed_changes_nothing_where_it_is_not_read() -> None:
    runs = ended_all(PRINTING, line='exec "$@" <&-')
    assert codes(runs) == dict.fromkeys(PRINTING, 0)
    assert said(runs) == {}


def test_a_result_for_standard_output_that_is_closed_is_said_to_be_lost() -> None:
    runs = ended_all(PRINTING, line='exec "$@" >&-')
    assert codes(runs) == dict.fromkeys(PRINTING, 2)
    assert set(said(runs).values()) == {"kapcost: standard output: found it closed; expected room to write.\n"}


@LINUX
def test_a_full_disk_behind_standard_error_changes_no_exit_code() -> None:
    with Path("/dev/full").open("wb") as full:
        runs = ended_all(WRONG, stderr=full)
    assert codes(runs) == ENDS


def test_standard_error_that_nobody_reads_changes_no_exit_code(unread: int) -> None:
    assert codes(ended_all(WRONG, stderr=unread)) == ENDS


def test_standard_error_that_is_closed_changes_no_exit_code() -> None:
    assert codes(ended_all(WRONG, line='exec "$@" 2>&-')) == ENDS


def test_with_no_stream_at_all_a_file_is_written_all_the_same(folder: Path) -> None:
    line = 'exec "$@" <&- >&- 2>&-'
    assert ended(begun("estimate", "-o", "a.json", line=line)).code == 0
    assert (folder / "a.json").read_text("utf-8") == ended(begun("estimate", "-f", "json")).out
    jobs = ["batch", "rows.csv", "-o", "a.jsonl", "--jobs", "2"]
    assert ended(begun(*jobs, line=line)).code == 0
    assert (folder / "a.jsonl").read_text("utf-8") == ended(begun("batch", "rows.csv")).out


@pytest.mark.parametrize(("stream", "file", "code"), [("stdout", "many.csv", 0), ("stderr", "bad.csv", 5)])
def test_a_reader_that_stops_after_the_first_bytes_ends_nothing_badly(
    folder: Path, stream: str, file: str, code: int
) -> None:
    (folder / "many.csv").write_bytes(rows(1000))  # more than a pipe holds
    (folder / "bad.csv").write_bytes(rows(2000, "ofice"))
    with begun("batch", file) as batch:
        pipe = batch.stdout if stream == "stdout" else batch.stderr
        assert pipe is not None
        assert pipe.read(1)
        pipe.close()
        other = batch.stderr if stream == "stdout" else batch.stdout
        assert other is not None
        assert other.read() == b""
    assert batch.returncode == code


def test_standard_input_that_is_closed_is_said_where_it_is_to_be_read() -> None:
    runs = ended_all({"course": ["estimate", "-"], "rows": ["batch", "-"]}, line='exec "$@" <&-')
    assert codes(runs) == {"course": 2, "rows": 2}
    assert all("no standard input" in run.err for run in runs.values())
