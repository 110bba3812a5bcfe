import pytest
from making import DOSING, FACILITY, KETAMINE, MEDICAL, MONITORING, THERAPIST, answer, dollars, ends, fee, given

from kapcost.core.course import Course, Phase
from kapcost.core.given_prices import GivenPrices, can_be_given
from kapcost.core.price import Basis, Per, Status, Window
from kapcost.errors import InputError

KETAMINE_SESSION = (DOSING, Phase.BOOSTER)
GUIDE = fee(price="300-500", on=KETAMINE_SESSION), fee("Ketamine", "100-500", KETAMINE, on=KETAMINE_SESSION)
INFUSION = fee("Infusion", "350-700", KETAMINE, FACILITY, MONITORING, payee="clinic")


def test_a_given_price_replaces_that_of_the_price_list() -> None:
    estimate = answer(Course(dosing=6), *GUIDE, prices=given(therapist="350"))
    therapist, ketamine, *_ = estimate.charges
    assert (therapist.amount, therapist.basis) == (ends("2100"), Basis.GIVEN)
    assert ketamine.amount == ends("600", "3000")


def test_a_given_price_of_a_ketamine_session_holds_for_boosters_too() -> None:
    estimate = answer(Course(dosing=1, booster=1), *GUIDE, prices=given(therapist="350", ketamine="50"))
    assert estimate.totals.estimate == dollars("800")


@pytest.mark.parametrize(
    ("prices", "low"),
    [
        (given(talk="150"), "1050"),
        (given(intake="100"), "800"),
        (given(medical="300"), "1150"),
        (GivenPrices(), "900"),
    ],
)
def test_a_given_price_is_for_its_own_phases(prices: GivenPrices, low: str) -> None:
    fees = (
        fee("Talk", 100, on=(Phase.PREPARATION, Phase.INTEGRATION, Phase.ONGOING)),
        fee("Intake", 200, on=Phase.CONSULTATION),
        fee("Visit", 175, MEDICAL, on=(Phase.CONSULTATION, Phase.REVIEW)),
        fee("Rest", 50, on=DOSING),
    )
    course = Course(consultation=1, preparation=1, dosing=1, integration=1, ongoing=1, review=1)
    assert answer(course, *fees, prices=prices).totals.estimate == dollars(low)


def test_a_given_price_replaces_hours_packs_and_windows_by_one_price_per_session() -> None:
    fees = (
        fee(price=175, per=Per.HOUR),
        fee("First doses", 97, KETAMINE, per=Per.PACK, pack_size=2, sessions=Window(last=2)),
        fee("Further doses", 163, KETAMINE, per=Per.PACK, pack_size=6, sessions=Window(first=3)),
    )
    estimate = answer(Course(dosing=6), *fees, prices=given(therapist="400", ketamine="75"))
    assert estimate.totals.estimate == dollars("2850")


def test_one_price_for_all_doses_is_not_labelled_as_that_of_the_first() -> None:
    fees = (
        fee("First two doses", 97, KETAMINE, per=Per.PACK, pack_size=2, sessions=Window(last=2)),
        fee("Further doses", 163, KETAMINE, per=Per.PACK, pack_size=6, sessions=Window(first=3)),
    )
    estimate = answer(Course(dosing=6), *fees, prices=given(ketamine="75"))
    assert [charge.label for charge in estimate.charges if charge.elements == (KETAMINE,)] != ["First two doses"]


@pytest.mark.parametrize("word", ["included", "unknown", "not_charged"])
def test_a_given_word_says_why_there_is_no_price(word: str) -> None:
    estimate = answer(Course(dosing=6), *GUIDE, prices=given(ketamine=word))
    ketamine = next(charge for charge in estimate.charges if charge.elements == (KETAMINE,))
    assert ketamine.status is Status(word)
    assert ketamine.amount is None
    assert estimate.complete == (word != "unknown")


def test_an_element_without_a_fee_may_be_given_a_price() -> None:
    estimate = answer(Course(dosing=6), *GUIDE, prices=given(facility="40"))
    assert estimate.totals.estimate == dollars("2640", "6240")


def test_a_price_for_a_part_of_an_all_in_fee_is_refused_with_the_fee_and_the_flag_to_use() -> None:
    with pytest.raises(InputError) as caught:
        answer(Course(dosing=6), INFUSION, prices=given(ketamine="300", facility="50"))
    assert [problem.key for problem in caught.value.problems] == ["prices.ketamine", "prices.facility"]
    assert all("'Infusion'" in problem.found for problem in caught.value.problems)
    assert all("--all-in" in problem.expected for problem in caught.value.problems)


def test_an_all_in_price_replaces_the_whole_fee_of_a_dosing_session() -> None:
    estimate = answer(Course(dosing=6), INFUSION, prices=given(all_in="500-550"))
    (charge, *_) = [charge for charge in estimate.charges if charge.status is Status.CHARGED]
    assert charge.elements == (KETAMINE, FACILITY, MONITORING)
    assert charge.payee == "clinic"
    assert estimate.totals.estimate == dollars("3000", "3300")


def test_an_all_in_price_is_refused_where_a_session_is_charged_in_parts() -> None:
    with pytest.raises(InputError, match=r"prices\.all_in"):
        answer(Course(dosing=6), *GUIDE, prices=given(all_in="500"))


def test_a_bundle_without_a_price_is_no_all_in_fee() -> None:
    room = fee("Room and monitoring", "included", FACILITY, MONITORING, included_in="the therapist's fee")
    with pytest.raises(InputError, match=r"prices\.all_in"):
        answer(Course(dosing=6), *GUIDE, room, prices=given(all_in="900"))


def test_a_swapped_given_price_is_refused() -> None:
    with pytest.raises(InputError, match="the lower price first"):
        given(therapist="500-300")


def test_nothing_given_changes_nothing() -> None:
    assert GivenPrices().apply(GUIDE) == GUIDE
    assert THERAPIST in GUIDE[0].elements


def test_a_price_can_be_given_unless_it_lies_inside_an_all_in_price() -> None:
    parts = [fee(), fee("Ketamine", 100, KETAMINE)]
    together = [fee("All-in", 500, THERAPIST, KETAMINE)]
    assert [can_be_given(name, parts) for name in ("therapist", "all_in")] == [True, False]
    assert [can_be_given(name, together) for name in ("therapist", "all_in")] == [False, True]


def test_a_given_price_is_billed_under_the_service_code_of_the_fee_that_it_replaces() -> None:
    coded = fee("Infusion", 400, KETAMINE, FACILITY, MONITORING, service_code="96365")
    whole = answer(Course(dosing=6), coded, prices=given(all_in="500"))
    part = answer(Course(dosing=6), fee("Talk", 300, service_code="90837"), prices=given(therapist="200"))
    charged = [line for line in (*whole.charges, *part.charges) if line.status is Status.CHARGED]
    assert [line.service_code for line in charged] == ["96365", "90837"]
