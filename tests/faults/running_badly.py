"""Runs every command with something wrong around it: its streams, its files, or its limits."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from running import Run, text_of
from small_list import small_list, write_list

from kapcost.files import example

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="devices, signals and limits as POSIX has them")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="devices and mounts as Linux has them")

LONGEST_WAIT = 60
"""Seconds in which a command ends, on whatever machine."""

PRINTING: Mapping[str, Sequence[str]] = {
    "estimate": ["estimate", "course.toml"],
    "ask": ["ask", "course.toml"],
    "compare": ["compare", "--settings", "office,group"],
    "check": ["check", "quote.toml"],
    "prices show": ["prices", "show"],
    "prices sources": ["prices", "sources"],
    "prices export": ["prices", "export"],
    "prices check": ["prices", "check", "list.toml"],
    "batch": ["batch", "rows.csv"],
    "gfe": ["gfe", "patient.toml"],
    "gfe deadline": ["gfe", "deadline", "--requested", "2026-07-02"],
    "replay": ["replay", "saved.json"],
    "schema": ["schema", "estimate"],
    "glossary": ["glossary"],
    "--version": ["--version"],
    "--help": ["--help"],
    "help of a command": ["estimate", "--help"],
    "help of a group": ["prices", "--help"],
}
"""Every command that prints, so that it ends with 0 and says nothing on standard error."""

WRITING: Mapping[str, Sequence[str]] = {
    "estimate": ["estimate", "course.toml", "-f", "json"],
    "drawn": ["estimate", "course.toml", "-f", "svg"],
    "ask": ["ask", "course.toml", "-f", "json"],
    "compare": ["compare", "--settings", "office,group", "-f", "json"],
    "check": ["check", "quote.toml", "-f", "json"],
    "gfe": ["gfe", "patient.toml", "-f", "json", "--replace"],
    "prices export": ["prices", "export"],
    "batch": ["batch", "rows.csv", "-f", "jsonl"],
}
"""Every command that takes -o."""

READING: Mapping[str, Sequence[str]] = {
    "course": ["estimate"],
    "health plan": ["estimate", "--health-plan"],
    "price list": ["estimate", "--prices"],
    "checked price list": ["prices", "check"],
    "quote": ["check"],
    "good faith": ["gfe"],
    "saved": ["replay"],
    "compared": ["compare", "course.toml"],
    "rows": ["batch"],
    "base": ["batch", "rows.csv", "--base"],
}
"""Every command that reads a file, which is named last."""


def make_files(folder: Path) -> None:
    """Write what the commands read into a folder."""
    (folder / "course.toml").write_text('state = "CA"\n')
    (folder / "quote.toml").write_text(example("quote"), "utf-8")
    (folder / "patient.toml").write_text(example("good_faith"), "utf-8")
    (folder / "saved.json").write_text(text_of("estimate", "--state", "CA", "-f", "json"), "utf-8")
    (folder / "rows.csv").write_bytes(rows(3))
    write_list(folder / "list.toml", small_list())


def rows(number: int, setting: str = "office") -> bytes:
    """Return rows of a batch, all alike but for their ids."""
    return b"id,setting\n" + "".join(f"{place},{setting}\n" for place in range(1, number + 1)).encode()


def ended_all(commands: Mapping[str, Sequence[str]], *more: str, line: str = "", **streams: Any) -> dict[str, Run]:
    """Run commands, several at a time, each with some further arguments; return how each one ended.

    `line` is one of a shell that runs "$@", the command, in its own way.
    """

    def one(command: Sequence[str]) -> Run:
        return ended(begun(*command, *more, line=line, **streams))

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(commands, pool.map(one, commands.values()), strict=True))


def begun(*args: str, line: str = "", code: str = "", **streams: Any) -> subprocess.Popen[bytes]:
    """Begin `kapcost`, or other Python code that runs it; what it prints is kept, and it is given nothing to read."""
    program = [sys.executable, *(["-c", code] if code else ["-m", "kapcost"]), *args]
    shell = ["/bin/sh", "-c", line, "sh"] if line else []
    usual: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([*shell, *program], **usual | streams)  # noqa: S603 - the arguments are those of a test


def ended(process: subprocess.Popen[bytes]) -> Run:
    """Wait for the end of a process, and return how it ended; one that does not end is killed, and fails the test."""
    with process:
        try:
            out, err = process.communicate(timeout=LONGEST_WAIT)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    return Run(code=process.returncode, out=(out or b"").decode(), err=(err or b"").decode())


def wait_for_rows(output: Path, batch: subprocess.Popen[bytes]) -> None:
    """Wait until a batch has recorded its first rows, below its settings and the step before any row."""
    progress = Path(f"{output}.progress")
    while not progress.exists() or progress.read_bytes().count(b"\n") < 3:
        assert batch.poll() is None, ended(batch)
        sleep(0.01)


def names_in(folder: Path) -> set[str]:
    """Return the names of all that is in a folder, also of what is hidden."""
    return {path.name for path in folder.iterdir()}
