"""A summary says in one flat record what the estimate says, and nothing else."""

from datetime import date
from decimal import Decimal

import pytest

from kapcost import Course, Estimate, GivenPrices, SessionRange, estimate, load_price_list
from kapcost.core.budget import Verdict
from kapcost.core.course import Phase
from kapcost.core.health_plan import HealthPlan, Network, Terms
from kapcost.core.summary import Summary, summary

PRICES = load_price_list()


def short(answer: Estimate) -> Summary:
    return summary(answer, row=1, name="a")


@pytest.mark.parametrize("setting", list(PRICES.settings))
def test_the_amounts_are_those_of_the_estimate(setting: str) -> None:
    answer = estimate(PRICES.preset("standard"), PRICES, setting=setting, state="CA")
    said, cost, per_session = short(answer), answer.totals.estimate, answer.totals.per_dosing_session
    assert per_session
    assert (said.low, said.typical, said.high) == (cost.low, cost.typical, cost.high)
    assert said.per_dosing_session_low == per_session.low
    assert said.per_dosing_session_high == per_session.high
    assert (said.row, said.id, said.estimate_id, said.location) == (1, "a", answer.estimate_id, "California")


def test_what_is_not_known_or_not_asked_for_is_none() -> None:
    course = Course(dosing=SessionRange(low=3, high=6))
    said = short(estimate(course, PRICES, prices=GivenPrices.written(facility="unknown", ketamine="100+")))
    assert (said.complete, said.typical, said.high, said.budget, said.location) == (False, None, None, None, None)
    assert (said.per_dosing_session_low, said.patient_pays_low) == (None, None)
    assert (said.dosing_low, said.dosing_high) == (3, 6)


def test_what_is_left_after_a_health_plan_and_the_verdict_on_a_budget_are_in_it() -> None:
    terms = {Phase.INTEGRATION: Terms(allowed=Decimal(100), copay=Decimal(30))}
    plan = HealthPlan(network=Network.IN, phases=terms, deductible_left=Decimal(0))
    course = PRICES.preset("standard")
    answer = estimate(
        course, PRICES, setting="clinic-iv", health_plan=plan, budget=Decimal(9999), as_of=date(2026, 11, 24)
    )
    said = short(answer)
    assert said.budget is Verdict.FITS
    assert answer.health_plan
    assert said.patient_pays_high == answer.health_plan.patient_pays.high
    assert said.patient_pays_high
    assert said.high
    assert said.patient_pays_high < said.high
