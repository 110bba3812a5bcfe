"""The terms of a price: how much or why nothing, per what, how it is known, and for which sessions."""

from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal, get_args

from kapcost.core.money import PRICE_FORMS, RANGE_PATTERN, CostRange, parse_range
from kapcost.core.written import Written
from kapcost.errors import InputError, Problem, quoted, unknown_name
from kapcost.frozen import frozen


class Status(StrEnum):
    """Whether a part of the course costs something, and whether the amount is known."""

    CHARGED = "charged"
    INCLUDED = "included"
    NOT_CHARGED = "not_charged"
    UNKNOWN = "unknown"


NoPrice = Literal[Status.INCLUDED, Status.NOT_CHARGED, Status.UNKNOWN]
"""What stands in place of a price where there is none of its own. Unknown is never zero."""


def parse_price(written: Any) -> Any:
    """Return what is written for a price: a CostRange, or the word for none: included, not_charged or unknown.

    InputError if it is none of these or no possible price.
    """
    word = str(written).strip().casefold()
    if word in get_args(NoPrice):
        return Status(word)
    if isinstance(written, str) and word.isalpha():
        raise InputError(unknown_name(written, get_args(NoPrice), what=f"{PRICE_FORMS}, included or unknown"))
    return parse_range(written)


Price = Annotated[
    CostRange | NoPrice,
    Written(
        parse_price,
        {"type": "number", "minimum": 0},
        {"type": "string", "pattern": RANGE_PATTERN, "examples": ["300-500", "300+"]},
    ),
]
"""A CostRange, or the word that says why there is none; files and flags may write 450 or "300-500"."""


class Per(StrEnum):
    """What one price buys; a fee is never per package, for packages are listed apart."""

    SESSION = "session"
    HOUR = "hour"
    PACK = "pack"
    MONTH = "month"
    COURSE = "course"
    PACKAGE = "package"


JOINT = (Per.PACK, Per.MONTH, Per.COURSE)
"""The units that are counted once over all phases of a fee; the others are counted phase by phase."""


class Basis(StrEnum):
    """How a price is known: stated by a source, the figures of a survey, our inference, or given by the asker."""

    STATED = "stated"
    SURVEY = "survey"
    INFERRED = "inferred"
    GIVEN = "given"


@frozen
class Window:
    """Which sessions a fee is for: from the first to the last, counted from 1; open without last."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    first: int = 1
    last: int | None = None

    def __post_init__(self) -> None:
        if self.first < 1 or (self.last is not None and self.last < self.first):
            raise InputError(Problem(found=quoted(self), expected="first from 1, and last not before first"))

    def __str__(self) -> str:
        if self.last is None:
            return "all sessions" if self.first == 1 else f"from session {self.first}"
        return f"session {self.first}" if self.first == self.last else f"sessions {self.first}-{self.last}"

    def size_in(self, sessions: int) -> int:
        """Return how many of the sessions 1..sessions lie in the window."""
        last = sessions if self.last is None else min(sessions, self.last)
        return max(0, last - self.first + 1)

    def holds(self, session: int) -> bool:
        """Return whether a session, counted from 1, lies in the window."""
        return self.first <= session and (self.last is None or session <= self.last)

    def overlaps(self, other: "Window") -> bool:
        """Return whether some session lies in both windows."""
        return (self.last is None or other.first <= self.last) and (other.last is None or self.first <= other.last)


EVERY_ONE = Window()
"""The window without limits."""
