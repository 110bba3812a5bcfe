from decimal import Decimal
from typing import Any

import pytest
from making import BOOSTER, DOSING, fee

from kapcost.core.course import Course, Phase
from kapcost.core.price import Per, Window
from kapcost.core.quantity import Quantity, quantity
from kapcost.errors import InputError


def times(course: Course, **terms: Any) -> Quantity:
    priced = fee(**terms)
    return quantity(priced, priced.phases, course.counts("high"), course)


def test_a_fee_per_session_is_charged_for_every_session() -> None:
    assert times(Course(dosing=6)) == 6


@pytest.mark.parametrize(("dosing", "charged"), [(1, 1), (2, 2), (6, 2)])
def test_a_fee_for_the_first_two_sessions_is_charged_at_most_twice(dosing: int, charged: int) -> None:
    assert times(Course(dosing=dosing), sessions=Window(last=2)) == charged


@pytest.mark.parametrize(("dosing", "packs"), [(1, 1), (6, 1), (7, 2), (12, 2), (13, 3)])
def test_a_pack_that_is_begun_is_bought_whole(dosing: int, packs: int) -> None:
    assert times(Course(dosing=dosing), per=Per.PACK, pack_size=6) == packs


@pytest.mark.parametrize(("dosing", "packs"), [(2, 0), (3, 1), (8, 1), (9, 2)])
def test_packs_count_only_the_sessions_in_their_window(dosing: int, packs: int) -> None:
    assert times(Course(dosing=dosing), per=Per.PACK, pack_size=6, sessions=Window(first=3)) == packs


@pytest.mark.parametrize(("dosing", "visits"), [(3, 0), (4, 1), (7, 1), (8, 2)])
def test_a_follow_up_after_every_four_sessions_is_charged_once_four_are_over(dosing: int, visits: int) -> None:
    assert times(Course(dosing=dosing), every=4) == visits


def test_packs_go_on_from_dosing_to_boosters() -> None:
    assert times(Course(dosing=5, booster=2), per=Per.PACK, pack_size=6, on=(DOSING, BOOSTER)) == 2


@pytest.mark.parametrize(("hours", "charged"), [("2.5", "15"), ("1.75", "10.5"), ("0.33", "1.98"), ("2", "12")])
def test_a_fee_by_the_hour_is_charged_for_the_exact_hours(hours: str, charged: str) -> None:
    assert times(Course(dosing=6, hours={DOSING: Decimal(hours)}), per=Per.HOUR) == Decimal(charged)


def test_a_booster_is_as_long_as_a_dosing_session_unless_said_otherwise() -> None:
    course = Course(booster=2, hours={DOSING: Decimal("2.5")})
    assert times(course, per=Per.HOUR, on=BOOSTER) == 5
    longer = Course(booster=2, hours={DOSING: Decimal("2.5"), BOOSTER: Decimal(3)})
    assert times(longer, per=Per.HOUR, on=BOOSTER) == 6


def test_hours_that_are_not_known_are_asked_for() -> None:
    with pytest.raises(InputError, match=r"hours\.dosing: found no length for dosing sessions"):
        times(Course(dosing=6), per=Per.HOUR)


@pytest.mark.parametrize(("dosing", "months"), [(1, 1), (5, 1), (6, 2), (10, 3), (11, 3), (13, 3), (14, 4)])
def test_weekly_sessions_are_charged_by_months_of_thirty_days_begun(dosing: int, months: int) -> None:
    assert times(Course(dosing=dosing, days_between={DOSING: 7}), per=Per.MONTH) == months


def test_a_second_month_begins_on_the_thirtieth_day() -> None:
    assert times(Course(dosing=2, days_between={DOSING: 29}), per=Per.MONTH) == 1
    assert times(Course(dosing=2, days_between={DOSING: 30}), per=Per.MONTH) == 2


@pytest.mark.parametrize(("window", "months"), [(Window(last=1), 1), (Window(first=2), 2), (Window(first=4), 0)])
def test_a_dearer_first_month_is_a_fee_of_its_own(window: Window, months: int) -> None:
    assert times(Course(dosing=10, days_between={DOSING: 7}), per=Per.MONTH, months=window) == months


def test_months_run_from_the_first_to_the_last_visit_of_the_phases_of_a_fee() -> None:
    course = Course(preparation=2, dosing=3, days_between={Phase.PREPARATION: 14, DOSING: 7})
    assert times(course, per=Per.MONTH, on=(Phase.PREPARATION, DOSING)) == 2
    assert times(course, per=Per.MONTH, on=DOSING) == 1


def test_integration_runs_beside_dosing_and_makes_a_plan_no_longer() -> None:
    course = Course(dosing=6, integration=6, days_between={DOSING: 7, Phase.INTEGRATION: 7})
    assert times(course, per=Per.MONTH, on=(DOSING, Phase.INTEGRATION)) == 2


def test_days_that_are_not_known_are_asked_for_phase_by_phase() -> None:
    with pytest.raises(InputError) as caught:
        times(Course(preparation=1, dosing=6), per=Per.MONTH)
    assert [problem.key for problem in caught.value.problems] == ["days_between.preparation", "days_between.dosing"]


@pytest.mark.parametrize(("course", "charged"), [(Course(dosing=6, booster=3), 1), (Course(booster=1), 1)])
def test_a_fee_per_course_is_charged_once(course: Course, charged: int) -> None:
    assert times(course, per=Per.COURSE, on=(DOSING, BOOSTER)) == charged


@pytest.mark.parametrize("terms", [{"per": Per.COURSE}, {"per": Per.PACK, "pack_size": 2}, {"per": Per.HOUR}, {}])
def test_no_session_is_no_charge(terms: dict[str, Any]) -> None:
    assert times(Course(consultation=1), **terms) == 0


def test_no_session_is_no_month() -> None:
    assert times(Course(consultation=1, days_between={Phase.CONSULTATION: 7}), per=Per.MONTH) == 0
