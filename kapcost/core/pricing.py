"""Pricing: fees at a location with discounts, by which any course, at any end, has its cost."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal

from kapcost.core.bill import Bill, Bills, at_ends, bills
from kapcost.core.charges import Charge, charges
from kapcost.core.course import Counts
from kapcost.core.discounts import Discount
from kapcost.core.fee import Fee
from kapcost.core.money import CostRange, End
from kapcost.core.packages import Extent, cheapest_candidates, dearest_candidates
from kapcost.core.price import Status
from kapcost.errors import InputError
from kapcost.frozen import frozen


@frozen
class Pricing:
    """What turns numbers of sessions into dollars: fees, a location's index and discounts in order."""

    fees: Sequence[Fee]
    index: Decimal | None
    discounts: Sequence[Discount]

    def settled(self, extent: Extent) -> Extent:
        """Return the extent with the exact courses that cost the least and the most of it."""
        if extent.package is None:
            return extent
        low = min(cheapest_candidates(extent), key=lambda counts: self._due(extent, counts, End.LOW))
        high = max(dearest_candidates(extent), key=lambda counts: self._due(extent, counts, End.HIGH))
        return replace(extent, low=low, high=high)

    def lines(self, extent: Extent) -> tuple[Charge, ...]:
        """Return the charges of a settled extent."""
        return charges(self.fees, extent, self.index)

    def bills(self, lines: Sequence[Charge]) -> Bills:
        """Return the bills of the charged ones among some lines."""
        return bills(charged_among(lines), self.discounts)

    def cost(self, extent: Extent) -> CostRange | None:
        """Return what an extent costs, None if a part of it is not known or cannot be counted."""
        with suppress(InputError):
            return self.cost_of(self.lines(self.settled(extent)))
        return None

    def cost_of(self, lines: Sequence[Charge]) -> CostRange | None:
        """Return what some lines cost, None if one of them is not known."""
        return CostRange.over(at_ends(self.bills(lines), Bill.total)) if is_complete(lines) else None

    def _due(self, extent: Extent, counts: Counts, end: End) -> Decimal:
        bill = self.bills(self.lines(extent.only(counts)))[end]
        return Decimal("Infinity") if bill is None else bill.total()


def charged_among(lines: Sequence[Charge]) -> list[Charge]:
    """Return the lines that have a price."""
    return [line for line in lines if line.status is Status.CHARGED]


def is_complete(lines: Sequence[Charge]) -> bool:
    """Return whether nothing among the lines is unknown."""
    return all(line.status is not Status.UNKNOWN for line in lines)
