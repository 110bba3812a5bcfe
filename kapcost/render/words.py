"""How numbers are put into words for people: dollars, ranges, counts and shares."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from kapcost.core.answer import Estimate
from kapcost.core.charges import Charge, QuantityRange
from kapcost.core.money import AtEnds, CostRange
from kapcost.core.price import Per, Status

DASH = "\N{EN DASH}"
TIMES = "\N{MULTIPLICATION SIGN}"


NO_AMOUNT: Mapping[str, str] = {
    Status.INCLUDED: "included",
    Status.NOT_CHARGED: "not charged",
    Status.UNKNOWN: "not known",
}
"""What stands in place of an amount where there is none."""


class Dollars:
    """Writes amounts of one document alike: whole dollars, or cents everywhere if any amount has cents."""

    def __init__(self, *, cents: bool) -> None:
        self._format = ",.2f" if cents else ",.0f"

    @classmethod
    def of(cls, estimate: Estimate) -> "Dollars":
        """Return the writer that an estimate needs, so that nothing in it is shortened."""
        return cls.for_ranges(_ranges(estimate))

    @classmethod
    def for_ranges(cls, ranges: Iterable[AtEnds]) -> "Dollars":
        """Return the writer that some ranges need."""
        amounts = (amount for cost in ranges for amount in (cost.low, cost.typical, cost.high) if amount is not None)
        return cls(cents=any(amount % 1 for amount in amounts))

    def amount(self, amount: Decimal) -> str:
        """Return one amount, such as $1,250."""
        return f"${amount:{self._format}}"

    def signed(self, amount: Decimal) -> str:
        """Return a difference, such as +$1,250 or -$300; none at all has no sign."""
        return f"{'+' if amount > 0 else '-' if amount < 0 else ''}{self.amount(abs(amount))}"

    def range(self, cost: AtEnds, between: str = DASH) -> str:
        """Return a range; an exact price once, an open end as "+"."""
        if cost.is_exact:
            return self.amount(cost.low)
        return (
            f"{self.amount(cost.low)}{between}{self.amount(cost.high)}"
            if cost.high is not None
            else (f"{self.amount(cost.low)}+")
        )


def count(quantity: QuantityRange) -> str:
    """Return how often something is charged: 6 or 3-6."""
    low, high = (
        f"{number.normalize():f}" if isinstance(number, Decimal) else str(number)
        for number in (quantity.low, quantity.high)
    )
    return low if low == high else f"{low}{DASH}{high}"


def reckoning(charge: Charge, dollars: Dollars) -> str:
    """Return how an amount comes about, such as "6 x $300-$500", or why there is none."""
    if charge.unit is None:
        return NO_AMOUNT[charge.status]
    number = count(charge.quantity)
    packs = " pack" if number == "1" else " packs"
    unit = {Per.HOUR: " h", Per.PACK: packs, Per.MONTH: " mo"}.get(charge.per, "")
    return f"{number}{unit} {TIMES} {dollars.range(charge.unit)}"


def percent(share: Decimal) -> str:
    """Return a share of 1 as a whole percentage; what is less than one is said so."""
    return f"{share:.0%}" if share >= Decimal("0.005") else "<1%"


def _ranges(estimate: Estimate) -> Iterator[AtEnds]:
    totals = estimate.totals
    yield from (totals.charges, totals.savings, totals.estimate, *totals.by_payee.values())
    yield from (cost for charge in estimate.charges for cost in (charge.unit, charge.amount) if cost)
    yield from (discount.amount for discount in estimate.discounts)
    for package in estimate.packages:
        yield from (package.price, package.replaced, package.saved)
    yield from (package.estimate for package in estimate.cheaper_packages)
    if estimate.budget:
        yield CostRange.exactly(estimate.budget.amount)
