"""What falls due at each visit: on which day, for which session, and nothing lost to the cent."""

from decimal import Decimal
from typing import Any

import pytest
from making import BOOSTER, DOSING, KETAMINE, MEDICAL, MONITORING, fee
from plan_making import due_at_visits

from kapcost.core.bill import bills
from kapcost.core.charges import charges
from kapcost.core.course import Course, Phase
from kapcost.core.discounts import Discount
from kapcost.core.money import End
from kapcost.core.packages import Extent
from kapcost.core.price import Per, Window
from kapcost.core.visits import VisitCharge, visit_charges
from kapcost.errors import InputError

D = Decimal
INTEGRATION = Phase.INTEGRATION


def days(due: list[VisitCharge]) -> list[int]:
    return [part.day for part in due]


def amounts(due: list[VisitCharge]) -> list[str]:
    return [str(part.amount) for part in due]


def test_a_fee_per_session_falls_due_at_each_of_them() -> None:
    due = due_at_visits(Course(dosing=3), fee(price=300))
    assert [(part.day, part.session, part.amount) for part in due] == [(0, 1, D(300)), (7, 2, D(300)), (14, 3, D(300))]


def test_phases_follow_one_another_and_integration_begins_the_day_after_the_first_dosing() -> None:
    course = Course(preparation=2, dosing=2, integration=2, review=1, days_between={Phase.REVIEW: 30})
    on = [Phase.PREPARATION, DOSING, INTEGRATION]
    due = due_at_visits(course, *(fee(str(phase), 100, on=phase) for phase in on),
                        fee("Review", 90, MEDICAL, on=Phase.REVIEW))  # fmt: skip
    assert [(part.day, str(part.phase)) for part in due] == [
        (0, "preparation"), (7, "preparation"), (14, "dosing"), (15, "integration"), (21, "dosing"),
        (22, "integration"), (52, "review"),
    ]  # fmt: skip


def test_what_falls_due_on_one_day_stands_in_the_order_of_the_phases() -> None:
    course = Course(dosing=3, integration=2, days_between={DOSING: 1})
    due = due_at_visits(course, fee("Talk", 50, on=INTEGRATION), fee(price=300))
    assert [(part.day, part.phase) for part in due][:3] == [(0, DOSING), (1, DOSING), (1, INTEGRATION)]


def test_a_fee_with_a_window_falls_due_at_the_sessions_in_it() -> None:
    assert days(due_at_visits(Course(dosing=4), fee(price=300, sessions=Window(first=2, last=3)))) == [7, 14]


@pytest.mark.parametrize(("dosing", "on"), [(3, []), (4, [21]), (7, [21]), (8, [21, 49])])
def test_a_fee_for_every_fourth_session_falls_due_at_the_fourth_and_the_eighth(dosing: int, on: list[int]) -> None:
    assert days(due_at_visits(Course(dosing=dosing), fee("Check", 100, every=4))) == on


def test_hourly_sessions_add_up_to_the_cent() -> None:
    course = Course(dosing=3, hours={DOSING: D("0.33")})
    due = due_at_visits(course, fee(price="100.50", per=Per.HOUR))
    assert amounts(due) == ["33.17", "33.16", "33.17"]
    assert sum(part.amount for part in due) == D("99.50")


@pytest.mark.parametrize("hours", ["0.25", "1", "2.5", "24"])
def test_an_hourly_fee_falls_due_at_every_session_however_long(hours: str) -> None:
    course = Course(dosing=3, hours={DOSING: D(hours)})
    assert days(due_at_visits(course, fee(price=100, per=Per.HOUR))) == [0, 7, 14]


@pytest.mark.parametrize(("dosing", "on"), [(1, [0]), (6, [0]), (7, [0, 42]), (13, [0, 42, 84])])
def test_a_pack_falls_due_when_it_is_begun(dosing: int, on: list[int]) -> None:
    due = due_at_visits(Course(dosing=dosing), fee("Doses", 250, KETAMINE, per=Per.PACK, pack_size=6))
    assert days(due) == on
    assert set(amounts(due)) == {"250.00"}


def test_a_pack_of_the_sessions_in_a_window_falls_due_at_the_first_of_them() -> None:
    pack: dict[str, Any] = {"per": Per.PACK, "pack_size": 2, "sessions": Window(first=3)}
    assert days(due_at_visits(Course(dosing=6), fee("Doses", 250, KETAMINE, **pack))) == [14, 28]


def test_a_pack_begun_in_a_later_phase_falls_due_on_a_visit_of_that_phase() -> None:
    course = Course(dosing=6, booster=2, days_between={BOOSTER: 42})
    due = due_at_visits(course, fee("Doses", 250, KETAMINE, on=(DOSING, BOOSTER), per=Per.PACK, pack_size=6))
    assert days(due) == [0, 35 + 42]


def test_months_fall_due_thirty_days_apart_from_the_first_visit() -> None:
    assert days(due_at_visits(Course(dosing=10), fee("Plan", 99, per=Per.MONTH))) == [0, 30, 60]


def test_months_from_the_second_on_do_not_fall_due_with_the_first() -> None:
    later: dict[str, Any] = {"per": Per.MONTH, "months": Window(first=2)}
    assert days(due_at_visits(Course(dosing=10), fee("Plan", 99, **later))) == [30, 60]


def test_a_fee_for_the_course_falls_due_at_the_first_visit_of_its_phases() -> None:
    course = Course(consultation=1, dosing=3, booster=1)
    assert days(due_at_visits(course, fee("Room", 500, on=(BOOSTER, DOSING), per=Per.COURSE))) == [7]


def test_an_amount_off_lowers_the_earliest_visits_first() -> None:
    due = due_at_visits(Course(dosing=4), fee(price=100), discounts=[Discount(amount=D("250.01"))])
    assert amounts(due) == ["0.00", "0.00", "49.99", "100.00"]


def test_a_percentage_lowers_each_visit() -> None:
    due = due_at_visits(Course(dosing=7), fee(price="187.35"), discounts=[Discount(percent=D("17.5"))])
    assert amounts(due) == ["154.56"] * 7


def test_an_amount_and_then_a_percentage_off_add_up_to_what_is_due() -> None:
    both = [Discount(amount=D(150)), Discount(percent=D(10))]
    due = due_at_visits(Course(dosing=3), fee(price=100), discounts=both)
    assert amounts(due) == ["0.00", "45.00", "90.00"]


def test_a_discount_for_one_element_lowers_no_other() -> None:
    off = [Discount(amount=D(50), elements=(MONITORING,))]
    due = due_at_visits(Course(dosing=1), fee(price=100), fee("Monitoring", 30, MONITORING), discounts=off)
    assert {part.line.label: part.amount for part in due} == {"Therapist": 100, "Monitoring": 0}


def test_a_fee_that_is_credited_is_due_at_its_visit_as_far_as_it_is_not() -> None:
    intake = fee("Intake", 99, MEDICAL, on=Phase.CONSULTATION, credited_to=(DOSING,))
    due = due_at_visits(Course(consultation=1, dosing=1), intake, fee(price=60))
    assert [(part.line.label, part.day, part.amount) for part in due] == [("Intake", 0, D(39)), ("Therapist", 7, D(60))]


def test_a_credit_lowers_the_earliest_of_several_visits_first() -> None:
    intake = fee("Intake", 100, MEDICAL, on=Phase.CONSULTATION, credited_to=(DOSING,))
    due = due_at_visits(Course(consultation=2, dosing=1), intake, fee(price=60))
    assert [(part.line.label, part.day, part.amount) for part in due] == [
        ("Intake", 0, D(40)), ("Intake", 7, D(100)), ("Therapist", 14, D(60)),
    ]  # fmt: skip


def test_days_that_are_not_known_are_asked_for_all_at_once() -> None:
    extent = Extent.of(Course(consultation=1, dosing=2, days_between={INTEGRATION: 7}))
    charged = [line for line in charges([fee()], extent, None) if line.unit is not None]
    bill = bills(charged, [])[End.LOW]
    assert bill is not None
    with pytest.raises(InputError) as raised:
        visit_charges(charged, bill, extent.low, extent.course)
    assert [problem.key for problem in raised.value.problems] == ["days_between.consultation", "days_between.dosing"]
