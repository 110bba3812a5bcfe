"""The bill at one end of a range: every charge at exact numbers, and what the discounts take off."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from kapcost.core.charges import Charge
from kapcost.core.discounts import Discount, Due, apply
from kapcost.core.money import ZERO, End
from kapcost.frozen import frozen


@frozen
class Bill:
    """The sum of all charges, what is due for each after all discounts, and what each reduction saved."""

    charges: Decimal
    dues: tuple[Due, ...]
    savings: tuple[Decimal, ...]

    def total(self) -> Decimal:
        """Return what the patient pays, in dollars."""
        return _total(self.dues)

    def saved_by(self, place: int) -> Decimal:
        """Return what the reduction at a place in their order took off, in dollars."""
        return self.savings[place]


def reductions(charged: Sequence[Charge], discounts: Sequence[Discount]) -> list[str]:
    """Return the names of what lowers a bill, in the order of its savings."""
    credited = [f"{charge.label}, credited to treatment" for charge in charged if charge.credited_to]
    return [*(str(discount) for discount in discounts), *credited]


Bills = Mapping[End, Bill | None]
"""The bills at the low, typical and high end; None where a charge has no amount at that end, or nothing is known.

Low and high are the least and the most that any course and prices inside the ranges can cost,
because no price and no session ever lowers a bill.
"""


def bills(charged: Sequence[Charge], discounts: Sequence[Discount]) -> Bills:
    """Return the bills of charged lines at the three ends, the discounts applied in their order.

    Last come the fees that are credited: each is lowered by what is due in the phases that it is
    credited to, so that whoever goes on to them does not pay it.
    """
    return {end: _bill_at(end, charged, discounts) for end in End}


def at_ends(bills: Bills, amount_of: Callable[[Bill], Decimal]) -> Callable[[End], Decimal | None]:
    """Return the amount of a bill as a function of the end; None where there is no bill."""

    def amount_at(end: End) -> Decimal | None:
        bill = bills[end]
        return None if bill is None else amount_of(bill)

    return amount_at


def _bill_at(end: End, charged: Sequence[Charge], discounts: Sequence[Discount]) -> Bill | None:
    dues = [due for charge in charged if (due := charge.due_at(end)) is not None]
    if len(dues) < len(charged) or (end is not End.LOW and not charged):
        return None
    charges, savings = _total(dues), []
    for discount in discounts:
        after = apply(discount, dues, [discount.is_for(charge.sold_for, charge.elements) for charge in charged])
        savings.append(_total(dues) - _total(after))
        dues = after
    dues, credits_ = _credited(charged, dues)
    return Bill(charges=charges, dues=tuple(dues), savings=(*savings, *credits_))


def _credited(charged: Sequence[Charge], dues: Sequence[Due]) -> tuple[list[Due], list[Decimal]]:
    """Lower each credited fee by what is due in the phases it is credited to, each dollar of which counts once."""
    after, left, credits_ = list(dues), [due.amount for due in dues], []
    for place, charge in enumerate(charged):
        if not charge.credited_to:
            continue
        owed = dues[place].amount
        for other, target in enumerate(charged):
            if set(target.phases) & set(charge.credited_to):
                taken = min(owed, left[other])
                owed, left[other] = owed - taken, left[other] - taken
        after[place] = replace(dues[place], amount=owed)
        credits_.append(dues[place].amount - owed)
    return after, credits_


def _total(dues: Sequence[Due]) -> Decimal:
    return sum((due.amount for due in dues), ZERO)
