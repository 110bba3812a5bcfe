"""Stopping early: what a course costs if it ends after some dosing session, singly and with its package."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kapcost.core.course import Course, Phase, SessionRange
from kapcost.core.fee import Fee
from kapcost.core.money import AtEnds, CostRange, CountAtEnds, End, to_cents
from kapcost.core.packages import Extent, Package
from kapcost.core.price import Basis, Per
from kapcost.core.pricing import Pricing, charged_among

_LATER = (Phase.ONGOING, Phase.REVIEW, Phase.BOOSTER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """What is paid if the course ends after some dosing sessions, in dollars; None where it is not known."""

    dosing_sessions: int
    singly: CostRange | None
    with_package: AtEnds | None


@dataclass(frozen=True, slots=True, kw_only=True)
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
    comes after not at all. A package is paid whole, and refunded by its rule.
    """
    most = extent.course.sessions(Phase.DOSING).high
    price = next((line.unit for line in pricing.lines(extent) if line.per is Per.PACKAGE), None)
    bought = None if price is None or extent.package is None else _bought(extent.package, price)
    stops = tuple(_stop(number, extent, pricing, bought) for number in range(1, most + 1))
    return StoppingEarly(
        stops=stops,
        break_even=CountAtEnds.over(lambda end: _break_even(stops, end)),
        prepaid_at_peak=_peak(bought, extent, pricing),
    )


def _peak(bought: Fee | None, extent: Extent, pricing: Pricing) -> AtEnds | None:
    if bought is None or extent.package is None:
        return None
    course = _stopped(extent.course, extent.course.sessions(Phase.DOSING).high)
    return _paid_for(bought, course, _beside_bought(bought, extent.package, pricing))


def _bought(package: Package, price: CostRange) -> Fee:
    """Return a package as a fee that is due once, however many of its sessions are used."""
    return Fee(
        label=package.label, phases=package.phases, elements=package.elements, price=price, per=Per.COURSE,
        payee=package.payee, basis=Basis.GIVEN,
    )  # fmt: skip


def _stop(dosing: int, extent: Extent, pricing: Pricing, bought: Fee | None) -> Stop:
    course, package = _stopped(extent.course, dosing), extent.package
    paid: AtEnds | None = None
    if package is not None and bought is not None:
        whole = pricing.cost(Extent.of(course, package))
        if not package.times(course.counts(End.LOW)):
            whole = _beside_bought(bought, package, pricing).cost(Extent.of(course))
        part = _paid_for(bought, course, _beside_bought(bought, package, pricing))
        paid = None if whole is None else _refunded(whole, part, package, course)
    return Stop(dosing_sessions=dosing, singly=pricing.cost(Extent.of(course)), with_package=paid)


def _stopped(course: Course, dosing: int) -> Course:
    integration = course.sessions(Phase.INTEGRATION)
    shorter = SessionRange(low=min(integration.low, dosing), high=min(integration.high, dosing))
    return course.with_sessions({Phase.DOSING: dosing, Phase.INTEGRATION: shorter, **dict.fromkeys(_LATER, 0)})


def _beside_bought(bought: Fee, package: Package, pricing: Pricing) -> Pricing:
    """Return the pricing of a course for which a package is paid, used up or not."""
    others = [left for fee in pricing.fees for left in _beside(fee, package)]
    return replace(pricing, fees=[*others, bought])


def _beside(fee: Fee, package: Package) -> Iterator[Fee]:
    """Yield what is left of a fee beside a package: the phases that the package does not cover."""
    common = [phase for phase in fee.phases if phase in package.phases]
    phases = fee.phases
    if common and package.covers(fee.label, fee.elements, common):
        phases = tuple(phase for phase in fee.phases if phase not in common)
    if phases:
        yield replace(fee, phases=phases)


def _paid_for(bought: Fee, course: Course, pricing: Pricing) -> AtEnds:
    """Return what is paid for a package itself, after discounts."""
    charged = charged_among(pricing.lines(Extent.of(course)))
    place = next((place for place, line in enumerate(charged) if line.label == bought.label), None)
    bills = pricing.bills(charged)

    def paid_at(end: End) -> Decimal | None:
        bill = bills[end]
        return None if bill is None or place is None else bill.dues[place].amount

    return AtEnds.over(paid_at)


def _refunded(whole: CostRange, part: AtEnds, package: Package, course: Course) -> AtEnds:
    """Take off what is paid back for the sessions of the package that the course does not use."""
    included = sum(package.sessions.values())
    used = sum(min(number, course.sessions(phase).low) for phase, number in package.sessions.items())
    unused = Decimal(included - used) / included
    kept = Decimal(100) if package.refund_keeps is None else package.refund_keeps

    def left_at(end: End) -> Decimal | None:
        cost, paid = whole.at(end), part.at(end)
        return None if cost is None or paid is None else cost - to_cents(paid * unused * (100 - kept) / 100)

    return AtEnds.over(left_at)


def _break_even(stops: Sequence[Stop], end: End) -> int | None:
    for stop in stops:
        singly = stop.singly and stop.singly.at(end)
        package = stop.with_package and stop.with_package.at(end)
        if isinstance(singly, Decimal) and isinstance(package, Decimal) and package <= singly:
            return stop.dosing_sessions
    return None
