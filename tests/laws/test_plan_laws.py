"""A health plan splits each claim without remainder, keeps to its limits, and settles courses as the contract says."""

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

import plan_oracle
from hypothesis import given
from hypothesis import strategies as st
from law_case import Case
from oracle import price_range, visits
from plan_strategies import PlanCase, claims, plan_cases, plans, terms
from strategies import LAW, cases

from kapcost.core.course import Phase
from kapcost.core.health_plan import HealthPlan, Network, Settled, Terms, settle
from kapcost.core.money import End
from kapcost.core.packages import Extent
from kapcost.core.price import Per
from kapcost.core.pricing import Pricing, charged_among
from kapcost.core.visits import VisitCharge, visit_charges

NONE = Decimal(0)


@st.composite
def settlements(draw: st.DrawFn) -> tuple[HealthPlan, list[Settled]]:
    plan = draw(plans())
    return plan, settle(plan, draw(claims(plan)))


def by_year(settled: list[Settled]) -> list[list[Settled]]:
    years = defaultdict(list)
    for one in settled:
        years[one.claim.on.year if one.claim.on else 0].append(one)
    return [years[year] for year in sorted(years)]


@given(settled=settlements())
@LAW
def test_a_base_is_the_patients_share_and_what_the_plan_pays(settled: tuple[HealthPlan, list[Settled]]) -> None:
    for one in settled[1]:
        if one.base is None:
            assert (one.share, one.balance, one.plan_pays) == (one.claim.charge, NONE, NONE)
        else:
            assert one.base == one.share + one.plan_pays
            assert min(one.base, one.share, one.balance, one.plan_pays, one.deductible_left) >= 0


@given(settled=settlements())
@LAW
def test_out_of_network_a_charge_is_the_base_and_a_balance(settled: tuple[HealthPlan, list[Settled]]) -> None:
    plan, all_settled = settled
    for one in all_settled:
        if one.base is not None and plan.network is Network.OUT:
            assert one.claim.charge == one.base + one.balance == one.patient_pays + one.plan_pays


@given(settled=settlements())
@LAW
def test_the_shares_of_a_year_are_never_more_than_is_left_out_of_pocket(
    settled: tuple[HealthPlan, list[Settled]],
) -> None:
    plan, all_settled = settled
    left = plan.out_of_pocket_left
    for year in by_year(all_settled):
        paid = sum((one.share for one in year if one.base is not None), NONE)
        assert left is None or paid <= left
        if left is not None:
            left = left - paid if plan.annual_out_of_pocket is None else plan.annual_out_of_pocket


@given(plan=plans(), data=st.data())
@LAW
def test_a_deductible_is_used_once_a_year(plan: HealthPlan, data: st.DataObject) -> None:
    """Where the plan pays all that is above the deductible, a share is what is used of it."""
    free = {phase: replace(each, copay=None, coinsurance=NONE) for phase, each in plan.phases.items()}
    plan = replace(plan, phases=free, out_of_pocket_left=None, annual_out_of_pocket=None)
    left = plan.deductible_left
    for year in by_year(settle(plan, data.draw(claims(plan)))):
        used = sum((one.share for one in year if one.base is not None), NONE)
        assert used == min(left, sum((one.base for one in year if one.base is not None), NONE))
        assert year[-1].deductible_left == left - used
        left = left - used if plan.annual_deductible is None else plan.annual_deductible


@given(plan=plans(), data=st.data())
@LAW
def test_a_claim_at_the_end_changes_none_before_it_and_never_lowers_what_the_patient_pays(
    plan: HealthPlan, data: st.DataObject
) -> None:
    made = data.draw(claims(plan))
    before, after = settle(plan, made[:-1]), settle(plan, made)
    assert after[:-1] == before
    assert sum(one.patient_pays for one in after) >= sum(one.patient_pays for one in before)


@given(plan=plans(), data=st.data())
@LAW
def test_a_dearer_session_never_lowers_what_the_patient_pays_in_all(plan: HealthPlan, data: st.DataObject) -> None:
    made = data.draw(claims(plan))
    place = data.draw(st.integers(0, len(made) - 1))
    dearer = [replace(one, charge=one.charge + 10) if one is made[place] else one for one in made]
    assert sum(one.patient_pays for one in settle(plan, dearer)) >= sum(one.patient_pays for one in settle(plan, made))


@given(plan=plans(), other=terms(), data=st.data())
@LAW
def test_terms_that_are_in_no_claim_change_nothing(plan: HealthPlan, other: Terms, data: st.DataObject) -> None:
    made = data.draw(claims(plan))
    assert settle(replace(plan, phases={**plan.phases, Phase.BOOSTER: other}), made) == settle(plan, made)


def at_visits(case: Case) -> tuple[list[VisitCharge], dict[str, Decimal]]:
    """Return what falls due at the visits of the shortest course, and what is due by fee and phase."""
    case.estimate()
    pricing, extent = Pricing(fees=case.fees, index=case.index, discounts=case.discounts), Extent.of(case.course)
    charged = charged_among(pricing.lines(extent))
    bill = pricing.bills(charged)[End.LOW]
    assert bill is not None
    due = {f"{line.label} {line.phase}": due.amount for line, due in zip(charged, bill.dues, strict=True)}
    return visit_charges(charged, bill, extent.low, extent.course), due


@given(case=cases(credits_up_to=2))
@LAW
def test_the_parts_of_a_charge_add_up_to_what_is_due_for_it(case: Case) -> None:
    parts, due = at_visits(case)
    found = dict.fromkeys(due, NONE)
    for part in parts:
        assert part.amount >= 0
        found[f"{part.line.label} {part.line.phase}"] += part.amount
    assert found == due


@given(case=cases())
@LAW
def test_what_is_no_monthly_fee_falls_due_on_the_day_of_a_visit_of_its_phases(case: Case) -> None:
    calendar = visits(case.course, case.course.counts("low"))
    for part in at_visits(case)[0]:
        if part.line.per is not Per.MONTH:
            assert part.day in [day for phase, day in calendar if phase in part.line.phases]


@given(case=plan_cases(exact=True))
@LAW
def test_the_patient_of_an_exact_course_pays_what_the_contract_says(case: PlanCase) -> None:
    paid = case.result().patient_pays
    prices = {fee.label: price_range(fee, None)[0] for fee in case.fees}
    expected = plan_oracle.patient_pays(case, case.course.counts("low"), prices)
    assert (paid.low, paid.typical, paid.high) == (expected, expected, expected)


@given(case=plan_cases(), data=st.data())
@LAW
def test_whatever_course_and_prices_turn_out_the_patient_pays_what_lies_between_the_ends(
    case: PlanCase, data: st.DataObject
) -> None:
    paid = case.result().patient_pays
    counts, prices = {}, {}
    for phase in Phase:
        chosen = case.course.sessions(phase)
        counts[phase] = data.draw(st.integers(chosen.low, chosen.high), label=phase)
    for fee in case.fees:
        low, _, high = price_range(fee, None)
        assert high is not None
        prices[fee.label] = Decimal(data.draw(st.integers(int(low * 100), int(high * 100)), label=fee.label)) / 100
    assert paid.high is not None
    assert paid.low <= plan_oracle.patient_pays(case, counts, prices) <= paid.high


@given(case=plan_cases())
@LAW
def test_what_the_claims_of_an_estimate_say_adds_up_to_its_totals(case: PlanCase) -> None:
    result = case.result()
    assert sum(line.plan_pays.low for line in result.lines) == result.plan_pays.low
    assert sum(line.plan_pays.high or NONE for line in result.lines) == result.plan_pays.high
    prices = {fee.label: price_range(fee, None)[0] for fee in case.fees}
    sessions, rest = plan_oracle.charged(case, case.course.counts("low"), prices)
    everything = sum((one.charge for one in sessions), rest)
    assert result.patient_pays.low + result.plan_pays.low + result.written_off.low >= everything
    if case.plan.network is Network.OUT:
        assert result.patient_pays.low + result.plan_pays.low == everything == result.cash_needed_first.low
