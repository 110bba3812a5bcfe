"""Runs the command line at a terminal of its own (POSIX only), and types into it."""

import os
import select
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from running import Run

PROMPT = b"> "
CTRL_C, CTRL_D = "\x03", "\x04"

LONGEST_WAIT = 30
"""Seconds in which a program says something, or ends."""

PRESSES = 3
"""Of Ctrl-C: Python overlooks one in the moment between its last look and its wait for what is typed."""


def at_terminal(*args: str, typed: Sequence[str], out: str | None = None, env: Mapping[str, str] | None = None) -> Run:
    """Run `kapcost` with some arguments at a terminal, and answer each prompt with what is typed.

    What the terminal shows, of both streams, is the `err` of the run; if a file `out` is named,
    standard output goes there, and is the `out` of the run.
    """
    import pty  # noqa: PLC0415 - Windows has none, and pytest imports this there too

    process, terminal = pty.fork()
    if not process:
        if out is not None:
            os.dup2(os.open(out, os.O_WRONLY | os.O_CREAT), 1)
        command = [sys.executable, "-m", "kapcost", *args]
        os.execve(sys.executable, command, {**os.environ, "COLUMNS": "80", "TERM": "dumb", **(env or {})})  # noqa: S606
    shown = b""
    try:
        for line in typed:
            shown += _until_prompt(terminal)
            os.write(terminal, line.encode(errors="surrogateescape") + (b"" if line in (CTRL_C, CTRL_D) else b"\n"))
        shown += _rest(terminal, CTRL_C if CTRL_C in typed else "")
    except TimeoutError:
        os.kill(process, signal.SIGKILL)
        pytest.fail(f"it waits for a further answer: {shown.decode(errors='replace')}")
    finally:
        _, status = os.waitpid(process, 0)
        os.close(terminal)
    kept = "" if out is None else Path(out).read_text("utf-8")
    return Run(
        code=os.waitstatus_to_exitcode(status), out=kept, err=shown.decode(errors="replace").replace("\r\n", "\n")
    )


def _until_prompt(terminal: int) -> bytes:
    shown = b""
    while not shown.endswith(PROMPT):
        read = _read(terminal)
        assert read, f"it ended without a further prompt: {shown.decode()}"
        shown += read
    return shown


def _rest(terminal: int, key: str) -> bytes:
    """Read until the program ends; a key that should end it is pressed again after a while, as people do."""
    shown = b""
    for _ in range(PRESSES):
        while _says_something(terminal, LONGEST_WAIT / PRESSES):
            read = _read(terminal)
            if not read:
                return shown
            shown += read
        os.write(terminal, key.encode())
    raise TimeoutError


def _read(terminal: int) -> bytes:
    """Read what is shown next; nothing once the program has ended, which Linux says by an error."""
    if not _says_something(terminal, LONGEST_WAIT):
        raise TimeoutError
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def _says_something(terminal: int, seconds: float) -> bool:
    return bool(select.select([terminal], [], [], seconds)[0])
