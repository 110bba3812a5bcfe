"""Stopping early: what a course costs if it ends after some dosing session, singly and with its package."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kapcost.core.course import Course, Phase, SessionRange
from kapcost.core.fee import Fee
from kapcost.core.money import AtEnds, CostRange, CountAtEnds, End, to_cents
from kapcost.core.packages import Extent, Package
from kapcost.core.price import Basis, Per
from kapcost.core.pricing import Pricing

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
    price = _price(extent, pricing)
    stops = tuple(_stop(number, extent, pricing, price) for number in range(1, most + 1))
    return StoppingEarly(
        stops=stops,
        break_even=CountAtEnds.over(lambda end: _break_even(stops, end)),
        prepaid_at_peak=None if price is None else AtEnds.over(price.at),
    )


def _price(extent: Extent, pricing: Pricing) -> CostRange | None:
    """Return the price of one package, None without one that applies."""
    lines = pricing.lines(extent)
    return next((line.unit for line in lines if line.per is Per.PACKAGE), None)


def _stop(dosing: int, extent: Extent, pricing: Pricing, price: CostRange | None) -> Stop:
    course = _stopped(extent.course, dosing)
    package = extent.package
    paid: AtEnds | None = None
    if package is not None and price is not None:
        applies = package.times(course.counts(End.LOW)) > 0
        whole = pricing.cost(Extent.of(course, package)) if applies else _prepaid(course, pricing, package, price)
        paid = None if whole is None else _refunded(whole, price, package, course)
    return Stop(dosing_sessions=dosing, singly=pricing.cost(Extent.of(course)), with_package=paid)


def _stopped(course: Course, dosing: int) -> Course:
    integration = course.sessions(Phase.INTEGRATION)
    shorter = SessionRange(low=min(integration.low, dosing), high=min(integration.high, dosing))
    return course.with_sessions({Phase.DOSING: dosing, Phase.INTEGRATION: shorter, **dict.fromkeys(_LATER, 0)})


def _prepaid(course: Course, pricing: Pricing, package: Package, price: CostRange) -> CostRange | None:
    """Return the cost of a course for which a package is paid that it does not use up."""
    bought = Fee(label=package.label, phases=package.phases, elements=package.elements, price=price,
                 per=Per.COURSE, payee=package.payee, basis=Basis.GIVEN)  # fmt: skip
    others = [left for fee in pricing.fees for left in _beside(fee, package)]
    return replace(pricing, fees=[*others, bought]).cost(Extent.of(course))


def _beside(fee: Fee, package: Package) -> Iterator[Fee]:
    """Yield what is left of a fee beside a package: the phases that the package does not cover."""
    common = [phase for phase in fee.phases if phase in package.phases]
    phases = fee.phases
    if common and package.covers(fee.label, fee.elements, common):
        phases = tuple(phase for phase in fee.phases if phase not in common)
    if phases:
        yield replace(fee, phases=phases)


def _refunded(paid: CostRange, price: CostRange, package: Package, course: Course) -> AtEnds:
    """Take off what is paid back for the sessions of the package that the course does not use."""
    included = sum(package.sessions.values())
    used = sum(min(number, course.sessions(phase).low) for phase, number in package.sessions.items())
    share = Decimal(included - used) / included
    kept = Decimal(100) if package.refund_keeps is None else package.refund_keeps

    def left_at(end: End) -> Decimal | None:
        whole, price_now = paid.at(end), price.at(end)
        if whole is None or price_now is None:
            return None
        return whole - to_cents(price_now * share * (100 - kept) / 100)

    return AtEnds.over(left_at)


def _break_even(stops: Sequence[Stop], end: End) -> int | None:
    for stop in stops:
        singly = stop.singly and stop.singly.at(end)
        package = stop.with_package and stop.with_package.at(end)
        if isinstance(singly, Decimal) and isinstance(package, Decimal) and package <= singly:
            return stop.dosing_sessions
    return None
