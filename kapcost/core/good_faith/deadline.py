"""By when a good faith estimate is due: business days, which are weekdays less US federal holidays.

Source of the rule: 45 CFR 149.610, of the deadlines for the written estimate; of the holidays:
5 USC 6103, a holiday on a Saturday being observed on the Friday before it, on a Sunday on the Monday after.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any, ClassVar

from kapcost.core.text import Date
from kapcost.errors import InputError, Problem, quoted
from kapcost.frozen import frozen

SCHEMA_VERSION = 1
"""Of the published JSON."""

DAY = timedelta(days=1)
MONDAY, THURSDAY, SATURDAY = 0, 3, 5

FAR_AHEAD, NEAR = 10, 3
"""Business days from scheduling to the service: from FAR_AHEAD on there is more time, below NEAR nothing is owed."""

LONG, SHORT = 3, 1
"""Business days in which the estimate is due: LONG far ahead and on request, SHORT otherwise."""


@frozen
class Occasion:
    """Why an estimate is owed: a service was scheduled for a day, or the patient asked for one.

    InputError unless it is exactly one of both, and the service does not come before its scheduling.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    scheduled: Date | None = None
    service: Date | None = None
    requested: Date | None = None

    def __post_init__(self) -> None:
        given = [name for name in ("scheduled", "service", "requested") if getattr(self, name) is not None]
        if given not in (["scheduled", "service"], ["requested"]):
            found = " and ".join(given) or "no date"
            raise InputError(Problem(found=found, expected="both scheduled and service, or requested alone"))
        if self.scheduled and self.service and self.service < self.scheduled:
            expected = f"a day from {self.scheduled} on, on which it was scheduled"
            raise InputError(Problem(key="service", found=quoted(self.service), expected=expected))


@frozen
class Deadline:
    """The last day on which the estimate is in time, None if none is owed, and why."""

    schema_version: int = SCHEMA_VERSION
    due: date | None
    reason: str


def deadline(occasion: Occasion) -> Deadline:
    """Return by when the estimate is due.

    On request within 3 business days; for a service scheduled 10 business days ahead or more within
    3 of its scheduling, 3 or more within 1, and less than 3 never.

    >>> print(deadline(Occasion(scheduled=date(2026, 11, 23), service=date(2026, 11, 27))).due)
    2026-11-24
    """
    if occasion.requested is not None:
        return _within(LONG, occasion.requested, "on request")
    assert occasion.scheduled is not None  # noqa: S101 - an occasion that is no request has both dates
    assert occasion.service is not None  # noqa: S101 - as above
    ahead = _days_between(occasion.scheduled, occasion.service)
    if ahead < NEAR:
        return Deadline(due=None, reason=f"scheduled less than {NEAR} business days ahead")
    if ahead < FAR_AHEAD:
        return _within(SHORT, occasion.scheduled, f"scheduled {ahead} business days ahead")
    return _within(LONG, occasion.scheduled, f"scheduled {FAR_AHEAD} business days ahead or more")


def _within(days: int, since: date, occasion: str) -> Deadline:
    due = next(islice(business_days_after(since), days - 1, None))
    number = f"{days} business days" if days > 1 else "1 business day"
    return Deadline(due=due, reason=f"{occasion}, so within {number} of {since}")


def _days_between(scheduled: date, service: date) -> int:
    """Return how many business days lie after one day up to another, FAR_AHEAD if there are more."""
    first = islice(business_days_after(scheduled), FAR_AHEAD)
    return sum(day <= service for day in first)


def business_days_after(day: date) -> Iterator[date]:
    """Yield the business days after a day, without end."""
    while True:
        day += DAY
        if day.weekday() < SATURDAY and day not in holidays(day.year):
            yield day


def holidays(year: int) -> frozenset[date]:
    """Return the days on which federal holidays are observed in a year, and those around its ends."""
    first = {month: date(year, month, 1) for month in range(1, 13)}
    fixed = [
        first[1],
        date(year + 1, 1, 1),
        date(year, 6, 19),
        date(year, 7, 4),
        date(year, 11, 11),
        date(year, 12, 25),
    ]
    moving = [
        _nth(3, MONDAY, first[1]),  # Martin Luther King
        _nth(3, MONDAY, first[2]),  # Washington
        _nth(1, MONDAY, first[6]) - 7 * DAY,  # Memorial Day, the last Monday of May
        _nth(1, MONDAY, first[9]),  # Labor Day
        _nth(2, MONDAY, first[10]),  # Columbus Day
        _nth(4, THURSDAY, first[11]),  # Thanksgiving
    ]
    return frozenset([*map(_observed, fixed), *moving])


def _nth(number: int, weekday: int, first: date) -> date:
    """Return the so many-th weekday of the month that begins on a day."""
    return first + DAY * ((weekday - first.weekday()) % 7 + 7 * (number - 1))


def _observed(holiday: date) -> date:
    shift = {SATURDAY: -DAY, SATURDAY + 1: DAY}
    return holiday + shift.get(holiday.weekday(), timedelta())
