"""Where output goes: results to standard output, everything else to standard error."""

import io
import os
import sys
from collections.abc import Callable
from typing import Any

import typer
from rich.console import Console, RenderableType

from kapcost.errors import InputError, KapcostError, Problem
from kapcost.files import STANDARD_STREAM, write_text

FILE_WIDTH = 100

UNWRAPPED = 10_000
"""Columns of a pipe: nothing is wrapped in it."""


def stdout_console(*, color: bool | None = None) -> Console:
    """Return a console that writes as standard output would show it, into memory.

    `color` None lets NO_COLOR, FORCE_COLOR and the terminal decide. Printing it in one piece
    afterwards means that an output is whole or missing, never half.
    """
    wrapped = sys.stdout.isatty() or os.environ.get("COLUMNS")
    shown = Console(
        no_color=None if color is None else not color,
        force_terminal=color or None,
        width=None if wrapped else UNWRAPPED,
    )
    return _console_in_memory(
        width=shown.width,
        no_color=shown.no_color,
        force_terminal=shown.is_terminal,
        color_system=shown.color_system,
    )


def file_console() -> Console:
    """Return a console that writes as a file is read: wide, and without colour."""
    return _console_in_memory(width=FILE_WIDTH, color_system=None)


def _console_in_memory(**options: Any) -> Console:
    return Console(file=io.StringIO(), markup=False, highlight=False, emoji=False, **options)


def printed(console: Console, renderable: RenderableType) -> str:
    """Return what a console in memory prints, without blanks at the ends of lines."""
    console.print(renderable)
    text = console.file.getvalue() if isinstance(console.file, io.StringIO) else ""
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def deliver(text_for: Callable[[Console], str], output: str | None, *, color: bool | None = None) -> None:
    """Print a text, or write it to a file whole or not at all; it is made for the console it goes to."""
    if output is None or output == STANDARD_STREAM:
        write(text_for(stdout_console(color=color)))
    else:
        write_text(output, text_for(file_console()))


def deliver_new(text: str, output: str | None) -> None:
    """Print a text that is to be edited, or write it to a file that does not exist yet."""
    if output is None or output == STANDARD_STREAM:
        write(text)
    else:
        write_text(output, text, new=True)


def write(text: str) -> None:
    """Print text to standard output as it is, and end quietly if nobody reads it any more."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_stdout()
        raise typer.Exit from None
    except OSError as error:
        _forget_stdout()
        problem = Problem(key="standard output", found=(error.strerror or str(error)).lower(), expected="room to write")
        raise InputError(problem) from None


def _forget_stdout() -> None:
    """Let what is still buffered go nowhere, so that the interpreter does not complain of it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell(message: str) -> None:
    """Print a message to standard error, without whatever a terminal would not print as text."""
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in message)
    sys.stderr.write(f"kapcost: {shown}\n")


def tell_error(error: KapcostError) -> None:
    """Print every problem of an error to standard error, one a line."""
    for problem in error.problems:
        tell(str(problem))
