"""How many times a fee is charged: its unit counted over the sessions of a course."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kapcost.core.course import Counts, Course, Phase
from kapcost.core.fee import Fee
from kapcost.core.packages import Package
from kapcost.core.price import Per
from kapcost.errors import InputError, Problem, quoted

DAYS_IN_MONTH = 30
"""A month of a monthly fee, in days."""

Quantity = Decimal | int
"""A whole number of sessions, packs, months or courses, or a decimal number of hours, read back from text first."""


def quantity(fee: Fee, phases: Sequence[Phase], counts: Counts, course: Course) -> Quantity:
    """Return how many units of a fee the given numbers of sessions of some of its phases come to.

    session: the sessions in the fee's window, or every so many of them; hour: those sessions times
    the hours of a session;
    pack: packs begun; month: months of 30 days begun from the first to the last visit, as far as
    they are in the fee's window; course: 1 if there is any session. By session or hour, it is counted
    in one phase at a time. InputError if the course lacks the hours or days that the fee is counted in.
    """
    sessions = sum(map(counts.__getitem__, phases))
    in_window = fee.sessions.size_in(sessions)
    match fee.per:
        case Per.SESSION:
            return in_window // (fee.every or 1)
        case Per.HOUR:
            return in_window * _hours(fee, phases[0], course) if in_window else Decimal(0)
        case Per.PACK:
            return -(-in_window // (fee.pack_size or 1))
        case Per.MONTH:
            return _months(fee, phases, counts, course) if in_window else 0
        case Per.COURSE | Per.PACKAGE:
            return min(1, in_window)


def quantity_left(
    fee: Fee, phases: Sequence[Phase], counts: Counts, course: Course, package: Package | None
) -> Quantity:
    """Return how many units of a fee a course comes to, without those that a package stands in place of."""
    whole = quantity(fee, phases, counts, course)
    if package is None or not package.covers(fee.label, fee.elements, phases):
        return whole
    return whole - quantity(fee, phases, package.covered(counts), course)


def visit_days(counts: Counts, days_between: Mapping[Phase, int]) -> dict[Phase, tuple[int, int]]:
    """Return the first and last day of each phase that has sessions, counted from day 0.

    Phases follow one another, each beginning its own days_between after the visit before;
    integration begins on the next day, beside dosing. So no session makes a course shorter.
    InputError if the days of a phase that has sessions are not given.

    >>> visit_days({phase: 1 if phase == "consultation" else 6 if phase == "dosing" else 0 for phase in Phase},
    ...            {Phase.CONSULTATION: 7, Phase.DOSING: 14})
    {<Phase.CONSULTATION: 'consultation'>: (0, 0), <Phase.DOSING: 'dosing'>: (14, 84)}
    """
    missing = [phase for phase in Phase if counts[phase] and phase not in days_between]
    if missing:
        expected = "the days from one session to the next"
        raise InputError(*(Problem(key=f"days_between.{phase}", found="none", expected=expected) for phase in missing))
    days: dict[Phase, tuple[int, int]] = {}
    last = 0
    for phase in Phase:
        if counts[phase] == 0:
            continue
        step = days_between[phase]
        first = last + step if days else 0
        if phase is Phase.INTEGRATION and days:
            first = days.get(Phase.DOSING, (last, last))[0] + 1
        days[phase] = (first, first + step * (counts[phase] - 1))
        last = max(last, days[phase][1])
    return days


def _hours(fee: Fee, phase: Phase, course: Course) -> Decimal:
    hours = course.hours_of(phase)
    if hours is None:
        found = f"no length for {phase} sessions, and {quoted(fee.label)} is charged by the hour"
        raise InputError(Problem(key=f"hours.{phase}", found=found, expected="hours, such as 2.5"))
    return hours


def _months(fee: Fee, phases: Sequence[Phase], counts: Counts, course: Course) -> int:
    days = visit_days(counts, course.days_between)
    visits = [days[phase] for phase in phases if phase in days]
    span = max(last for _, last in visits) - min(first for first, _ in visits)
    return fee.months.size_in(span // DAYS_IN_MONTH + 1)
