"""A good faith estimate is due within business days, which are weekdays without observed federal holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcost import InputError
from kapcost.core.good_faith.deadline import Occasion, business_days_after, deadline, holidays

MONDAY = date(2026, 11, 23)
"""Of the week of Thanksgiving, which is on Thursday 26 November 2026."""

DAYS = st.dates(date(2022, 1, 1), date(2100, 12, 31))


def due(scheduled: date, service: date) -> date | None:
    return deadline(Occasion(scheduled=scheduled, service=service)).due


@pytest.mark.parametrize(
    ("service", "expected"),
    [
        (date(2026, 11, 25), None),
        (date(2026, 11, 27), date(2026, 11, 24)),
        (date(2026, 12, 7), date(2026, 11, 24)),
        (date(2026, 12, 8), date(2026, 11, 27)),
    ],
)
def test_the_further_ahead_a_service_is_scheduled_the_more_time_there_is(service: date, expected: date | None) -> None:
    assert due(MONDAY, service) == expected


def test_on_request_it_is_due_within_3_business_days() -> None:
    assert deadline(Occasion(requested=date(2026, 7, 2))).due == date(2026, 7, 8)


def test_a_service_on_the_day_it_is_scheduled_for_needs_none() -> None:
    assert due(MONDAY, MONDAY) is None


def test_a_deadline_says_why() -> None:
    assert deadline(Occasion(scheduled=MONDAY, service=date(2026, 12, 7))).reason == (
        "scheduled 9 business days ahead, so within 1 business day of 2026-11-23"
    )


@pytest.mark.parametrize(
    "day",
    ["2026-01-01", "2026-01-19", "2026-02-16", "2026-05-25", "2026-06-19", "2026-07-03", "2026-09-07", "2026-10-12",
     "2026-11-11", "2026-11-26", "2026-12-25", "2022-12-26", "2023-01-02", "2027-12-31"],
)  # fmt: skip
def test_federal_holidays_are_kept_on_the_day_they_are_observed(day: str) -> None:
    assert date.fromisoformat(day) in holidays(int(day[:4]))


@given(DAYS)
def test_a_year_has_11_holidays_or_those_around_new_year_besides(day: date) -> None:
    kept = {each for each in holidays(day.year) if each.year == day.year}
    assert len(kept) in (10, 11, 12)
    assert all(each.weekday() < 5 for each in kept)


@given(DAYS)
def test_business_days_come_one_after_the_other_and_none_is_skipped_but_for_a_reason(day: date) -> None:
    following = next(business_days_after(day))
    skipped = [day + timedelta(days=number) for number in range(1, (following - day).days)]
    assert following.weekday() < 5
    assert all(each.weekday() >= 5 or each in holidays(each.year) for each in skipped)


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_a_later_service_is_never_due_earlier(scheduled: date, sooner: int, more: int) -> None:
    first, second = (due(scheduled, scheduled + timedelta(days=days)) for days in (sooner, sooner + more))
    assert first is None or (second is not None and second >= first)


@pytest.mark.parametrize(
    "dates",
    [
        {},
        {"scheduled": MONDAY},
        {"service": MONDAY},
        {"scheduled": MONDAY, "requested": MONDAY},
        {"scheduled": MONDAY, "service": MONDAY, "requested": MONDAY},
        {"scheduled": MONDAY, "service": MONDAY - timedelta(days=1)},
    ],
    ids=str,
)
def test_an_occasion_is_a_scheduling_or_a_request_and_nothing_between(dates: dict[str, date]) -> None:
    with pytest.raises(InputError):
        Occasion(**dates)
