"""Where output goes: results to standard output, everything else to standard error."""

import os
import sys

import typer

from kapcost.errors import InputError, Problem


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
