from datetime import timedelta
from decimal import Decimal

import pytest
from making import DAY, DOSING, FACILITY, KETAMINE, MEDICAL, answer, fee, sessions

from kapcost.core.course import Course, Phase
from kapcost.core.given_prices import GivenPrices
from kapcost.core.price import Basis, Per

ROOM = fee("Facility", "30-150", FACILITY, scales_with_location=True, basis=Basis.INFERRED, reason="from rents")


@pytest.mark.parametrize(
    ("course", "title"),
    [
        (Course(dosing=6), "Ketamine-assisted psychotherapy, 6 dosing sessions"),
        (Course(dosing=1), "Ketamine-assisted psychotherapy, 1 dosing session"),
        (Course(dosing=sessions(3, 6)), "Ketamine-assisted psychotherapy, 3-6 dosing sessions"),
        (Course(dosing=1, booster=1), "Partial estimate, ketamine-assisted psychotherapy, 1 dosing session"),
    ],
)
def test_a_title_says_how_many_sessions_and_whether_something_is_missing(course: Course, title: str) -> None:
    assert answer(course, fee()).title == title


def test_everything_that_the_total_leaves_out_is_said() -> None:
    left_out = answer(Course(dosing=6), fee()).not_included
    assert set(left_out) >= {
        "ketamine in dosing sessions",
        "integration sessions",
        "booster sessions",
        "ride home or chaperone",
        "lost work hours",
        "lab tests",
    }
    assert "dosing sessions" not in left_out


def test_boosters_are_left_out_only_where_there_are_none() -> None:
    assert "booster sessions" not in answer(Course(dosing=6, booster=1), fee()).not_included


def test_the_national_price_level_is_an_assumption_and_so_is_a_state() -> None:
    national = answer(Course(dosing=6), fee(), ROOM).assumptions
    assert "No state given, so facility at the national price level." in national
    local = answer(Course(dosing=6), fee(), ROOM, state="CA").assumptions
    assert any("California" in sentence and "1.11" in sentence for sentence in local)


def test_no_place_is_assumed_where_nothing_scales_with_it() -> None:
    assert not any("price level" in sentence for sentence in answer(Course(dosing=6), fee()).assumptions)


def test_an_inferred_price_says_what_it_is_inferred_from() -> None:
    assert "Facility is inferred: from rents." in answer(Course(dosing=6), fee(), ROOM).assumptions


def test_the_length_of_a_session_is_an_assumption_where_it_is_charged_by_the_hour() -> None:
    hourly = answer(Course(dosing=6, hours={DOSING: Decimal("2.5")}), fee(per=Per.HOUR)).assumptions
    assert "Dosing sessions of 2.5 hours." in hourly


def test_a_given_price_per_session_says_that_it_replaces_one_per_hour() -> None:
    course = Course(dosing=6, hours={DOSING: Decimal("2.5")})
    sentence = "Therapist: as given, per dosing session, in place of a price per hour."
    given = GivenPrices.written(therapist="188")
    assert sentence in answer(course, fee(per=Per.HOUR), prices=given).assumptions
    assert sentence not in answer(course, fee(), prices=given).assumptions
    assert sentence not in answer(course, fee(per=Per.HOUR)).assumptions


def test_self_pay_is_an_assumption() -> None:
    assert "Self-pay: no health plan is counted." in answer(Course(dosing=6), fee()).assumptions


def test_a_range_of_sessions_is_why_there_is_no_typical_total() -> None:
    (sentence, *_) = answer(Course(dosing=sessions(3, 6)), fee()).assumptions
    assert sentence == "No typical total: the number of dosing sessions is a range."


@pytest.mark.parametrize(("days", "warned"), [(365, False), (366, True)])
def test_a_price_checked_more_than_365_days_ago_is_warned_of(days: int, *, warned: bool) -> None:
    warnings = answer(Course(dosing=6), fee(), as_of=DAY + timedelta(days=days)).warnings
    assert bool(warnings) == warned
    assert all("Therapist" in warning and str(DAY) in warning for warning in warnings)


def test_a_price_of_a_fee_that_is_not_charged_is_not_warned_of() -> None:
    visit = fee("Visit", 200, MEDICAL, on=Phase.REVIEW)
    warnings = answer(Course(dosing=6), fee(), visit, as_of=DAY + timedelta(days=400)).warnings
    assert len(warnings) == 1


def test_what_is_unknown_is_asked_about_by_name() -> None:
    found = answer(Course(dosing=6), fee(), fee("Lozenge", "unknown", KETAMINE))
    assert found.question == "What does lozenge cost in dosing sessions, or is it included?"
