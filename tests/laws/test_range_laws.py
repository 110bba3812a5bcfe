"""The range of an estimate holds every course inside it, and each end is reached by one of them."""

from collections.abc import Mapping
from decimal import Decimal

import oracle
from hypothesis import given
from hypothesis import strategies as st
from law_case import Case
from strategies import LAW, cases

from kapcost.core.answer import Estimate
from kapcost.core.course import Phase
from kapcost.core.price import Status

FAR_ABOVE = Decimal(5_000)


def exact_counts(case: Case, data: st.DataObject) -> dict[Phase, int]:
    ranges = {phase: case.course.sessions(phase) for phase in Phase}
    return {phase: data.draw(st.integers(chosen.low, chosen.high), label=phase) for phase, chosen in ranges.items()}


def exact_prices(case: Case, data: st.DataObject) -> dict[str, Decimal]:
    prices = {}
    for fee in case.fees:
        if fee.status is Status.CHARGED:
            low, _, high = oracle.price_range(fee, case.index)
            most = low + FAR_ABOVE if high is None else high
            cents = data.draw(st.integers(int(low * 100), int(most * 100)), label=fee.label)
            prices[fee.label] = Decimal(cents) / 100
    return prices


def corner(case: Case, end: str) -> tuple[dict[Phase, int], dict[str, Decimal | None]]:
    counts = {phase: getattr(case.course.sessions(phase), end) for phase in Phase}
    place = ("low", "typical", "high").index(end)
    charged = [fee for fee in case.fees if fee.status is Status.CHARGED]
    return counts, {fee.label: oracle.price_range(fee, case.index)[place] for fee in charged}


def known(prices: Mapping[str, Decimal | None], answer: Estimate) -> dict[str, Decimal] | None:
    """Return the prices that the course is charged at, None if one of them is not known or there is none at all."""
    labels = {charge.label for charge in answer.charges if charge.status is Status.CHARGED}
    found = {label: price for label, price in prices.items() if price is not None}
    return found if labels and labels <= set(found) else None


def check_containment(case: Case, data: st.DataObject) -> None:
    total = case.estimate().totals.estimate
    cost = oracle.cost(
        case.fees, case.course, exact_counts(case, data), exact_prices(case, data), discounts=case.discounts
    )
    assert total.low <= cost
    assert total.high is None or cost <= total.high


def check_attainment(case: Case) -> None:
    answer = case.estimate()
    total = answer.totals.estimate
    counts, prices = corner(case, "low")
    lowest = known(prices, answer)
    assert total.low == oracle.cost(case.fees, case.course, counts, lowest or {}, discounts=case.discounts)
    counts, prices = corner(case, "high")
    highest = known(prices, answer)
    assert total.high == (
        None if highest is None else oracle.cost(case.fees, case.course, counts, highest, discounts=case.discounts)
    )


@given(case=cases(), data=st.data())
@LAW
def test_every_course_inside_the_ranges_costs_no_less_than_low_and_no_more_than_high(
    case: Case, data: st.DataObject
) -> None:
    check_containment(case, data)


@given(case=cases(credits_up_to=2), data=st.data())
@LAW
def test_the_range_holds_every_course_where_fees_are_credited_to_treatment(case: Case, data: st.DataObject) -> None:
    check_containment(case, data)


@given(case=cases())
@LAW
def test_each_end_of_the_range_is_the_cost_of_some_course_inside_it(case: Case) -> None:
    check_attainment(case)


@given(case=cases(credits_up_to=2))
@LAW
def test_each_end_is_reached_where_fees_are_credited_to_treatment(case: Case) -> None:
    check_attainment(case)
