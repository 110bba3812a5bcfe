"""Visits: the sessions of an exact course on their days, and what falls due at each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from kapcost.core.bill import Bill
from kapcost.core.charges import Charge
from kapcost.core.course import Counts, Course, Phase
from kapcost.core.discounts import Due
from kapcost.core.money import ZERO, to_cents
from kapcost.core.packages import Extent
from kapcost.core.price import Per
from kapcost.core.quantity import DAYS_IN_MONTH, visit_days
from kapcost.errors import InputError, Problem, quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitCharge:
    """A part of a charge that falls due at one visit: on which day, for which session, how much.

    Days count from 0, sessions of a phase from 1; the amount is in dollars, after discounts.
    """

    day: int
    phase: Phase
    session: int
    line: Charge
    amount: Decimal


def visit_charges(charged: Sequence[Charge], bill: Bill, counts: Counts, course: Course) -> list[VisitCharge]:
    """Return what falls due at the visits of an exact course, by day; the parts of a charge add up to it.

    A pack, month, course or package falls due at its first session. An amount off, or a fee
    that is credited, lowers the earliest parts of a charge first. InputError if the course
    lacks the days between the sessions of a phase.
    """
    _check_days(counts, course)
    days = visit_days(counts, course.days_between)
    parts = [
        part
        for line, due in zip(charged, bill.dues, strict=True)
        for part in _parts(line, due, {phase: days[phase][0] for phase in line.phases if phase in days}, counts, course)
    ]
    return sorted(parts, key=lambda part: (part.day, list(Phase).index(part.phase)))


def check_expiry(extent: Extent, begins: date) -> str | None:
    """Return a warning if the package of an extent expires before its last session, None if it does not.

    InputError if it expires before its first session, or the days between sessions lack.
    """
    package = extent.package
    if package is None or package.expires is None or not package.times(extent.high):
        return None
    _check_days(extent.high, extent.course)
    days = visit_days(extent.high, extent.course.days_between)
    first = begins + timedelta(days=min(days[phase][0] for phase in package.sessions))
    if package.expires < first:
        found = f"{quoted(package.label)}, which expires on {package.expires}"
        raise InputError(Problem(key="package", found=found, expected=f"one to use from {first} on"))
    covered = package.covered(extent.high)
    last = begins + timedelta(days=max(
        days[phase][0] + extent.course.days_between[phase] * (covered[phase] - 1) for phase in package.sessions
    ))  # fmt: skip
    if package.expires < last:
        return f"{package.label} expires on {package.expires}, before its last session on {last}."
    return None


def _check_days(counts: Counts, course: Course) -> None:
    missing = [phase for phase in Phase if counts[phase] and phase not in course.days_between]
    if missing:
        expected = "the days from one session to the next"
        raise InputError(*(Problem(key=f"days_between.{phase}", found="none", expected=expected) for phase in missing))


def _parts(
    line: Charge, due: Due, starts: Mapping[Phase, int], counts: Counts, course: Course
) -> Iterator[VisitCharge]:  # fmt: skip
    """Yield the parts of a charge, from the first days of its phases that have sessions."""
    if not starts or not due.quantity:
        return
    phase = min(starts, key=lambda phase: starts[phase])
    sessions = _sessions(line, due, sum(counts[each] for each in starts), course)
    amounts = _lowered(_equal(to_cents(due.unit * due.quantity), len(sessions)), due.amount)
    for place, (session, amount) in enumerate(zip(sessions, amounts, strict=True)):
        later = place * DAYS_IN_MONTH if line.per is Per.MONTH else (session - 1) * course.days_between[phase]
        yield VisitCharge(day=starts[phase] + later, phase=phase, session=session, line=line, amount=amount)


def _sessions(line: Charge, due: Due, in_course: int, course: Course) -> list[int]:
    """Return the session at which each part of a charge falls due; what a package covers comes first."""
    match line.per:
        case Per.SESSION | Per.HOUR:
            hours = course.hours_of(line.phase) if line.per is Per.HOUR else None
            held = [number for number in range(1, in_course + 1) if line.sessions.holds(number)]
            return held[-int(due.quantity / (hours or 1)) :]
        case Per.PACK | Per.PACKAGE:
            return [line.sessions.first + place * (line.pack_size or 1) for place in range(int(due.quantity))]
        case _:
            return [1] * int(due.quantity)


def _equal(amount: Decimal, number: int) -> list[Decimal]:
    """Split an amount into equal parts, to the cent, that add up to it."""
    upto = [to_cents(amount * place / number) for place in range(number + 1)]
    return [after - before for before, after in pairwise(upto)]


def _lowered(parts: Sequence[Decimal], total: Decimal) -> list[Decimal]:
    """Take what exceeds a total from the first parts."""
    excess, lowered = sum(parts, ZERO) - total, []
    for part in parts:
        taken = min(part, excess)
        excess -= taken
        lowered.append(part - taken)
    return lowered
