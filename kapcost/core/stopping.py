"""Stopping early: what a course costs if it ends after some dosing session, singly and with its package."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kapcost.core.course import Course, Phase, SessionRange
from kapcost.core.money import ZERO, AtEnds, CostRange, CountAtEnds, End, to_cents
from kapcost.core.packages import Extent, Package
from kapcost.core.price import Per
from kapcost.core.pricing import Pricing, charged_among
from kapcost.frozen import frozen

_LATER = (Phase.ONGOING, Phase.REVIEW, Phase.BOOSTER)


@frozen
class Stop:
    """What is paid if the course ends after some dosing sessions, in dollars; None where it is not known."""

    dosing_sessions: int
    singly: CostRange | None
    with_package: AtEnds | None


@frozen
class StoppingEarly:
    """The cost of stopping after each dosing session.

    `break_even` is the first dosing session from which the package costs no more than single
    sessions; `prepaid_at_peak` is what is paid for care not yet received when the package is bought.
    """

    stops: tuple[Stop, ...]
    break_even: CountAtEnds
    prepaid_at_peak: AtEnds | None


def stopping_early(extent: Extent, pricing: Pricing) -> StoppingEarly:
    """Return what a course costs if it ends after each of its dosing sessions.

    What comes before dosing is paid in full, integration as far as there was dosing, and what
    comes after not at all. Packages are bought as they are needed, up to as many as the whole
    course uses, are paid whole, and refunded by their rule.
    """
    most = extent.course.sessions(Phase.DOSING).high
    unit = next((line.unit for line in pricing.lines(extent) if line.per is Per.PACKAGE), None)
    stops = tuple(_stop(number, extent, pricing, unit) for number in range(1, most + 1))
    return StoppingEarly(
        stops=stops,
        break_even=CountAtEnds.over(lambda end: _break_even(stops, end)),
        prepaid_at_peak=None if unit is None else _peak(extent, pricing),
    )


def _stop(dosing: int, extent: Extent, pricing: Pricing, unit: CostRange | None) -> Stop:
    course = _stopped(extent.course, dosing)
    paid: AtEnds | None = None
    if extent.package is not None and unit is not None:
        paid = _paid(course, extent, pricing, unit)
    return Stop(dosing_sessions=dosing, singly=pricing.cost(Extent.of(course)), with_package=paid)


def _stopped(course: Course, dosing: int) -> Course:
    integration = course.sessions(Phase.INTEGRATION)
    shorter = SessionRange(low=min(integration.low, dosing), high=min(integration.high, dosing))
    return course.with_sessions({Phase.DOSING: dosing, Phase.INTEGRATION: shorter, **dict.fromkeys(_LATER, 0)})


def _paid(course: Course, extent: Extent, pricing: Pricing, unit: CostRange) -> AtEnds | None:
    """Return what is paid in all, packages and the rest singly, less what is refunded; None if not known."""
    package, counts = extent.package, course.counts(End.LOW)
    if package is None:
        return None
    needed = max(-(-counts[phase] // number) for phase, number in package.sessions.items())
    times = min(max(needed, 1), package.times(extent.high))
    included = {phase: times * number for phase, number in package.sessions.items()}
    used = {phase: min(counts[phase], number) for phase, number in included.items() if counts[phase]}
    if not used or not times:
        return pricing.cost(Extent.of(course))
    price = CostRange.over(lambda end: None if (one := unit.at(end)) is None else one * times)
    bought = replace(package, sessions=used, price=price, percent=None, amount=None, repeatable=False)
    whole = pricing.cost(Extent.of(course, bought))
    unused = 1 - Decimal(sum(used.values())) / sum(included.values())
    refund = _refund(course, bought, pricing, unused)

    def left_at(end: End) -> Decimal | None:
        cost, back = whole and whole.at(end), refund.at(end)
        return None if not isinstance(cost, Decimal) or back is None else cost - back

    return None if whole is None else AtEnds.over(left_at)


def _refund(course: Course, bought: Package, pricing: Pricing, unused: Decimal) -> AtEnds:
    """Return what is paid back for unused sessions, from what was paid for the package after discounts."""
    returned = ZERO if bought.refund_keeps is None else (100 - bought.refund_keeps) / 100
    price = _package_due(Extent.of(course, bought), pricing)
    return AtEnds.over(lambda end: None if (one := price.at(end)) is None else to_cents(one * unused * returned))


def _package_due(extent: Extent, pricing: Pricing) -> AtEnds:
    """Return what is due for the package of an extent itself, after discounts."""
    charged = charged_among(pricing.lines(extent))
    bills = pricing.bills(charged)
    place = next((place for place, line in enumerate(charged) if line.per is Per.PACKAGE), None)

    def due_at(end: End) -> Decimal | None:
        bill = bills[end]
        return None if bill is None or place is None else bill.dues[place].amount

    return AtEnds.over(due_at)


def _peak(extent: Extent, pricing: Pricing) -> AtEnds:
    """Return what one package costs after discounts: it is paid before any of its care is received."""
    times = max(1, extent.package.times(extent.high)) if extent.package else 1
    due = _package_due(extent.only(extent.high), pricing)
    return AtEnds.over(lambda end: None if (one := due.at(end)) is None else to_cents(one / times))


def _break_even(stops: Sequence[Stop], end: End) -> int | None:
    for stop in stops:
        singly = stop.singly and stop.singly.at(end)
        package = stop.with_package and stop.with_package.at(end)
        if isinstance(singly, Decimal) and isinstance(package, Decimal) and package <= singly:
            return stop.dosing_sessions
    return None
