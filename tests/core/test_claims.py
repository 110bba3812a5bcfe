"""What a health plan does to an estimate: which charges are claims, and what is left to the patient at each end."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from making import DAY, DOSING, FACILITY, KETAMINE, MEDICAL, MONITORING, THERAPIST, answer, ends, fee, sessions
from plan_making import WEEKLY, line_of, plan, result, terms

from kapcost.core.course import Course, Phase
from kapcost.core.discounts import Discount
from kapcost.core.health_plan import HealthPlan
from kapcost.core.price import Per

D = Decimal
OUT = plan("out", terms("100", coinsurance="0.5"))
FOUR_CASES: dict[str, tuple[str, int, HealthPlan, str]] = {
    "in network": ("200", 6, plan("in", terms("142.68", coinsurance="0.20"), deductible_left="400"), "491.23"),
    "copay": ("200", 3, plan("in", terms("142.68", copay="40"), out_of_pocket_left="55"), "55.00"),
    "low allowed amount": ("200", 1, plan("in", terms("32.10", copay="40")), "32.10"),
    "out of network": ("225", 10, plan("out", terms("138.47", coinsurance="0.3"), deductible_left="450"), "1595.70"),
}


@pytest.mark.parametrize("case", FOUR_CASES.values(), ids=FOUR_CASES)
def test_a_worked_case_of_the_contract_is_exact_to_the_cent(case: tuple[str, int, HealthPlan, str]) -> None:
    price, number, of, patient = case
    assert result(of, fee(price=price), dosing=number).patient_pays == ends(patient)


def test_out_of_network_all_is_paid_first_and_the_plan_pays_later() -> None:
    of = result(FOUR_CASES["out of network"][2], fee(price="225"), dosing=10)
    assert (of.cash_needed_first, of.plan_pays, of.written_off) == (ends("2250.00"), ends("654.30"), ends("0.00"))


def test_in_network_what_is_written_off_is_never_paid() -> None:
    of = result(FOUR_CASES["in network"][2], fee(price="200"), dosing=6)
    assert (of.written_off, of.cash_needed_first) == (ends("343.92"), of.patient_pays)
    assert of.plan_pays == ends("364.85")


def test_the_deductible_is_met_with_the_claim_that_uses_it_up() -> None:
    met = result(FOUR_CASES["in network"][2], fee(price="200"), dosing=6).sessions_until_deductible_met
    assert (met.at_low, met.at_typical, met.at_high) == (3, 3, 3)


@pytest.mark.parametrize(("left", "number"), [("0", 0), ("100", 1), ("100.01", 2), ("200", 2), ("200.01", None)])
def test_a_deductible_is_met_with_no_claim_or_the_last_or_never(left: str, number: int | None) -> None:
    of = plan("in", terms("100", coinsurance="0.5"), deductible_left=left)
    assert result(of, fee(price="200"), dosing=2).sessions_until_deductible_met.at_low == number


def test_charges_that_are_not_covered_stay_whole() -> None:
    of = result(OUT, fee(price=100), fee("Ketamine", 80, KETAMINE), fee("Talk", 150, on=Phase.INTEGRATION),
                dosing=2, integration=1)  # fmt: skip
    assert [(line.phase, line.label) for line in of.lines] == [(DOSING, "Therapist")] * 2
    assert of.patient_pays == ends("410.00")


def test_ketamine_is_claimed_only_if_the_plan_names_it() -> None:
    fees = fee(price=100), fee("Ketamine", 80, KETAMINE)
    covering = plan("out", terms("100", coinsurance="0.5"), elements=[THERAPIST, KETAMINE])
    assert result(OUT, *fees, dosing=1).patient_pays == ends("130.00")
    assert result(covering, *fees, dosing=1).patient_pays == ends("90.00")


def test_an_all_in_fee_is_claimed_only_if_the_plan_covers_all_that_is_in_it() -> None:
    all_in = fee("Infusion", 400, KETAMINE, FACILITY, MONITORING, MEDICAL)
    assert result(OUT, all_in, dosing=1).lines == ()


@pytest.mark.parametrize("sold", [{"per": Per.PACK, "pack_size": 2}, {"per": Per.MONTH}, {"per": Per.COURSE}], ids=str)
def test_what_is_not_sold_by_the_session_is_no_claim(sold: dict[str, Any]) -> None:
    of = result(OUT, fee(price=100, **sold), dosing=2)
    assert (of.lines, of.patient_pays, of.plan_pays) == ((), ends("100.00"), ends("0.00"))


def test_an_hourly_session_is_one_claim_whatever_its_length() -> None:
    of = result(OUT, fee(price="100.01", per=Per.HOUR), dosing=3, hours={DOSING: D("1.5")})
    assert [line.charge.low for line in of.lines] == [D("150.02"), D("150.01"), D("150.02")]
    assert of.patient_pays.low == D("450.05") - 150


def test_where_the_allowed_amount_is_not_known_reimbursement_is_possible_and_not_counted() -> None:
    of = result(plan("out", terms(coinsurance="0.2")), fee(price="100-200"), dosing=sessions(1, 2))
    assert of.possible == ("Therapist in dosing",)
    assert (of.patient_pays, of.plan_pays) == (ends("100.00", "400.00"), ends("0.00", "0.00"))
    assert [line.base for line in of.lines] == [None, None]


def test_reimbursement_is_possible_also_where_no_highest_price_is_known() -> None:
    of = result(plan("out", terms(coinsurance="0.2")), fee(price="100+"), dosing=2)
    assert of.possible == ("Therapist in dosing",)


def test_where_no_highest_price_is_known_neither_is_the_most_that_anybody_pays() -> None:
    of = result(OUT, fee(price="100+"), dosing=2)
    assert (of.patient_pays.low, of.patient_pays.high, of.plan_pays.high) == (D(100), None, None)


def test_sessions_that_only_the_longest_course_has_are_claims_of_nothing_in_the_shortest() -> None:
    of = result(OUT, fee(price=100), dosing=sessions(1, 2))
    charged = [(line.session, line.charge.low, line.charge.high) for line in of.lines]
    assert charged == [(1, D(100), D(100)), (2, D(0), D(100))]
    assert of.patient_pays == ends("50.00", "100.00")


def test_an_amount_off_lowers_the_first_claims_first() -> None:
    asked = Course(dosing=3, days_between=WEEKLY)
    of = answer(asked, fee(price=100), health_plan=OUT, discounts=[Discount(amount=D(150))]).health_plan
    assert of is not None
    assert [line.charge.low for line in of.lines] == [0, 50, 100]
    assert of.patient_pays == ends("75.00")


def test_a_percentage_off_lowers_every_claim() -> None:
    asked = Course(dosing=2, days_between=WEEKLY)
    of = answer(asked, fee(price="187.35"), health_plan=OUT, discounts=[Discount(percent=D("17.5"))]).health_plan
    assert of is not None
    assert [line.charge.low for line in of.lines] == [D("154.56")] * 2
    assert of.patient_pays == ends("209.12")


def test_claims_run_in_the_order_of_their_dates_not_of_their_phases() -> None:
    of = plan("in", terms("100", coinsurance="0"), integration=terms("100", coinsurance="0"), deductible_left="250")
    settled = result(of, fee(price=200), fee("Talk", 200, on=Phase.INTEGRATION), dosing=2, integration=2,
                     start=date(2026, 3, 2))  # fmt: skip
    assert [(line.phase, str(line.on), line.share.low) for line in settled.lines] == [
        (DOSING, "2026-03-02", D(100)),
        (Phase.INTEGRATION, "2026-03-03", D(100)),
        (DOSING, "2026-03-09", D(50)),
        (Phase.INTEGRATION, "2026-03-10", D(0)),
    ]


ANNUAL = plan("in", terms("100", coinsurance="0.2"), deductible_left="100", annual_deductible="100")


def test_a_course_crossing_new_year_meets_the_deductible_twice() -> None:
    settled = result(ANNUAL, fee(price=150), dosing=4, start=date(2026, 12, 21))
    assert [line.share.low for line in settled.lines] == [100, 20, 100, 20]
    assert settled.patient_pays == ends("240.00")


def test_without_a_start_no_new_year_is_known_of() -> None:
    settled = result(ANNUAL, fee(price=150), dosing=4)
    assert [(line.share.low, line.on) for line in settled.lines] == [(D(share), None) for share in (100, 20, 20, 20)]


def test_the_deductible_begins_again_in_a_year_before_which_only_other_visits_were() -> None:
    of = plan("in", terms("100", coinsurance="0.2"), deductible_left="0", annual_deductible="100")
    fees = fee("Intake", 90, on=Phase.PREPARATION), fee(price=150)
    settled = result(of, *fees, preparation=1, dosing=2, start=date(2026, 12, 28))
    claimed = [(str(line.on), line.share.low) for line in settled.lines]
    assert claimed == [("2027-01-04", D(100)), ("2027-01-11", D(20))]


@pytest.mark.parametrize("most", [0, 50])
def test_the_patient_of_a_range_that_crosses_new_year_pays_what_lies_between_the_ends(most: int) -> None:
    """One preparation session more puts off a claim into the next year, which meets the deductible anew."""
    of = plan("in", terms("100", coinsurance="0"), deductible_left="100", annual_deductible="100")
    fees = fee("Intake", 10, on=Phase.PREPARATION), fee(price=150)
    start = date(2026, 12, 14)
    ranges = {"preparation": sessions(1, 3), "review": sessions(0, most)}
    whole = result(of, *fees, **ranges, dosing=2, start=start).patient_pays
    exact = [result(of, *fees, preparation=n, dosing=2, start=start).patient_pays.low for n in (1, 2, 3)]
    assert whole.high is not None
    assert all(whole.low <= one <= whole.high for one in exact)


def test_the_most_that_the_patient_pays_is_known_where_a_course_in_the_range_has_nothing_to_charge() -> None:
    settled = result(OUT, fee(price=100), dosing=sessions(0, 1), review=1)
    assert settled.patient_pays == ends("0.00", "50.00")


def test_the_patient_of_a_range_with_a_credited_fee_pays_no_less_where_all_is_dearest() -> None:
    """The dearer the session, the more of the intake is credited; and of the session the plan pays a half."""
    intake = fee("Intake", 100, MEDICAL, on=Phase.CONSULTATION, credited_to=(DOSING,))
    of = result(OUT, intake, fee(price="20-100"), consultation=1, dosing=1).patient_pays
    assert of.high is not None
    assert of.low <= of.high


def test_a_claim_that_is_on_another_day_in_the_longest_course_has_no_single_date() -> None:
    settled = result(OUT, fee("Intake", 10, on=Phase.PREPARATION), fee(price=100),
                     preparation=sessions(1, 2), dosing=1, start=DAY)  # fmt: skip
    assert line_of(settled, DOSING, 1).on is None


def test_every_fourth_follow_up_is_claimed_on_the_day_of_the_fourth_session() -> None:
    settled = result(OUT, fee("Check", 100, MEDICAL, every=4), dosing=7, start=date(2026, 3, 2))
    assert [(line.session, str(line.on)) for line in settled.lines] == [(4, "2026-03-23")]


def test_without_a_health_plan_there_is_no_result() -> None:
    assert answer(Course(dosing=1), fee()).health_plan is None
