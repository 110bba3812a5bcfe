"""What can go wrong, and the exit code each kind ends with.

A `Problem` is one thing wrong with one input. An error carries every problem found, so that
a person mends a file in one round.
"""

import difflib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import ClassVar

from kapcost.frozen import frozen

NOTHING = "nothing"
"""What is found where a value is missing."""


@frozen
class Problem:
    """One thing wrong: where it stands, what was found, what is allowed, the nearest valid name."""

    file: str = ""
    key: str = ""
    found: str
    expected: str
    suggestion: str | None = None

    def at(self, key: str = "", file: str = "") -> "Problem":
        """Return the same problem seen from outside: `key` put before its own, `file` if it has none."""
        return replace(self, key=_joined(key, self.key), file=self.file or file)

    def __str__(self) -> str:
        where = ": ".join(part for part in (self.file, self.key) if part)
        hint = f" Did you mean {self.suggestion}?" if self.suggestion else ""
        return f"{where}{': ' if where else ''}found {self.found}; expected {self.expected}.{hint}"


@frozen
class Failure:
    """How a program learns that kapcost failed: the kind of error in words, the exit code, every problem."""

    error: str
    code: int
    problems: tuple[Problem, ...]


class KapcostError(ValueError):
    """Base of every error that kapcost reports; `code` is the exit code of the command line."""

    code: ClassVar[int] = 1
    meaning: ClassVar[str] = "a bug in kapcost"

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))

    @property
    def failure(self) -> Failure:
        """The error as a value, named as in the published JSON."""
        return Failure(error=self.meaning, code=self.code, problems=self.problems)


class InputError(KapcostError):
    """A flag, a course file or another input does not say something that can be priced."""

    code = 2
    meaning = "wrong usage or invalid input"


class PriceListError(KapcostError):
    """The price list in force cannot be used."""

    code = 3
    meaning = "the price list is at fault"


class GateError(KapcostError):
    """The answer to a question that was asked as a gate is no, such as a course over budget."""

    code = 4
    meaning = "the answer is no: over budget, does not add up, cannot be issued or is not the same"


class RejectedError(KapcostError):
    """A batch is finished, and some of its rows could not be estimated."""

    code = 5
    meaning = "a batch is finished, but rows of it were rejected"


@contextmanager
def at(key: str = "", file: str = "") -> Iterator[None]:
    """Put a key before those of the problems of an InputError that passes, and say the file."""
    try:
        yield
    except InputError as error:
        raise InputError(*(problem.at(key, file) for problem in error.problems)) from None


@contextmanager
def caught(problems: list[Problem]) -> Iterator[None]:
    """Add the problems of an InputError to a list and go on, so that all are reported at once."""
    try:
        yield
    except InputError as error:
        problems += error.problems


def unknown_name(found: str, valid: Iterable[str], *, key: str = "", what: str = "") -> Problem:
    """Return the problem of a name that does not exist, with the nearest one that does.

    >>> print(unknown_name("ofice", ["general", "office"], key="setting"))
    setting: found 'ofice'; expected general or office. Did you mean office?
    """
    names = list(valid)
    folded = {name.casefold(): name for name in names}
    near = difflib.get_close_matches(found.casefold(), folded, n=1)
    return Problem(
        key=key,
        found=quoted(found),
        expected=what or either(names),
        suggestion=folded[near[0]] if near else None,
    )


def either(names: Iterable[str]) -> str:
    """Join names for a sentence.

    >>> either(["low", "typical", "high"])
    'low, typical or high'
    """
    *first, last = list(names) or ["nothing"]
    return f"{', '.join(first)} or {last}" if first else last


def quoted(value: object) -> str:
    """Return a value as a message shows it: in quotes, at most 60 characters, nothing unprintable."""
    try:
        text = str(value)
    except (ValueError, RecursionError):  # an integer of thousands of digits, a table without end
        text = f"a {type(value).__name__} too large to show"
    return f"'{printable(text if len(text) <= 60 else text[:57] + '...')}'"


def printable(text: str) -> str:
    r"""Return a text with a sign for each character that a terminal would not print as text.

    >>> printable("line\x1b[2J\u2028")
    'line�[2J�'
    """
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def _joined(outer: str, inner: str) -> str:
    if not outer or not inner or inner.startswith("["):
        return outer + inner
    return f"{outer}.{inner}"
