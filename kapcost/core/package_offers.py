"""What a session package replaces and saves, and which packages would be cheaper than what is asked."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from kapcost.core.charges import QuantityRange, covered_charges
from kapcost.core.course import Phase, SessionRange
from kapcost.core.money import ZERO, AtEnds, CostRange, End
from kapcost.core.packages import Extent, Package
from kapcost.core.price import Per
from kapcost.core.pricing import Pricing
from kapcost.frozen import frozen


@frozen
class PackageUsed:
    """A package in an estimate: how often it applies, what it replaces, costs and saves, in dollars."""

    name: str
    label: str
    times: QuantityRange
    replaced: AtEnds
    price: AtEnds
    saved: AtEnds


@frozen
class CheaperPackage:
    """A package with which the course, with at least the package's sessions, costs less than as asked."""

    name: str
    label: str
    sessions: Mapping[Phase, SessionRange]
    estimate: CostRange


def package_used(name: str | None, extent: Extent, pricing: Pricing) -> tuple[PackageUsed, ...]:
    """Return what the package of an extent does; nothing if there is none or it never applies."""
    package = extent.package
    if name is None or package is None:
        return ()
    line = next((line for line in pricing.lines(extent) if line.per is Per.PACKAGE), None)
    if line is None or line.amount is None:
        return ()
    price, replaced = line.amount, AtEnds.over(lambda end: _replaced(package, extent, pricing, end))

    def saved(end: End) -> Decimal | None:
        before, after = replaced.at(end), price.at(end)
        return None if before is None or after is None else before - after

    return (
        PackageUsed(
            name=name, label=package.label, times=line.quantity, replaced=replaced, price=price,
            saved=AtEnds.over(saved),
        ),
    )  # fmt: skip


def _replaced(package: Package, extent: Extent, pricing: Pricing, end: End) -> Decimal | None:
    """Return what the sessions that a package covers at one end would cost singly."""
    if end is End.TYPICAL and extent.low != extent.high:
        return None
    covered = extent.only(package.covered(extent.at(end)))
    singly = covered_charges(package, pricing.fees, covered, pricing.index)
    dues = [due.amount for line in singly if (due := line.due_at(end)) is not None]
    return sum(dues, ZERO) if len(dues) == len(singly) else None


def cheaper_packages(
    offered: Mapping[str, Package], used: str | None, extent: Extent, pricing: Pricing, on: date
) -> tuple[CheaperPackage, ...]:
    """Return the packages offered on a day with which the course costs less, also if they hold more sessions."""
    asked = pricing.cost(Extent.of(extent.course, extent.package)) if offered else None
    found = []
    for name, package in offered.items():
        sessions = {
            phase: _at_least(number, extent.course.sessions(phase)) for phase, number in package.sessions.items()
        }
        cost = pricing.cost(Extent.of(extent.course.with_sessions(sessions), package))
        expired = package.expires is not None and package.expires < on
        if name != used and not expired and asked and cost and _is_cheaper(cost, asked):
            found.append(CheaperPackage(name=name, label=package.label, sessions=sessions, estimate=cost))
    return tuple(found)


def _at_least(number: int, sessions: SessionRange) -> SessionRange:
    return SessionRange(low=max(number, sessions.low), high=max(number, sessions.high))


def _is_cheaper(cost: CostRange, asked: CostRange) -> bool:
    """Return whether a cost is lower at one end and not higher at the other."""
    if cost.high is None or asked.high is None:
        return False
    return cost.low <= asked.low and cost.high <= asked.high and cost.low + cost.high < asked.low + asked.high
