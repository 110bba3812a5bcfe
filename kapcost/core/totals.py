"""The sums of an estimate, each taken from the bills at its ends, so that every column foots."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from kapcost.core.answer import DiscountTaken, Totals
from kapcost.core.bill import Bill, Bills, at_ends
from kapcost.core.charges import Charge
from kapcost.core.course import Course, Phase, SessionRange
from kapcost.core.money import ZERO, AtEnds, CostRange, to_cents

PAYEE_NOT_NAMED = "payee not named"


def totals(charged: Sequence[Charge], ends: Bills, course: Course) -> Totals:
    """Return the sums over the charged lines of a course, one from each bill."""
    cost = CostRange.over(at_ends(ends, Bill.total))
    return Totals(
        charges=AtEnds.over(at_ends(ends, lambda bill: bill.charges)),
        savings=AtEnds.over(at_ends(ends, lambda bill: sum(bill.savings, ZERO))),
        estimate=cost,
        per_dosing_session=_per_session(cost, course.sessions(Phase.DOSING)),
        by_payee=_by_payee(charged, ends),
    )


def _by_payee(charged: Sequence[Charge], ends: Bills) -> dict[str, AtEnds]:
    payees = [line.payee or PAYEE_NOT_NAMED for line in charged]
    due = {end: None if bill is None else _due_to(payees, bill) for end, bill in ends.items()}

    def to_payee(payee: str) -> AtEnds:
        return AtEnds.over(lambda end: None if (amounts := due[end]) is None else amounts[payee])

    return {payee: to_payee(payee) for payee in dict.fromkeys(payees)}


def _due_to(payees: Sequence[str], bill: Bill) -> dict[str, Decimal]:
    """Return what is due to each payee of a bill, whose charges have these payees in their order."""
    due: dict[str, Decimal] = {}
    for payee, line in zip(payees, bill.dues, strict=True):
        due[payee] = due.get(payee, ZERO) + line.amount
    return due


def _per_session(cost: CostRange, sessions: SessionRange) -> CostRange | None:
    """Spread the whole cost over the dosing sessions, if their number is known and not zero."""
    if sessions.high == 0 or not sessions.is_exact:
        return None
    return CostRange.over(lambda end: None if (amount := cost.at(end)) is None else to_cents(amount / sessions.low))


def taken(labels: Sequence[str], ends: Bills) -> tuple[DiscountTaken, ...]:
    """Return what each reduction, in the order of the bills' savings, takes off."""
    return tuple(
        DiscountTaken(label=label, amount=AtEnds.over(at_ends(ends, partial(Bill.saved_by, place=place))))
        for place, label in enumerate(labels)
    )
