"""A claim is settled as the contract says: base, share, balance and what the plan pays, to the cent."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from making import DOSING, KETAMINE, MEDICAL, THERAPIST
from plan_making import claims, plan, shares, terms

from kapcost.core.course import Phase
from kapcost.core.health_plan import HealthPlan, Network, Terms, settle
from kapcost.core.money import ZERO
from kapcost.errors import InputError

D = Decimal
ALLOWED = terms("142.68", coinsurance="0.20")


def test_six_sessions_in_network_use_up_the_deductible_and_then_cost_a_fifth() -> None:
    settled = settle(plan("in", ALLOWED, deductible_left="400"), claims(*["200"] * 6))
    assert shares(settled) == ["142.68", "142.68", "120.25", "28.54", "28.54", "28.54"]
    assert sum(one.share for one in settled) == D("491.23")
    assert [one.deductible_left for one in settled] == [D("257.32"), D("114.64"), 0, 0, 0, 0]


def test_a_copay_ends_where_nothing_is_left_of_the_out_of_pocket_maximum() -> None:
    settled = settle(plan("in", terms("142.68", copay="40"), out_of_pocket_left="55"), claims(*["200"] * 3))
    assert shares(settled) == ["40", "15", "0"]
    assert [one.plan_pays for one in settled] == [D("102.68"), D("127.68"), D("142.68")]


def test_a_copay_is_never_more_than_the_allowed_amount() -> None:
    assert shares(settle(plan("in", terms("32.10", copay="40")), claims("200"))) == ["32.10"]


def test_ten_sessions_out_of_network_leave_what_is_above_the_allowed_amount_to_the_patient() -> None:
    of = plan("out", terms("138.47", coinsurance="0.30"), deductible_left="450")
    settled = settle(of, claims(*["225"] * 10))
    assert sum(one.plan_pays for one in settled) == D("654.30")
    assert sum(one.patient_pays for one in settled) == D("1595.70")
    assert {one.balance for one in settled} == {D("86.53")}


def test_in_network_what_is_above_the_allowed_amount_is_nobodys() -> None:
    (one,) = settle(plan("in", ALLOWED), claims("200"))
    assert (one.base, one.share, one.balance, one.plan_pays) == (D("142.68"), D("28.54"), D(0), D("114.14"))
    assert one.patient_pays == one.share


@pytest.mark.parametrize("network", list(Network))
def test_the_base_is_never_above_the_charge(network: str) -> None:
    (one,) = settle(plan(network, ALLOWED), claims("100"))
    assert (one.base, one.share, one.balance, one.plan_pays) == (D(100), D("20.00"), D(0), D("80.00"))


def test_a_copay_is_paid_in_place_of_the_deductible_and_leaves_it_whole() -> None:
    of = plan("in", terms("100", copay="30"), deductible_left="400")
    assert [one.deductible_left for one in settle(of, claims("200", "200"))] == [400, 400]


def test_coinsurance_is_the_patients_part() -> None:
    settled = [settle(plan("in", terms("100", coinsurance=part)), claims("100"))[0].share for part in ("0", "0.2", "1")]
    assert settled == [0, 20, 100]


@pytest.mark.parametrize(("coinsurance", "share"), [("0.005", "0.51"), ("0.0049", "0.49"), ("0.145", "14.65")])
def test_a_share_is_rounded_half_up_to_the_cent(coinsurance: str, share: str) -> None:
    assert shares(settle(plan("in", terms("101", coinsurance=coinsurance)), claims("200"))) == [share]


def test_only_what_is_left_after_the_deductible_is_shared() -> None:
    (one,) = settle(plan("in", terms("100", coinsurance="0.5"), deductible_left="30.01"), claims("200"))
    assert one.share == D("30.01") + D("35.00")


def test_the_deductible_counts_toward_the_out_of_pocket_maximum() -> None:
    of = plan("in", terms("100", coinsurance="0.5"), deductible_left="150", out_of_pocket_left="180")
    settled = settle(of, claims(*["100"] * 4))
    assert shares(settled) == ["100.00", "75.00", "5.00", "0.00"]


def test_a_balance_counts_toward_no_maximum() -> None:
    of = plan("out", terms("100", coinsurance="0.5"), out_of_pocket_left="60")
    settled = settle(of, claims("180", "180", "180"))
    assert [(one.share, one.balance) for one in settled] == [(D(50), D(80)), (D(10), D(80)), (D(0), D(80))]


def test_phases_share_one_deductible_on_their_own_terms() -> None:
    of = plan("in", terms("100", coinsurance="0.5"), deductible_left="120", review=terms("60", coinsurance="0"))
    settled = settle(of, [*claims("100"), *claims("60", phase=Phase.REVIEW), *claims("100")])
    assert shares(settled) == ["100.00", "20.00", "50.00"]


@pytest.mark.parametrize("network", list(Network))
def test_where_the_allowed_amount_is_not_known_the_patient_pays_all_and_nothing_is_used_up(network: str) -> None:
    of = plan(network, terms(coinsurance="0.2"), deductible_left="90", out_of_pocket_left="95",
              review=terms("100", coinsurance="0.2"))  # fmt: skip
    unknown, known = settle(of, [*claims("200"), *claims("100", phase=Phase.REVIEW)])
    assert (unknown.base, unknown.share, unknown.plan_pays, unknown.deductible_left) == (None, D(200), D(0), D(90))
    assert known.share == 92


NEW_YEAR = [date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2)]


def test_a_course_crossing_new_year_meets_the_deductible_twice() -> None:
    of = plan("in", terms("100", coinsurance="0"), deductible_left="100", annual_deductible="100")
    assert shares(settle(of, claims(*["100"] * 4, on=NEW_YEAR))) == ["100.00", "0.00", "100.00", "0.00"]


def test_the_out_of_pocket_maximum_begins_again_on_1_january() -> None:
    of = plan("in", terms("100", copay="40"), out_of_pocket_left="50", annual_out_of_pocket="60")
    assert shares(settle(of, claims(*["100"] * 4, on=NEW_YEAR))) == ["40", "10", "40", "20"]


def test_without_annual_amounts_nothing_begins_again() -> None:
    of = plan("in", terms("100", coinsurance="0.5"), deductible_left="100", out_of_pocket_left="120")
    assert shares(settle(of, claims(*["100"] * 4, on=NEW_YEAR))) == ["100.00", "20.00", "0.00", "0.00"]


def test_without_dates_nothing_begins_again() -> None:
    of = plan("in", terms("100", coinsurance="0"), deductible_left="100", annual_deductible="100")
    assert shares(settle(of, claims(*["100"] * 4))) == ["100.00", "0.00", "0.00", "0.00"]


def test_every_later_year_begins_again() -> None:
    of = plan("in", terms("100", coinsurance="0"), deductible_left="10", annual_deductible="70")
    years = [date(year, 6, 1) for year in (2026, 2027, 2027, 2029)]
    assert shares(settle(of, claims(*["100"] * 4, on=years))) == ["10.00", "70.00", "0.00", "70.00"]


def test_what_is_left_of_a_year_is_lost_with_it() -> None:
    of = plan("in", terms("100", coinsurance="0"), deductible_left="150", annual_deductible="150")
    assert shares(settle(of, claims(*["100"] * 2, on=NEW_YEAR[1:3]))) == ["100.00", "100.00"]


def test_no_claims_are_settled_to_none() -> None:
    assert settle(plan("in", ALLOWED), []) == []


def test_ketamine_is_covered_only_if_the_plan_names_it() -> None:
    usual = plan("in", ALLOWED)
    assert usual.covers(DOSING, [THERAPIST])
    assert usual.covers(DOSING, [THERAPIST, MEDICAL])
    assert not usual.covers(DOSING, [KETAMINE])
    assert not usual.covers(DOSING, [THERAPIST, KETAMINE])
    assert plan("in", ALLOWED, elements=[THERAPIST, KETAMINE]).covers(DOSING, [THERAPIST, KETAMINE])


def test_a_phase_without_terms_is_not_covered() -> None:
    assert not plan("in", ALLOWED).covers(Phase.INTEGRATION, [THERAPIST])


def test_coinsurance_of_80_is_told_to_be_the_patients_part_and_perhaps_0_8() -> None:
    with pytest.raises(InputError) as raised:
        Terms(coinsurance=D(80))
    assert str(raised.value) == (
        "coinsurance: found '80'; expected the patient's part, from 0 to 1 "
        "(not the plan's, and not a percentage). Did you mean 0.8?"
    )


@pytest.mark.parametrize("coinsurance", ["-0.2", "1.01", "150", "NaN", "Infinity"])
def test_coinsurance_is_from_0_to_1(coinsurance: str) -> None:
    with pytest.raises(InputError, match=r"coinsurance: found .* the patient's part, from 0 to 1"):
        Terms(coinsurance=D(coinsurance))


@pytest.mark.parametrize(("part", "found"), [({}, "neither"), ({"copay": D(40), "coinsurance": D(0)}, "both")])
def test_a_phase_has_either_a_copay_or_coinsurance(part: dict[str, Decimal], found: str) -> None:
    with pytest.raises(InputError, match=f"found {found} copay (and|nor) coinsurance; expected one of them"):
        Terms(allowed=D(100), **part)


def test_all_that_contradicts_itself_in_a_plan_is_said_at_once() -> None:
    with pytest.raises(InputError) as raised:
        HealthPlan(
            network=Network.IN, phases={}, deductible_left=D(500), annual_deductible=D(400),
            out_of_pocket_left=D(9000), annual_out_of_pocket=D(8000),
        )  # fmt: skip
    assert [problem.key for problem in raised.value.problems] == ["phases", "deductible_left", "out_of_pocket_left"]


def test_an_annual_maximum_needs_what_is_left_of_it() -> None:
    with pytest.raises(InputError, match=r"out_of_pocket_left: found none; expected what is left"):
        plan("in", ALLOWED, annual_out_of_pocket="8000")


@pytest.mark.parametrize("one", ["annual_out_of_pocket", "out_of_pocket_left"])
def test_a_deductible_that_begins_again_does_so_beside_a_whole_maximum_or_none(one: str) -> None:
    amounts: dict[str, Any] = {"annual_deductible": "400", one: "8000"}
    with pytest.raises(InputError, match=r"annual_out_of_pocket: found only one of it and out_of_pocket_left"):
        plan("in", ALLOWED, **amounts)


def test_as_much_left_as_a_whole_year_has_is_a_plan() -> None:
    of = plan("in", ALLOWED, deductible_left="400", annual_deductible="400", out_of_pocket_left=str(ZERO),
              annual_out_of_pocket="8000")  # fmt: skip
    assert shares(settle(of, claims("200"))) == ["0.00"]
