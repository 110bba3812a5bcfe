"""Where output goes: results to standard output, everything else to standard error."""

import io
import os
import sys

import typer
from rich.console import Console, RenderableType

from kapcost.errors import KapcostError

FILE_WIDTH = 100

UNWRAPPED = 10_000
"""Columns of a pipe: nothing is wrapped in it."""


def stdout_console(*, color: bool | None = None) -> Console:
    """Return the console of standard output; `color` None lets NO_COLOR, FORCE_COLOR and the terminal decide."""
    wrapped = sys.stdout.isatty() or os.environ.get("COLUMNS")
    return Console(
        no_color=None if color is None else not color,
        force_terminal=color or None,
        width=None if wrapped else UNWRAPPED,
        markup=False,
        highlight=False,
        emoji=False,
    )


def file_console() -> Console:
    """Return a console that writes for a file: wide, and without colour."""
    return Console(file=io.StringIO(), width=FILE_WIDTH, color_system=None, markup=False, highlight=False, emoji=False)


def printed(console: Console, renderable: RenderableType) -> str:
    """Return what a console would print, without blanks at the ends of lines."""
    with console.capture() as capture:
        console.print(renderable)
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def write(text: str) -> None:
    """Print text to standard output as it is, and end quietly if nobody reads it any more."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None


def tell(message: str) -> None:
    """Print a message to standard error, without whatever a terminal would not print as text."""
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in message)
    sys.stderr.write(f"kapcost: {shown}\n")


def tell_error(error: KapcostError) -> None:
    """Print every problem of an error to standard error, one a line."""
    for problem in error.problems:
        tell(str(problem))
