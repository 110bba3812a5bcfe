from decimal import Decimal

from making import BOOSTER, DOSING, FACILITY, KETAMINE, MONITORING, THERAPIST, answer, dollars, ends, fee, sessions

from kapcost.core.answer import Estimate
from kapcost.core.charges import Charge
from kapcost.core.course import Course, Element, Phase
from kapcost.core.money import CostRange
from kapcost.core.price import Per, Status, Window


def line(estimate: Estimate, phase: Phase, element: Element) -> Charge:
    (found,) = (charge for charge in estimate.charges if charge.phase is phase and element in charge.elements)
    return found


def test_an_amount_is_the_unit_price_times_the_sessions_at_each_end() -> None:
    charge = line(answer(Course(dosing=sessions(3, 6)), fee(price="300-500")), DOSING, THERAPIST)
    assert (charge.quantity.low, charge.quantity.high) == (3, 6)
    assert charge.unit == dollars("300", "500")
    assert charge.amount == ends("900", "3000")


def test_an_unknown_price_is_never_zero() -> None:
    charge = line(answer(Course(dosing=6), fee(), fee("Room", "unknown", FACILITY)), DOSING, FACILITY)
    assert charge.status is Status.UNKNOWN
    assert charge.unit is None
    assert charge.amount is None


def test_an_included_element_says_what_it_is_included_in_and_has_no_amount() -> None:
    room = fee("Room", "included", FACILITY, included_in="the session fee")
    charge = line(answer(Course(dosing=6), fee(), room), DOSING, FACILITY)
    assert (charge.status, charge.included_in, charge.amount) == (Status.INCLUDED, "the session fee", None)


def test_a_phase_that_no_fee_is_for_is_unknown_element_by_element() -> None:
    estimate = answer(Course(dosing=6, booster=2), fee())
    unknown = [charge.elements for charge in estimate.charges if charge.status is Status.UNKNOWN]
    assert unknown == [(THERAPIST,), (KETAMINE,), (FACILITY,), (MONITORING,)]
    assert not estimate.complete


def test_a_usual_element_without_a_fee_is_not_charged_where_the_phase_has_fees() -> None:
    estimate = answer(Course(dosing=6), fee())
    assert line(estimate, DOSING, KETAMINE).status is Status.NOT_CHARGED
    assert estimate.complete


def test_a_phase_without_sessions_has_no_line() -> None:
    assert {charge.phase for charge in answer(Course(dosing=6), fee(on=(DOSING, BOOSTER))).charges} == {DOSING}


def test_a_bundle_is_one_line_for_all_its_elements() -> None:
    estimate = answer(Course(dosing=6), fee("All-in", 590, THERAPIST, KETAMINE, FACILITY, MONITORING))
    assert [charge.elements for charge in estimate.charges] == [(THERAPIST, KETAMINE, FACILITY, MONITORING)]


def test_a_fee_per_session_has_a_line_in_each_of_its_phases() -> None:
    talk = fee("Talk", 175, on=(Phase.INTEGRATION, Phase.PREPARATION))
    charges = answer(Course(preparation=2, integration=6), talk).charges
    assert [(charge.phase, charge.amount) for charge in charges] == [
        (Phase.PREPARATION, ends("350")),
        (Phase.INTEGRATION, ends("1050")),
    ]


def test_a_fee_per_course_is_charged_in_its_first_phase_and_included_in_the_others() -> None:
    programme = fee("Programme", 4700, on=(Phase.PREPARATION, DOSING), per=Per.COURSE)
    estimate = answer(Course(preparation=3, dosing=6), programme)
    assert line(estimate, Phase.PREPARATION, THERAPIST).amount == ends("4700")
    assert line(estimate, DOSING, THERAPIST).status is Status.INCLUDED
    assert line(estimate, DOSING, THERAPIST).included_in == "Programme"
    assert estimate.totals.estimate == dollars("4700")


def test_nothing_is_included_in_a_fee_that_is_not_charged() -> None:
    packs = fee("Packs", 163, KETAMINE, on=(DOSING, BOOSTER), per=Per.PACK, pack_size=6, sessions=Window(first=3))
    estimate = answer(Course(dosing=1, booster=1), fee(on=(DOSING, BOOSTER)), packs)
    charged = {charge.label for charge in estimate.charges if charge.status is Status.CHARGED}
    included = {charge.included_in for charge in estimate.charges if charge.status is Status.INCLUDED}
    assert included <= charged


def test_a_fee_whose_window_begins_after_the_course_is_not_charged() -> None:
    later = fee("From the second", 100, sessions=Window(first=2))
    assert "From the second" not in {charge.label for charge in answer(Course(dosing=1), fee(), later).charges}


def test_the_lines_stand_in_the_order_of_phases_and_elements() -> None:
    fees = (fee("Room", 30, FACILITY, on=(BOOSTER, DOSING)), fee("Medicine", 90, KETAMINE, on=(BOOSTER, DOSING)))
    charged = [charge for charge in answer(Course(dosing=1, booster=1), *fees).charges if charge.amount]
    assert [(charge.phase, charge.elements[0]) for charge in charged] == [
        (DOSING, KETAMINE), (DOSING, FACILITY), (BOOSTER, KETAMINE), (BOOSTER, FACILITY)
    ]  # fmt: skip


def test_an_open_price_times_a_number_is_open() -> None:
    charge = line(answer(Course(dosing=2), fee(price="225+")), DOSING, THERAPIST)
    assert charge.amount is not None
    assert (charge.amount.low, charge.amount.high) == (Decimal(450), None)


def test_a_typical_price_has_no_typical_amount_where_the_sessions_are_a_range() -> None:
    surveyed = CostRange(low=Decimal(130), typical=Decimal(185), high=Decimal(260))
    exact, ranged = (
        line(answer(Course(dosing=number), fee(price=surveyed)), DOSING, THERAPIST).amount
        for number in (6, sessions(3, 6))
    )
    assert exact == ends("780", "1560", typical="1110")
    assert ranged == ends("390", "1560")
