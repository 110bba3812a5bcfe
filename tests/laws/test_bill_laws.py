"""A bill adds up to the cent, and nothing that is added to a course or a price ever lowers it."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from law_case import Case
from strategies import LAW, cases, discounts

from kapcost.core.course import Phase
from kapcost.core.discounts import Discount
from kapcost.core.fee import Fee
from kapcost.core.money import CostRange
from kapcost.core.price import Status

CENT = Decimal("0.01")


def summed(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = list(amounts)
    return None if None in known else sum((amount for amount in known if amount is not None), Decimal(0))


def no_lower(one: CostRange, other: CostRange) -> bool:
    return other.low >= one.low and (one.high is None or other.high is None or other.high >= one.high)


def dearer(fee: Fee, *, low: bool) -> Fee:
    """Return a fee whose high end, or both of whose ends, are one cent higher."""
    price = fee.price
    if not isinstance(price, CostRange):
        return fee
    high = None if price.high is None else price.high + CENT
    return replace(fee, price=CostRange(low=price.low + CENT if low else price.low, high=high))


def check_footing(case: Case) -> None:
    answer = case.estimate()
    totals = answer.totals
    amounts = [charge.amount for charge in answer.charges if charge.amount is not None]
    assert summed(amount.low for amount in amounts) == totals.charges.low
    assert totals.charges.high == (summed(amount.high for amount in amounts) if amounts else None)
    assert totals.charges.low - totals.savings.low == totals.estimate.low
    assert summed(payee.low for payee in totals.by_payee.values()) == totals.estimate.low
    if totals.estimate.high is None:
        assert totals.savings.high is totals.charges.high is None
    else:
        assert totals.charges.high is not None
        assert totals.savings.high is not None
        assert totals.charges.high - totals.savings.high == totals.estimate.high
        assert summed(payee.high for payee in totals.by_payee.values()) == totals.estimate.high


@given(case=cases())
@LAW
def test_lines_less_savings_are_the_estimate_and_the_payees_share_it_without_remainder(case: Case) -> None:
    check_footing(case)


@given(case=cases(credits_up_to=2))
@LAW
def test_a_bill_adds_up_where_fees_are_credited_to_treatment(case: Case) -> None:
    check_footing(case)


@given(case=cases())
@LAW
def test_a_line_is_its_unit_price_times_its_quantity(case: Case) -> None:
    for charge in case.estimate().charges:
        assert (charge.amount is None) == (charge.unit is None) == (charge.status is not Status.CHARGED)
        if charge.amount is not None and charge.unit is not None:
            assert abs(charge.amount.low - charge.unit.low * charge.quantity.low) <= CENT / 2
            if charge.amount.high is not None and charge.unit.high is not None:
                assert abs(charge.amount.high - charge.unit.high * charge.quantity.high) <= CENT / 2


@given(case=cases())
@LAW
def test_what_the_discounts_save_adds_up_to_the_savings(case: Case) -> None:
    answer = case.estimate()
    assert summed(discount.amount.low for discount in answer.discounts) == answer.totals.savings.low
    if answer.totals.savings.high is not None:
        assert summed(discount.amount.high for discount in answer.discounts) == answer.totals.savings.high


@given(case=cases(), phase=st.sampled_from(list(Phase)))
@LAW
def test_one_more_session_never_lowers_an_end(case: Case, phase: Phase) -> None:
    sessions = case.course.sessions(phase)
    longer = case.with_sessions(phase, sessions.low, sessions.high + 1)
    surely = case.with_sessions(phase, sessions.low + 1, sessions.high + 1)
    before, after, for_sure = (one.estimate().totals.estimate for one in (case, longer, surely))
    assert no_lower(before, after)
    assert no_lower(after, for_sure)


@given(case=cases(credits_up_to=2), phase=st.sampled_from(list(Phase)))
@LAW
def test_one_more_session_never_lowers_an_end_where_fees_are_credited(case: Case, phase: Phase) -> None:
    sessions = case.course.sessions(phase)
    longer = case.with_sessions(phase, sessions.low, sessions.high + 1)
    assert no_lower(case.estimate().totals.estimate, longer.estimate().totals.estimate)


@given(case=cases(), low=st.booleans(), data=st.data())
@LAW
def test_one_more_cent_on_a_price_never_lowers_an_end(case: Case, *, low: bool, data: st.DataObject) -> None:
    changed = data.draw(st.sampled_from(case.fees))
    fees = [dearer(fee, low=low) if fee is changed else fee for fee in case.fees]
    assert no_lower(case.estimate().totals.estimate, case.with_fees(*fees).estimate().totals.estimate)


@given(case=cases(), discount=discounts())
@LAW
def test_a_discount_never_raises_a_bill_nor_takes_it_below_zero(case: Case, discount: Discount) -> None:
    full = case.estimate()
    reduced = replace(case, discounts=(*case.discounts, discount)).estimate()
    assert no_lower(reduced.totals.estimate, full.totals.estimate)
    assert reduced.totals.estimate.low >= 0
    assert all(taken.amount.low >= 0 for taken in reduced.discounts)
