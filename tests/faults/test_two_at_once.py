"""Two batches never write one file at the same time: the second is told so, until the first has ended in any way."""

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest
from running import Run
from running_badly import POSIX, begun, ended, make_files, names_in, rows, wait_for_rows

pytestmark = POSIX

CONTENT = rows(150)


@pytest.fixture
def first(folder: Path) -> subprocess.Popen[bytes]:
    """A batch that has begun to write out.jsonl and bad.csv, and waits for more rows in a pipe."""
    make_files(folder)
    os.mkfifo(folder / "pipe.csv")
    return begun("batch", "pipe.csv", "-o", "out.jsonl", "--rejects", "bad.csv")


def second(*options: str) -> Run:
    return ended(begun("batch", "rows.csv", *options))


def begin(folder: Path, first: subprocess.Popen[bytes]) -> int:
    """Give the first batch its first rows, and return the pipe once it has recorded some of them."""
    pipe = os.open("pipe.csv", os.O_WRONLY)
    os.write(pipe, CONTENT[:-50])
    wait_for_rows(folder / "out.jsonl", first)
    return pipe


REFUSED = {
    "the same output": ["-o", "out.jsonl"],
    "carried on": ["-o", "out.jsonl", "--resume"],
    "another name of it": ["-o", "./link.jsonl"],
    "the same rejects": ["-o", "other.jsonl", "--rejects", "bad.csv"],
    "rejects beside standard output": ["--rejects", "bad.csv", "-f", "jsonl"],
    "its output as rejects": ["-f", "jsonl", "--rejects", "out.jsonl"],
}


def test_the_second_is_refused_and_the_first_is_not_disturbed(folder: Path, first: subprocess.Popen[bytes]) -> None:
    (folder / "link.jsonl").symlink_to("out.jsonl")
    pipe = begin(folder, first)
    before = names_in(folder)
    for options in REFUSED.values():
        done = second(*options)
        assert (done.code, done.out, len(done.problems)) == (2, "", 1), options
        assert json.loads(done.err)["problems"][0]["found"] == "another batch that writes it now"
        assert names_in(folder) == before
    os.write(pipe, CONTENT[-50:])
    os.close(pipe)
    assert ended(first) == Run(code=0, out="", err="")
    (folder / "whole.csv").write_bytes(CONTENT)
    assert (folder / "out.jsonl").read_text("utf-8") == ended(begun("batch", "whole.csv")).out


@pytest.mark.parametrize("sent", ["SIGKILL", "SIGTERM", "SIGINT"])
def test_the_end_of_the_first_lets_the_next_one_carry_on(
    folder: Path, first: subprocess.Popen[bytes], sent: str
) -> None:
    pipe = begin(folder, first)
    first.send_signal(signal.Signals[sent])
    ended(first)
    os.close(pipe)
    (folder / "pipe.csv").unlink()
    (folder / "pipe.csv").write_bytes(CONTENT)
    done = ended(begun("batch", "pipe.csv", "-o", "out.jsonl", "--rejects", "bad.csv", "--resume"))
    assert (done.code, done.err) == (0, "")
    assert (folder / "out.jsonl").read_text("utf-8") == ended(begun("batch", "pipe.csv")).out


def test_other_outputs_are_written_meanwhile(folder: Path, first: subprocess.Popen[bytes]) -> None:
    pipe = begin(folder, first)
    assert second("-o", "other.jsonl", "--rejects", "other.csv").code == 0
    os.close(pipe)
    assert ended(first).code == 5  # its last row was half there
