"""However a command is told to end, nothing half-written is left; and what need not end it does not disturb it."""

import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from running import text_of
from running_badly import LINUX, POSIX, WRITING, begun, ended, make_files, rows, wait_for_rows

pytestmark = POSIX

ENDING = ["SIGINT", "SIGTERM", "SIGHUP"]
PASSING = ["SIGWINCH", "SIGCHLD", "SIGCONT", "SIGURG"]

INTERRUPTED = """
import os, signal
on_the_disk = os.fsync
def interrupted(descriptor):
    signal.pthread_sigmask(signal.SIG_BLOCK, [{sent}])
    for one in [{sent}]:
        os.kill(os.getpid(), one)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [{sent}])
    on_the_disk(descriptor)
os.fsync = interrupted
from kapcost.__main__ import main
main()
"""
"""Runs `kapcost`, and sends it signals at once in the moment in which what it writes is not on the disk yet."""


@pytest.fixture(autouse=True)
def _with_files(folder: Path) -> None:
    make_files(folder)


@pytest.mark.parametrize("sent", [*((one,) for one in ENDING), ("SIGTERM", "SIGHUP"), ENDING], ids="+".join)
@pytest.mark.parametrize("command", ["estimate", "gfe", "prices export"])
def test_ended_while_it_writes_it_leaves_what_was_there_and_nothing_else(
    folder: Path, command: str, sent: Sequence[str]
) -> None:
    if command != "prices export":  # which only writes new files
        (folder / "out").write_text("old")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = ended(
        begun(*WRITING[command], "-o", "out", code=INTERRUPTED.format(sent=", ".join(f"signal.{one}" for one in sent)))
    )
    assert (done.code, done.out, done.err) == (130, "", "")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("sent", ENDING)
@pytest.mark.parametrize("command", [["estimate"], ["batch"], ["gfe"]], ids=str)
def test_ended_while_it_waits_for_input_it_says_nothing(folder: Path, command: list[str], sent: str) -> None:
    os.mkfifo(folder / "slow")
    process = begun(*command, "slow")
    with (folder / "slow").open("wb"):  # opens only once kapcost reads it
        process.send_signal(signal.Signals[sent])
        done = ended(process)
    assert (done.code, done.out, done.err.strip()) == (130, "", "")


def test_a_terminal_that_goes_away_does_not_end_what_is_told_to_outlive_it(folder: Path) -> None:
    os.mkfifo(folder / "slow")
    process = begun("estimate", "slow", "-f", "json", line='trap "" HUP; exec "$@"')
    with (folder / "slow").open("wb") as slow:
        process.send_signal(signal.SIGHUP)
        slow.write(b'state = "CA"\n')
    assert ended(process).out == text_of("estimate", "--state", "CA", "-f", "json")


@pytest.mark.parametrize("command", [["estimate", "-f", "json"], ["batch", "--input-format", "csv"]], ids=str)
def test_signals_that_end_nothing_change_nothing(folder: Path, command: list[str]) -> None:
    content = rows(5) if command[0] == "batch" else b'state = "CA"\nbudget = 5000\n'
    (folder / "whole").write_bytes(content)
    os.mkfifo(folder / "slow")
    process = begun(*command, "slow")
    with (folder / "slow").open("wb", buffering=0) as slow:
        for byte in content:
            for sent in PASSING:
                process.send_signal(signal.Signals[sent])
            slow.write(bytes([byte]))
        process.send_signal(signal.SIGSTOP)
        process.send_signal(signal.SIGCONT)
    assert ended(process) == ended(begun(*command, "whole"))


@pytest.mark.parametrize("sent", ENDING)
def test_a_batch_that_is_ended_says_how_to_carry_on(folder: Path, sent: str) -> None:
    batch = batch_of_a_pipe(folder)
    with (folder / "pipe").open("wb", buffering=0) as pipe:
        pipe.write(rows(200))
        wait_for_rows(folder / "out", batch)
        batch.send_signal(signal.Signals[sent])
        done = ended(batch)
    assert (done.code, done.out, len(done.problems)) == (130, "", 1)
    assert "--resume carries on" in done.err


@LINUX
def test_a_process_of_a_batch_that_is_killed_is_said_and_is_no_bug(folder: Path) -> None:
    batch = batch_of_a_pipe(folder, "--jobs", "2")
    with (folder / "pipe").open("wb", buffering=0) as pipe:
        pipe.write(rows(1000))
        wait_for_rows(folder / "out", batch)
        children = Path(f"/proc/{batch.pid}/task/{batch.pid}/children").read_text().split()
        for child in children:
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(int(child), signal.SIGKILL)
        with suppress(BrokenPipeError):  # it may have ended already
            pipe.write(rows(1000).removeprefix(rows(0)))
    done = ended(batch)
    assert (done.code, done.out, len(done.problems)) == (2, "", 2)
    assert "a process that was ended from outside" in done.err


def batch_of_a_pipe(folder: Path, *options: str) -> subprocess.Popen[bytes]:
    os.mkfifo(folder / "pipe")
    return begun("batch", "pipe", "-f", "jsonl", "--input-format", "csv", "-o", "out", *options)
