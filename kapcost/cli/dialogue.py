"""A dialogue on a terminal: what is said goes to standard error, what is typed is heard line by line."""

import io
import sys

from rich.console import Console, RenderableType


def say(message: RenderableType, *, wrap: bool = True) -> None:
    """Print a part of a dialogue to standard error; what is to be copied is not wrapped."""
    Console(file=sys.stderr, markup=False, highlight=False, emoji=False).print(message, soft_wrap=not wrap)


def heard() -> str:
    """Return the line that is typed next; KeyboardInterrupt at the end of input, which says to stop as Ctrl-C does."""
    if isinstance(sys.stdin, io.TextIOWrapper) and sys.stdin.errors != "replace":
        sys.stdin.reconfigure(errors="replace")
    while True:
        sys.stderr.write("> ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise KeyboardInterrupt
        if line.strip().isprintable():
            return line.strip()
        say("That holds keys that are no text, such as arrows. Please type it again.")
