from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from making import (
    BOOSTER,
    DAY,
    DOSING,
    FACILITY,
    KETAMINE,
    MEDICAL,
    MONITORING,
    THERAPIST,
    answer,
    dollars,
    ends,
    fee,
    given,
    price_list,
    sessions,
)

from kapcost.core.answer import Estimate
from kapcost.core.course import Course, Phase
from kapcost.core.discounts import Discount
from kapcost.core.estimate import estimate
from kapcost.core.given_prices import GivenPrices
from kapcost.core.location import Location
from kapcost.core.money import AtEnds, CostRange
from kapcost.errors import InputError

ROOM = fee("Facility", "30-150", FACILITY, payee="clinic", scales_with_location=True)
GUIDE = fee(price="300-500", payee="therapist"), fee("Ketamine", "100-500", KETAMINE, payee="clinic"), ROOM
SURVEYED = CostRange(low=Decimal(130), typical=Decimal(185), high=Decimal(260))


def amount_of(found: Estimate, label: str) -> AtEnds | None:
    return next(charge.amount for charge in found.charges if charge.label == label)


def test_six_sessions_of_the_guide_cost_2400_to_6000() -> None:
    assert answer(Course(dosing=6), *GUIDE[:2]).totals.estimate == dollars("2400", "6000")


def test_a_state_changes_what_scales_with_location_and_nothing_else() -> None:
    national, local = answer(Course(dosing=6), *GUIDE), answer(Course(dosing=6), *GUIDE, state="CA")
    assert amount_of(national, "Facility") == ends("180", "900")
    assert amount_of(local, "Facility") == ends("198", "996")
    assert amount_of(local, "Therapist") == amount_of(national, "Therapist")
    assert amount_of(local, "Ketamine") == amount_of(national, "Ketamine")


def test_a_metropolitan_area_is_preferred_to_its_state() -> None:
    metros = {"41860": Location(name="San Francisco-Oakland, CA", index=Decimal("1.2"))}
    prices = price_list(*GUIDE, metros=metros, metros_source="sheet")
    found = estimate(Course(dosing=6), prices, state="CA", metro="Oakland")
    assert amount_of(found, "Facility") == ends("216", "1080")
    assert found.location is not None
    assert (found.location.state, found.location.metro) == ("CA", "41860")


def test_an_unknown_part_makes_the_estimate_partial_in_its_title_too() -> None:
    partial = answer(Course(dosing=6), *GUIDE, prices=given(facility="unknown"))
    assert not partial.complete
    assert partial.title.startswith("Partial estimate")
    assert amount_of(partial, "Facility") is None
    assert partial.totals.estimate == dollars("2400", "6000")


def test_what_each_payee_gets_adds_up_to_the_estimate_after_discounts() -> None:
    totals = answer(Course(dosing=6), *GUIDE, discounts=[Discount(percent=Decimal(10))]).totals
    assert totals.by_payee == {"therapist": ends("1620", "2700"), "clinic": ends("702", "3510")}
    assert totals.estimate == dollars("2322", "6210")


def test_a_payee_that_nobody_names_is_said_to_be_not_named() -> None:
    assert list(answer(Course(dosing=1), fee()).totals.by_payee) == ["payee not named"]


def test_the_total_is_typical_only_if_every_charged_line_is() -> None:
    surveyed = fee("Talk", SURVEYED)
    assert answer(Course(dosing=6), surveyed).totals.estimate.typical == Decimal(1110)
    assert answer(Course(dosing=6), surveyed, fee("Medicine", 75, KETAMINE)).totals.estimate.typical == Decimal(1560)
    lacking = answer(Course(dosing=6), surveyed, fee("Medicine", "75-100", KETAMINE))
    assert lacking.totals.estimate.typical is None
    assert any("no median for medicine" in sentence for sentence in lacking.assumptions)


def test_an_open_price_leaves_the_high_end_of_the_total_unknown() -> None:
    totals = answer(Course(dosing=6), fee(price="300-500"), fee("Lozenge", "75+", KETAMINE)).totals
    assert (totals.estimate.low, totals.estimate.high) == (Decimal(2250), None)
    assert totals.charges.high is None


def test_the_cost_per_dosing_session_is_the_whole_cost_spread_over_them() -> None:
    visit = fee("Evaluation", 100, MEDICAL, on=Phase.CONSULTATION)
    found = answer(Course(consultation=1, dosing=3), fee(price=300), visit).totals.per_dosing_session
    assert found == dollars("333.33")


@pytest.mark.parametrize("course", [Course(dosing=sessions(3, 6)), Course(consultation=1)])
def test_there_is_no_cost_per_dosing_session_without_a_certain_number_of_them(course: Course) -> None:
    visit = fee("Evaluation", 100, MEDICAL, on=Phase.CONSULTATION)
    assert answer(course, fee(), visit).totals.per_dosing_session is None


def test_a_course_in_which_nothing_is_charged_is_refused() -> None:
    free = fee("All", "included", included_in="something else")
    with pytest.raises(InputError, match="nothing is charged"):
        answer(Course(dosing=6), free)


def test_every_name_that_does_not_exist_is_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        answer(Course(dosing=6), *GUIDE, state="ZZ", setting="ofice")
    assert [problem.key for problem in caught.value.problems] == ["state", "setting"]


def test_what_a_course_costs_elsewhere_is_told_only_where_no_setting_was_asked_for() -> None:
    prices = price_list(*GUIDE)
    elsewhere = replace(
        prices.settings["clinic"], fees=(fee("All-in", 590, THERAPIST, KETAMINE, FACILITY, MONITORING),)
    )
    both = replace(prices, settings={**prices.settings, "infusions": elsewhere})
    (name, cost), *others = estimate(Course(dosing=6), both).by_setting.items()
    assert (name, cost.low, cost.high, others) == ("infusions", Decimal(3540), Decimal(3540), [])
    assert estimate(Course(dosing=6), both, setting="clinic").by_setting == {}
    assert estimate(Course(dosing=6, booster=1), both).by_setting == {}


def test_a_setting_that_cannot_take_a_given_price_is_named_and_not_just_left_out() -> None:
    prices = price_list(*GUIDE)
    all_in = (fee("All-in", 590, THERAPIST, KETAMINE, FACILITY, MONITORING),)
    both = replace(prices, settings={**prices.settings, "infusions": replace(prices.settings["clinic"], fees=all_in)})
    given = GivenPrices.written(ketamine="100")
    apart = estimate(Course(dosing=6), both, prices=given)
    assert (apart.by_setting, apart.not_by_setting) == ({}, ("infusions",))
    assert estimate(Course(dosing=6), both).not_by_setting == ()
    assert estimate(Course(dosing=6), both, setting="clinic", prices=given).not_by_setting == ()


def test_the_same_inputs_give_the_same_id_and_any_other_input_another() -> None:
    def identity(course: Course, **asked: object) -> str:
        return answer(course, *GUIDE, **asked).estimate_id

    same = Course(dosing=6)
    assert identity(same) == identity(Course(dosing=sessions(6, 6)))
    others = [
        identity(Course(dosing=7)),
        identity(same, state="CA"),
        identity(same, budget=Decimal(3000)),
        identity(same, prices=given(therapist="300")),
        identity(same, discounts=[Discount(percent=Decimal(10))]),
        identity(same, as_of=DAY + timedelta(days=1)),
    ]
    assert len({identity(same), *others}) == 7


def test_the_order_of_discounts_is_part_of_the_inputs() -> None:
    ten, hundred = Discount(percent=Decimal(10)), Discount(amount=Decimal(100))
    one = answer(Course(dosing=6), *GUIDE, discounts=[ten, hundred])
    other = answer(Course(dosing=6), *GUIDE, discounts=[hundred, ten])
    assert one.estimate_id != other.estimate_id


def test_equal_inputs_written_differently_give_the_same_id() -> None:
    one, other = (Course(dosing=6, hours={DOSING: Decimal(hours)}) for hours in ("2.5", "2.50"))
    assert one == other
    assert answer(one, *GUIDE).estimate_id == answer(other, *GUIDE).estimate_id


def test_the_date_of_an_estimate_is_that_of_the_price_list_unless_given() -> None:
    assert answer(Course(dosing=6), *GUIDE).as_of == DAY
    assert answer(Course(dosing=6), *GUIDE, as_of=date(2027, 1, 1)).as_of == date(2027, 1, 1)


def test_only_sources_that_some_charge_rests_on_are_listed() -> None:
    assert [source.id for source in answer(Course(dosing=6), *GUIDE).sources] == ["sheet"]
    free = fee("Room", "not_charged", FACILITY, sources=()), fee(on=BOOSTER, sources=("sheet",))
    assert answer(Course(dosing=6), *free, prices=given(ketamine="50")).sources == ()
