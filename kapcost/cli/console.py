"""The consoles that tables are printed on: in memory, as wide and as coloured as where the text goes."""

import io
import os
import sys
from typing import Any

from rich.console import Console, RenderableType

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
