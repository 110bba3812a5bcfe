"""Runs the command line: as a process of its own, with streams and exit code, or for its text only."""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

REPOSITORY = Path(__file__).parents[1]
PACKAGE = REPOSITORY / "kapcost"

TOOLS_REQUIRED = os.environ.get("TEST_TOOLS") == "required"
"""Whether a test fails, and is not skipped, where a program that it needs is missing: so that CI skips none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def problems(self) -> list[str]:
        """The messages on standard error, one a line."""
        return self.err.splitlines()


Kapcost = Callable[..., Run]
"""Runs `kapcost` with some arguments; `env` adds to the environment, `stdin` is what is typed into it."""


def process(*args: str, stdin: bytes | None = None, env: Mapping[str, str] | None = None, code: str = "") -> Run:
    """Run `python -m kapcost`, or other Python code that runs it, in a process of its own."""
    program = ["-c", code] if code else ["-m", "kapcost"]
    done = subprocess.run(  # noqa: S603 - the arguments are those that a test states
        [sys.executable, *program, *args],
        input=b"" if stdin is None else stdin,
        capture_output=True,
        env={**os.environ, **(env or {})},
        timeout=60,
        check=False,
    )
    return Run(code=done.returncode, out=done.stdout.decode(), err=done.stderr.decode())


def in_process(*args: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Run:
    """Run the command line in this process, which is fast."""
    from kapcost.__main__ import main  # noqa: PLC0415 - Typer looks at the environment when it is imported

    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["kapcost", *args])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        for name, value in (env or {}).items():
            patch.setenv(name, value)
        with pytest.raises(SystemExit) as ended:
            main()
    return Run(code=int(ended.value.code or 0), out=_printed(out), err=_printed(err))


def _printed(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


@cache
def text_of(*args: str, columns: str = "") -> str:
    """Return what a command that succeeds prints, in this process and only once for the same arguments."""
    from kapcost.cli.main import app  # noqa: PLC0415 - Typer looks at the environment when it is imported

    done = CliRunner().invoke(app, args, env={"COLUMNS": columns})
    assert done.exception is None, done.stderr
    return done.stdout
