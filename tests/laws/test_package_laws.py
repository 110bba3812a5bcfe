"""With a package in play the range still holds every course inside it, and each end is reached by one of them."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product

import oracle
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from law_case import Case
from package_strategies import is_refused, package_cases
from strategies import LAW, rest
from test_answer_laws import check_shares
from test_bill_laws import check_footing

from kapcost.core.course import Phase
from kapcost.core.price import Status

MOST_TRIED = 12
OFTEN = settings(LAW, max_examples=30)
SELDOM = settings(LAW, max_examples=4)
"""Fewer examples than of other laws, because each tries every course."""

CENT = Decimal("0.01")


def exact_courses(case: Case) -> Iterator[dict[Phase, int]]:
    """Yield every exact course inside the ranges that has a session."""
    ranges = [case.course.sessions(phase) for phase in Phase]
    for numbers in product(*(range(chosen.low, chosen.high + 1) for chosen in ranges)):
        if any(numbers):
            yield dict(zip(Phase, numbers, strict=True))


def prices_at(case: Case, place: int) -> dict[str, Decimal]:
    """Return the price of each fee, and of the package, at its low (0) or high (2) end."""
    charged = [fee for fee in case.fees if fee.status is Status.CHARGED]
    prices = {fee.label: oracle.price_range(fee, case.index)[place] for fee in charged}
    if case.package and case.package.price:
        price = case.package.price
        prices[case.package.label] = (price.low, price.typical, price.high)[place]
    return {label: price for label, price in prices.items() if price is not None}


def costs(case: Case, prices: dict[str, Decimal]) -> list[Decimal]:
    return [
        oracle.cost(case.fees, case.course, counts, prices, discounts=case.discounts, package=case.package)
        for counts in exact_courses(case)
    ]


@given(case=package_cases())
@OFTEN
def test_each_end_is_the_least_or_the_most_that_any_course_costs(case: Case) -> None:
    total = case.estimate().totals.estimate
    assert total.low == min(costs(case, prices_at(case, 0)))
    assert total.high is None or total.high == max(costs(case, prices_at(case, 2)))


@given(case=package_cases(), data=st.data())
@OFTEN
def test_every_course_with_a_package_costs_no_less_than_low_and_no_more_than_high(
    case: Case, data: st.DataObject
) -> None:
    total = case.estimate().totals.estimate
    lows, highs = prices_at(case, 0), prices_at(case, 2)
    inside = {
        label: Decimal(data.draw(st.integers(int(low * 100), int(highs[label] * 100)), label=label)) / 100
        for label, low in lows.items()
    }
    every = costs(case, inside)
    assert total.low <= min(every)
    assert total.high is None or max(every) <= total.high


@given(case=package_cases())
@OFTEN
def test_every_exact_course_is_estimated_at_what_it_costs(case: Case) -> None:
    prices = prices_at(case, 0)
    for counts in [*exact_courses(case)][:6]:
        exact = replace(case, course=case.course.with_sessions(counts))
        expected = oracle.cost(case.fees, exact.course, counts, prices, discounts=case.discounts, package=case.package)
        assert exact.estimate().totals.estimate.low == expected


@given(case=package_cases())
@OFTEN
def test_a_bill_with_a_package_adds_up(case: Case) -> None:
    check_footing(case)


@given(case=package_cases(discounted=False))
@OFTEN
def test_the_shares_add_up_to_exactly_one_with_a_package(case: Case) -> None:
    check_shares(case)


@given(case=package_cases())
@OFTEN
def test_what_a_package_replaced_less_its_price_is_what_it_saved(case: Case) -> None:
    for used in case.estimate().packages:
        assert used.replaced.low - used.price.low == used.saved.low
        if used.replaced.high is not None and used.price.high is not None:
            assert used.replaced.high - used.price.high == used.saved.high


@given(case=package_cases(), number=st.integers(0, MOST_TRIED), nudge=st.sampled_from([-CENT, Decimal(0), CENT]))
@SELDOM
def test_the_dosing_sessions_that_fit_are_the_most_that_do_with_a_package_too(
    case: Case, number: int, nudge: Decimal
) -> None:
    assert case.package is not None
    twice = {phase: max(2, number) for phase, number in case.package.sessions.items()}
    case = replace(case, package=replace(case.package, sessions=twice))
    case = case.with_fees(*(fee for fee in case.fees if fee.label != "Rest"))
    case = case.with_fees(*case.fees, *rest(case.price_list.settings["clinic"]))
    exact = [case.with_dosing(dosing) for dosing in range(MOST_TRIED + 1)]
    assume(not is_refused(exact[-1]) and not is_refused(exact[0]))
    found = [one.estimate() for one in exact]
    assume(all(one.complete for one in found))
    budget = max(Decimal(0), found[number].totals.estimate.low + nudge)
    answer = case.estimate(budget).budget
    assert answer is not None
    fitting = [dosing for dosing, one in enumerate(found) if one.totals.estimate.low <= budget]
    at_low = answer.dosing_sessions_that_fit.at_low
    assert at_low is not None
    assert min(at_low, MOST_TRIED) == max(fitting, default=0) or at_low > MOST_TRIED
    if at_low > MOST_TRIED:
        assert case.with_dosing(at_low).estimate().totals.estimate.low <= budget


@given(case=package_cases(), phase=st.sampled_from(list(Phase)))
@OFTEN
def test_one_more_session_never_lowers_the_charges_without_a_package(case: Case, phase: Phase) -> None:
    single = replace(case, package=None)
    before = single.estimate().totals.charges
    number = case.course.sessions(phase)
    after = single.with_sessions(phase, number.low + 1, number.high + 1).estimate().totals.charges
    assert after.low >= before.low
    assert before.high is None or after.high is None or after.high >= before.high
