"""Where output goes: results to standard output, everything else to standard error."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

import typer

from kapcost.errors import InputError, Problem, printable


def write(text: str) -> None:
    """Print text to standard output as it is, and end quietly if nobody reads it any more."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _forget(sys.stdout)
        raise typer.Exit from None
    except OSError as error:
        raise unwritten(error) from None


def unwritten(error: OSError) -> InputError:
    """Return the error of a result that cannot be printed; what is left of it goes nowhere."""
    _forget(sys.stdout)
    found = (error.strerror or str(error)).lower()
    return InputError(Problem(key="standard output", found=found, expected="room to write"))


def _forget(stream: TextIO) -> None:
    """Let what is still buffered go nowhere, so that the interpreter does not complain of it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def tell(message: str) -> None:
    """Print a message to standard error, without whatever a terminal would not print as text."""
    tell_as_it_is(f"kapcost: {printable(message)}\n")


def tell_as_it_is(text: str) -> None:
    """Print text to standard error."""
    with telling():
        sys.stderr.write(text)
        sys.stderr.flush()


@contextmanager
def telling() -> Iterator[None]:
    """Let something be printed to standard error, and go on as if it had been where nobody can read it there.

    So neither what is done nor the exit code depends on it.
    """
    try:
        yield
    except (OSError, SystemExit):  # SystemExit is what Rich makes of a closed pipe
        _forget(sys.stderr)
