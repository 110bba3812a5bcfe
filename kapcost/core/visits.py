"""Visits: the sessions of an exact course on their days, and what falls due at each."""

from collections.abc import Iterator, Mapping, Sequence
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
from kapcost.frozen import frozen


@frozen
class Visit:
    """One session of a phase, on a day (from 0) and a date, if the start is known."""

    day: int
    on: date | None
    phase: Phase
    session: int


@frozen
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
    days = visit_days(counts, course.days_between)
    parts = [
        part
        for line, due in zip(charged, bill.dues, strict=True)
        for part in _parts(line, due, list(_series(line, days, counts, course)), course)
    ]
    return sorted(parts, key=lambda part: (part.day, list(Phase).index(part.phase)))


def all_visits(extent: Extent, start: date | None) -> Iterator[Visit]:
    """Yield the visits of the course with the most sessions, by day."""
    days = visit_days(extent.high, extent.course.days_between)
    visits = [(first + extent.course.days_between[phase] * place, phase, place + 1)
              for phase, (first, _) in days.items() for place in range(extent.high[phase])]  # fmt: skip
    for day, phase, session in sorted(visits, key=lambda visit: (visit[0], list(Phase).index(visit[1]))):
        yield Visit(day=day, on=None if start is None else start + timedelta(days=day), phase=phase, session=session)


def check_expiry(extent: Extent, begins: date) -> str | None:
    """Return a warning if the package of an extent expires before its last session, None if it does not.

    InputError if it expires before its first session, or the days between sessions lack.
    """
    package = extent.package
    if package is None or package.expires is None or not package.times(extent.high):
        return None
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


def _series(
    line: Charge, days: Mapping[Phase, tuple[int, int]], counts: Counts, course: Course
) -> Iterator[tuple[int, Phase, int]]:  # fmt: skip
    """Yield day, phase and number of every session that a charge is counted over, in order."""
    for phase in (phase for phase in Phase if phase in line.phases and phase in days):
        for place in range(counts[phase]):
            yield days[phase][0] + course.days_between[phase] * place, phase, place + 1


def _parts(line: Charge, due: Due, series: Sequence[tuple[int, Phase, int]], course: Course) -> Iterator[VisitCharge]:
    """Yield the parts of a charge, each at the session at which it falls due."""
    if not series or not due.quantity:
        return
    places = _places(line, due, len(series), course)
    amounts = _lowered(_equal(to_cents(due.unit * due.quantity), len(places)), due.amount)
    for number, (place, amount) in enumerate(zip(places, amounts, strict=True)):
        day, phase, session = series[place]
        later = (line.months.first - 1 + number) * DAYS_IN_MONTH if line.per is Per.MONTH else 0
        yield VisitCharge(day=day + later, phase=phase, session=session, line=line, amount=amount)


def _places(line: Charge, due: Due, sessions: int, course: Course) -> list[int]:
    """Return the place, among its sessions, of each part of a charge; what a package covers comes first."""
    match line.per:
        case Per.SESSION | Per.HOUR:
            hours = course.hours_of(line.phase) if line.per is Per.HOUR else None
            held = [place for place in range(sessions) if line.sessions.holds(place + 1)]
            held = held[(line.every or 1) - 1 :: line.every or 1]
            return held[-int(due.quantity / (hours or 1)) :]
        case Per.PACK | Per.PACKAGE:
            first, size = line.sessions.first - 1, line.pack_size or 1
            return [min(first + size * number, sessions - 1) for number in range(int(due.quantity))]
        case _:
            return [0] * int(due.quantity)


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
