from decimal import Decimal
from typing import Any

import pytest
from making import BOOSTER, DOSING, sessions

from kapcost.core.course import MOST_SESSIONS, Course, Phase, parse_sessions
from kapcost.errors import InputError


@pytest.mark.parametrize(("low", "high"), [(-1, 3), (0, MOST_SESSIONS + 1), (MOST_SESSIONS + 1, MOST_SESSIONS + 1)])
def test_sessions_outside_0_to_1000_are_refused(low: int, high: int) -> None:
    with pytest.raises(InputError, match="from 0 to 1000"):
        sessions(low, high)


def test_a_swapped_pair_of_session_numbers_is_refused() -> None:
    with pytest.raises(InputError, match="the lower number of sessions first"):
        sessions(6, 3)


@pytest.mark.parametrize(
    ("written", "low", "high"), [(6, 6, 6), ("6", 6, 6), ("3-6", 3, 6), (" 3 - 6 ", 3, 6), ("3\N{EN DASH}6", 3, 6)]
)
def test_sessions_may_be_written_as_a_number_or_a_range(written: Any, low: int, high: int) -> None:
    assert parse_sessions(written) == sessions(low, high)


@pytest.mark.parametrize("written", ["6-3", "-1", "1e9", "2.5", "six", "", True, None, "3-6-9", "٣", 2.5])
def test_what_is_no_number_of_sessions_is_refused(written: Any) -> None:
    with pytest.raises(InputError):
        parse_sessions(written)


def test_a_course_without_any_session_is_refused() -> None:
    with pytest.raises(InputError, match="at least 1 session in some phase"):
        Course()


def test_a_course_that_may_have_no_session_is_refused() -> None:
    with pytest.raises(InputError, match="may have no session at all"):
        Course(dosing=sessions(0, 3))


def test_one_certain_session_makes_a_course() -> None:
    course = Course(consultation=1, dosing=sessions(0, 3))
    assert course.counts("low")[DOSING] == 0
    assert course.counts("high")[DOSING] == 3


def test_a_course_has_all_seven_phases_and_zero_sessions_where_none_are_named() -> None:
    counts = Course(dosing=6).counts("low")
    assert list(counts) == list(Phase)
    assert sum(counts.values()) == 6


@pytest.mark.parametrize("hours", ["0", "-1", "24.01", "2.505", "NaN"])
def test_a_session_is_longer_than_nothing_and_no_longer_than_a_day(hours: str) -> None:
    with pytest.raises(InputError, match=r"hours\.dosing"):
        Course(dosing=6, hours={DOSING: Decimal(hours)})


@pytest.mark.parametrize("days", [0, 367])
def test_the_days_between_sessions_are_from_one_to_a_year(days: int) -> None:
    with pytest.raises(InputError, match=r"days_between\.booster"):
        Course(booster=2, days_between={BOOSTER: days})


def test_every_problem_of_a_course_is_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        Course(hours={DOSING: Decimal(0)}, days_between={DOSING: 0})
    assert len(caught.value.problems) == 3


def test_changing_one_phase_leaves_the_others() -> None:
    changed = Course(preparation=2, dosing=6).with_sessions({DOSING: sessions(3, 6)})
    assert changed == Course(preparation=2, dosing=sessions(3, 6))
