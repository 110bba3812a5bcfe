"""What a comparison may say of any two scenarios: cheaper only for certain, and never of a partial one."""

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st
from law_case import Case
from strategies import LAW, cases

from kapcost.core.comparison import Comparison, Decider, Relation, compare, relation
from kapcost.core.comparison_rows import Row, Scenario, Sum
from kapcost.core.money import End

MIRRORED = {
    Relation.CHEAPER: Relation.DEARER,
    Relation.MAY_BE_CHEAPER: Relation.MAY_BE_DEARER,
    Relation.SAME: Relation.SAME,
    Relation.OVERLAP: Relation.OVERLAP,
    Relation.NOT_COMPARABLE: Relation.NOT_COMPARABLE,
}
MIRRORED |= {after: before for before, after in MIRRORED.items()}


def scenarios(*found: Case) -> list[Scenario]:
    return [Scenario(name=f"s{place}", estimate=case.estimate()) for place, case in enumerate(found)]


def two(one: Case, other: Case) -> tuple[Comparison, Relation]:
    """Return the comparison of two scenarios, and how the second stands to the first."""
    compared = compare(scenarios(one, other))
    (difference,) = compared.differences
    return compared, difference.relation


def partial(case: Case) -> Case:
    """Return a case with its first fee only, if that leaves something unknown."""
    known = case.with_fees(*case.fees[:1])
    assume(not known.estimate().complete)
    return known


@given(one=cases(), other=cases())
@LAW
def test_a_partial_scenario_is_never_cheaper_than_a_complete_one_nor_the_cheapest(one: Case, other: Case) -> None:
    unsure = partial(other)
    compared, stands = two(one, unsure)
    assert stands in (Relation.DEARER, Relation.NOT_COMPARABLE)
    assert compared.cheapest != "s1"
    assert compared.differences[0].amount is None


@given(one=cases(), other=cases(), data=st.data())
@LAW
def test_a_cheaper_scenario_costs_less_at_any_cost_that_the_two_can_have(
    one: Case, other: Case, data: st.DataObject
) -> None:
    compared, stands = two(one, other)
    assume(stands in (Relation.CHEAPER, Relation.DEARER))
    cheap, dear = compared.scenarios if stands is Relation.DEARER else reversed(compared.scenarios)
    least = dear.estimate.totals.estimate.low
    cost = cheap.estimate.totals.estimate
    assert cheap.estimate.complete
    assert cost.high is not None
    paid = Decimal(data.draw(st.integers(int(cost.low * 100), int(cost.high * 100)))) / 100
    assert paid < least


@given(one=cases(), other=cases())
@LAW
def test_either_scenario_may_come_first(one: Case, other: Case) -> None:
    there, back = scenarios(one, other)
    assert relation(there, back, Decider.ESTIMATE) is MIRRORED[relation(back, there, Decider.ESTIMATE)]


@given(found=st.lists(cases(), min_size=2, max_size=4))
@LAW
def test_the_cheapest_is_cheaper_than_every_other_one_and_there_is_at_most_one(found: list[Case]) -> None:
    compared = compare(scenarios(*found))
    below_all = [
        one.name
        for one in compared.scenarios
        if all(
            relation(one, other, compared.decided_by) is Relation.CHEAPER
            for other in compared.scenarios
            if other != one
        )
    ]
    assert below_all == ([] if compared.cheapest is None else [compared.cheapest])


@given(found=st.lists(cases(), min_size=2, max_size=4), end=st.sampled_from(End))
@LAW
def test_sorting_changes_nothing_but_the_order(found: list[Case], end: End) -> None:
    given_order, in_order = compare(scenarios(*found)), compare(scenarios(*found), sort=end)
    assert (in_order.first, in_order.cheapest) == (given_order.first, given_order.cheapest)
    assert set(map(str, in_order.differences)) == set(map(str, given_order.differences))
    complete = [one.estimate for one in in_order.scenarios if one.estimate.complete]
    assert [one.estimate for one in in_order.scenarios][: len(complete)] == complete
    known = [amount for one in complete if (amount := one.totals.estimate.at(end)) is not None]
    assert known == sorted(known)


def amount(rows: list[Row], name: str, end: End) -> Decimal | None:
    """Add up what is known of some rows in one scenario; None where a row does not know that end."""
    known = [cost.at(end) for row in rows if (cost := row.cells[name].amount) is not None]
    return None if None in known else sum((each for each in known if each is not None), Decimal(0))


@given(one=cases(), other=cases())
@LAW
def test_the_parts_add_up_to_their_phase_and_the_phases_to_the_charges(one: Case, other: Case) -> None:
    compared = compare(scenarios(one, other))
    whole = [row for row in compared.rows if row.part is Sum.PHASE]
    for scenario in compared.scenarios:
        name, charges = scenario.name, scenario.estimate.totals.charges
        for row in whole:
            parts = [part for part in compared.rows if part.phase is row.phase and part is not row]
            assert all(amount(parts, name, end) == amount([row], name, end) for end in End)
        assert amount(whole, name, End.LOW) == charges.low
        assert charges.high is None or amount(whole, name, End.HIGH) == charges.high
