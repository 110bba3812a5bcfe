"""The course of treatment: seven phases, how many sessions each has, how long and how far apart."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from kapcost.core.written import Written
from kapcost.errors import InputError, Problem, at, quoted
from kapcost.frozen import frozen

MOST_SESSIONS = 1000
"""The largest number of sessions in one phase that kapcost computes with."""

LONGEST_SESSION = Decimal(24)
"""Hours."""

SESSION_FORMS = f"a number of sessions from 0 to {MOST_SESSIONS}, such as 6 or 3-6"

_SESSIONS = re.compile(r"(\d{1,9})(?:\s*(?:-|\N{EN DASH})\s*(\d{1,9}))?", re.ASCII)


class Phase(StrEnum):
    """The phases of a course of treatment, in the order in which they begin."""

    CONSULTATION = "consultation"
    PREPARATION = "preparation"
    DOSING = "dosing"
    INTEGRATION = "integration"
    ONGOING = "ongoing"
    REVIEW = "review"
    BOOSTER = "booster"


class Element(StrEnum):
    """What a session is paid for."""

    THERAPIST = "therapist"
    KETAMINE = "ketamine"
    FACILITY = "facility"
    MONITORING = "monitoring"
    MEDICAL = "medical"


_KETAMINE_SESSION = (Element.THERAPIST, Element.KETAMINE, Element.FACILITY, Element.MONITORING)

USUAL_ELEMENTS: Mapping[Phase, tuple[Element, ...]] = {
    Phase.CONSULTATION: (Element.THERAPIST, Element.MEDICAL),
    Phase.PREPARATION: (Element.THERAPIST,),
    Phase.DOSING: _KETAMINE_SESSION,
    Phase.INTEGRATION: (Element.THERAPIST,),
    Phase.ONGOING: (Element.THERAPIST,),
    Phase.REVIEW: (Element.MEDICAL,),
    Phase.BOOSTER: _KETAMINE_SESSION,
}
"""What a session of each phase usually consists of; what has no charge among it is pointed out."""


@frozen
class SessionRange:
    """A whole number of sessions from low to high, both included; InputError unless 0 <= low <= high."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    low: int
    high: int

    def __post_init__(self) -> None:
        if not 0 <= self.low <= MOST_SESSIONS or not 0 <= self.high <= MOST_SESSIONS:
            raise InputError(Problem(found=quoted(self), expected=SESSION_FORMS))
        if self.low > self.high:
            raise InputError(Problem(found=quoted(self), expected="the lower number of sessions first"))

    def __str__(self) -> str:
        return str(self.low) if self.is_exact else f"{self.low}-{self.high}"

    @property
    def is_exact(self) -> bool:
        """Whether the range holds one number only."""
        return self.low == self.high


def parse_sessions(written: Any) -> Any:
    """Return the SessionRange of a written number: 6, "6" or "3-6"; a table passes unchanged.

    >>> str(parse_sessions("3-6"))
    '3-6'
    """
    if isinstance(written, dict | SessionRange):
        return written
    match = None if isinstance(written, bool) else _SESSIONS.fullmatch(str(written).strip())
    if match is None:
        raise InputError(Problem(found=quoted(written), expected=SESSION_FORMS))
    return SessionRange(low=int(match[1]), high=int(match[2] or match[1]))


Sessions = Annotated[
    SessionRange | int,
    Written(
        parse_sessions,
        {"type": "integer", "minimum": 0, "maximum": MOST_SESSIONS},
        {"type": "string", "pattern": "^\\s*\\d+\\s*([-\\u2013]\\s*\\d+\\s*)?$", "examples": ["3-6"]},
    ),
]
"""A number of sessions, or a range of them that files and flags may write as "3-6"."""

Counts = Mapping[Phase, int]
"""An exact number of sessions for each phase: one of the courses that a Course allows."""


@frozen
class Course:
    """A course of treatment: the sessions of each phase, their length and their distance.

    `hours` is the length of a session by phase, needed where a fee is charged by the hour;
    `days_between` is the number of days from one session of a phase to the next, needed where
    a fee is charged by the month. InputError unless some phase has a session for certain:
    a course of no sessions is none.

    >>> Course(dosing=6, integration=SessionRange(low=3, high=6)).sessions(Phase.DOSING)
    SessionRange(low=6, high=6)
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    consultation: Sessions = 0
    preparation: Sessions = 0
    dosing: Sessions = 0
    integration: Sessions = 0
    ongoing: Sessions = 0
    review: Sessions = 0
    booster: Sessions = 0
    hours: Mapping[Phase, Decimal] = field(default_factory=dict)
    days_between: Mapping[Phase, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for phase in Phase:
            if not isinstance(number := getattr(self, phase), SessionRange):
                with at(phase):
                    object.__setattr__(self, phase, parse_sessions(number))
        object.__setattr__(self, "hours", {phase: Decimal(hours) for phase, hours in self.hours.items()})
        problems = list(self._problems())
        if problems:
            raise InputError(*problems)

    def _problems(self) -> Iterator[Problem]:
        if not any(self.counts("low").values()):
            yield Problem(found="a course that may have no session at all", expected="at least 1 session in some phase")
        for phase, hours in self.hours.items():
            if not hours.is_finite() or not 0 < hours <= LONGEST_SESSION or hours != round(hours, 2):
                yield Problem(key=f"hours.{phase}", found=quoted(hours), expected=HOUR_FORMS)
        for phase, days in self.days_between.items():
            if not 1 <= days <= 366:
                yield Problem(key=f"days_between.{phase}", found=quoted(days), expected="1 to 366 days")

    def sessions(self, phase: Phase) -> SessionRange:
        """Return the range of session numbers of a phase."""
        sessions: SessionRange = getattr(self, phase)
        return sessions

    def hours_of(self, phase: Phase) -> Decimal | None:
        """Return the hours of a session, None if not known; a booster is as long as a dosing session."""
        usual = self.hours.get(Phase.DOSING) if phase is Phase.BOOSTER else None
        return self.hours.get(phase, usual)

    def counts(self, end: str) -> Counts:
        """Return the session numbers of all phases at the "low" or "high" end."""
        return {phase: getattr(self.sessions(phase), end) for phase in Phase}

    def with_dosing(self, dosing: SessionRange | int) -> "Course":
        """Return the course with other dosing sessions; integration follows as in `following`."""
        return self.with_sessions(self.following({Phase.DOSING: dosing}))

    def following(self, changed: Mapping[Phase, SessionRange | int]) -> Mapping[Phase, SessionRange | int]:
        """Return changed sessions with integration that follows dosing, unless it is changed itself.

        It follows where the course has one integration session for each dosing session.
        """
        dosing = self.sessions(Phase.DOSING)
        paired = dosing.high > 0 and self.sessions(Phase.INTEGRATION) == dosing
        return {Phase.INTEGRATION: changed[Phase.DOSING], **changed} if paired and Phase.DOSING in changed else changed

    def with_sessions(self, changed: Mapping[Phase, SessionRange | int]) -> "Course":
        """Return the course with the sessions of some phases replaced."""
        return replace(self, **changed)  # type: ignore[arg-type]  # phases are the names of the fields


HOUR_FORMS = f"hours above 0 and up to {LONGEST_SESSION}, with at most two decimals"
