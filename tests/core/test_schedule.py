from datetime import date, timedelta

import pytest
from making import (
    BOOSTER,
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
    sessions,
)
from payment_making import START, high, loan, pack, paid, schedule_of, weekly

from kapcost.core.course import Course, Phase
from kapcost.core.price import Per, Window
from kapcost.errors import InputError

EVALUATION = fee("Evaluation", 150, MEDICAL, on=Phase.CONSULTATION, payee="prescriber")
SINGLES = fee(price=440, payee="therapist")
EVERYTHING = (THERAPIST, KETAMINE, FACILITY, MONITORING)


def test_visits_are_dated_in_order_with_integration_the_day_after_dosing() -> None:
    talk = fee("Talk", 150, on=Phase.INTEGRATION)
    found = schedule_of(weekly(consultation=1, dosing=2, integration=2), EVALUATION, SINGLES, talk, start=START)
    assert [(f"{visit.on:%m-%d}", f"{visit.phase} {visit.session}") for visit in found.visits] == [
        ("12-01", "consultation 1"),
        ("12-08", "dosing 1"),
        ("12-09", "integration 1"),
        ("12-15", "dosing 2"),
        ("12-16", "integration 2"),
    ]


def test_visits_without_a_start_have_days_and_no_dates() -> None:
    found = schedule_of(weekly(dosing=3), SINGLES)
    assert [(visit.day, visit.on) for visit in found.visits] == [(0, None), (7, None), (14, None)]
    assert list(found.by_month) == ["month 1"]


def test_by_visit_each_session_is_paid_on_its_day_to_its_payee() -> None:
    found = schedule_of(weekly(consultation=1, dosing=2), EVALUATION, SINGLES, start=START)
    assert [(each.on, each.what, each.payee, each.amount) for each in found.payments] == [
        (date(2026, 12, 1), "Evaluation, consultation 1", "prescriber", ends("150")),
        (date(2026, 12, 8), "Therapist, dosing 1", "therapist", ends("440")),
        (date(2026, 12, 15), "Therapist, dosing 2", "therapist", ends("440")),
    ]
    assert found.largest == ends("440")


def test_a_package_is_paid_whole_at_its_first_session_and_further_sessions_singly() -> None:
    found = schedule_of(weekly(consultation=1, dosing=7), EVALUATION, SINGLES, package=pack())
    assert high(found.payments) == [
        (0, "Evaluation, consultation 1", "150.00"),
        (7, "Six, dosing 1", "2300.00"),
        (49, "Therapist, dosing 7", "440.00"),
    ]
    assert found.largest == ends("2300")


def test_a_repeated_package_is_paid_at_the_first_session_of_each() -> None:
    two = pack("150", sessions={DOSING: 2}, repeatable=True)
    found = schedule_of(weekly(dosing=5), fee(price=100), package=two)
    assert [(day, amount) for day, _, amount in high(found.payments)] == [(0, "150.00"), (14, "150.00"), (28, "100.00")]


def test_a_deposit_is_deducted_from_what_is_due_first() -> None:
    found = schedule_of(weekly(consultation=1, dosing=2), EVALUATION, SINGLES, payment=paid("300"))
    assert high(found.payments) == [
        (0, "deposit", "300.00"),
        (7, "Therapist, dosing 1", "290.00"),
        (14, "Therapist, dosing 2", "440.00"),
    ]


def test_a_deposit_goes_to_the_only_payee_or_else_to_the_practice() -> None:
    alone = schedule_of(weekly(dosing=2), SINGLES, payment=paid("40"))
    assert [(each.payee, str(each.amount.high)) for each in alone.payments] == [
        ("therapist", "40.00"),
        ("therapist", "400.00"),
        ("therapist", "440.00"),
    ]
    several = schedule_of(weekly(consultation=1, dosing=1), EVALUATION, SINGLES, payment=paid("40"))
    assert several.payments[0].payee == "practice"


def test_instalments_begin_on_the_first_day_and_a_month_later_after_a_deposit() -> None:
    alone = schedule_of(weekly(dosing=2), SINGLES, payment=paid(instalments=2))
    assert high(alone.payments) == [(0, "instalment 1", "440.00"), (30, "instalment 2", "440.00")]
    after = schedule_of(weekly(dosing=2), SINGLES, payment=paid("80", instalments=2))
    assert [day for day, _, _ in high(after.payments)] == [0, 30, 60]


def test_a_loan_is_paid_from_a_month_after_the_first_visit() -> None:
    found = schedule_of(weekly(dosing=2), SINGLES, payment=paid(by=loan("0", 2)))
    assert high(found.payments) == [(30, "loan payment 1", "440.00"), (60, "loan payment 2", "440.00")]


def test_a_monthly_plan_is_paid_every_30_days() -> None:
    found = schedule_of(weekly(dosing=10), fee("Plan", 299, *EVERYTHING, per=Per.MONTH), start=START)
    assert [(each.day, each.on) for each in found.payments] == [
        (day, START + timedelta(days=day)) for day in (0, 30, 60)
    ]


def test_further_months_of_a_plan_are_paid_after_its_first() -> None:
    first = fee("First", 399, *EVERYTHING, per=Per.MONTH, months=Window(first=1, last=1))
    further = fee("Further", 299, *EVERYTHING, per=Per.MONTH, months=Window(first=2))
    found = schedule_of(weekly(dosing=10), first, further)
    assert [(day, amount) for day, _, amount in high(found.payments)] == [(0, "399.00"), (30, "299.00"), (60, "299.00")]


def test_what_is_due_after_every_second_session_is_due_at_the_second_and_the_fourth() -> None:
    follow_up = fee("Follow-up", 100, MEDICAL, every=2)
    found = schedule_of(weekly(dosing=4), follow_up)
    assert [day for day, _, _ in high(found.payments)] == [7, 21]


def test_a_pack_over_two_phases_is_due_at_the_visit_that_begins_it() -> None:
    # doses 1-4 on days 0-21, boosters 1-4 on days 28-49: packs of 3 begin at doses 1 and 4 and at booster 3
    doses = fee("Doses", 100, KETAMINE, on=(DOSING, BOOSTER), per=Per.PACK, pack_size=3)
    found = schedule_of(weekly(dosing=4, booster=4), doses)
    assert [(day, what) for day, what, _ in high(found.payments)] == [
        (0, "Doses, dosing 1"),
        (21, "Doses, dosing 4"),
        (42, "Doses, booster 3"),
    ]


def test_payments_of_the_shorter_and_the_longer_course_stand_side_by_side() -> None:
    found = schedule_of(weekly(dosing=sessions(1, 2)), fee(price="300-500"))
    assert [each.amount for each in found.payments] == [ends("300", "500"), ends("0", "500")]
    assert len(found.visits) == 2
    assert found.largest == ends("300", "500")


def test_the_sum_of_each_calendar_month_is_told() -> None:
    found = schedule_of(weekly(dosing=6), SINGLES, start=START)
    assert found.by_month == {"2026-12": ends("2200"), "2027-01": ends("440")}


def test_the_largest_payment_is_the_most_on_one_day_to_one_payee() -> None:
    medicine = fee("Ketamine", 100, KETAMINE, payee="clinic"), fee("Room", 50, FACILITY, payee="clinic")
    assert schedule_of(weekly(dosing=2), fee(price=120, payee="therapist"), *medicine).largest == ends("150")


def test_the_first_year_has_as_many_boosters_as_it_has_room_for() -> None:
    # dosing on days 0, 7 and 14; boosters every 60 days on days 74, 134, 194, 254 and 314
    course = Course(dosing=3, booster=1, days_between={DOSING: 7, BOOSTER: 60})
    year = schedule_of(course, fee(price=100), fee("Booster", 200, on=BOOSTER)).first_year
    assert (year.boosters, year.estimate) == (sessions(5, 5), dollars("1300"))


def test_the_first_year_ends_before_its_anniversary() -> None:
    # the fifth booster would be on day 365, which is the first day of the second year
    course = Course(dosing=1, booster=1, days_between={DOSING: 7, BOOSTER: 73})
    assert schedule_of(course, SINGLES, fee("Booster", 200, on=BOOSTER)).first_year.boosters == sessions(4, 4)


def test_boosters_after_the_first_year_are_no_part_of_it() -> None:
    course = Course(dosing=1, booster=10, days_between={DOSING: 7, BOOSTER: 73})
    assert schedule_of(course, SINGLES, fee("Booster", 200, on=BOOSTER)).first_year.boosters.high <= 5


def test_a_longer_course_leaves_room_for_fewer_boosters_in_the_first_year() -> None:
    course = Course(dosing=sessions(1, 10), booster=1, days_between={DOSING: 30, BOOSTER: 30})
    year = schedule_of(course, SINGLES, fee("Booster", 200, on=BOOSTER)).first_year
    assert year.boosters.low < year.boosters.high


def test_an_open_price_leaves_the_high_end_of_the_payments_unknown() -> None:
    found = schedule_of(weekly(dosing=2), fee(price="300+"), payment=paid("20%"))
    lows = [str(each.amount.low) for each in found.payments]
    assert lows == ["120.00", "180.00", "300.00"]
    assert {each.amount.high for each in found.payments} == {None}
    assert (str(found.largest.low), found.largest.high) == ("300.00", None)


def test_with_an_open_price_the_days_are_still_those_of_the_longer_course() -> None:
    found = schedule_of(weekly(consultation=sessions(0, 1), dosing=1), EVALUATION, fee(price="300+"))
    assert {each.day for each in found.payments} <= {visit.day for visit in found.visits}
    assert [each.day for each in found.payments if each.what == "Therapist, dosing 1"] == [7]


def test_an_expired_package_is_refused_by_the_day_of_its_first_session() -> None:
    expired = pack(expires=START + timedelta(days=6))
    with pytest.raises(InputError, match="which expires on 2026-12-07; expected one to use from 2026-12-08 on"):
        answer(weekly(consultation=1, dosing=6), EVALUATION, SINGLES, start=START, packages={"six": expired},
               package="six")  # fmt: skip


def test_a_package_is_good_on_its_last_day() -> None:
    last_day = pack(expires=START)
    assert schedule_of(weekly(dosing=6), SINGLES, package=last_day, start=START)


def test_a_package_for_a_phase_without_sessions_does_not_expire_before_them() -> None:
    boosters = pack("900", sessions={BOOSTER: 3}, expires=START - timedelta(days=1))
    fees = SINGLES, fee("Booster", 300, on=BOOSTER)
    assert schedule_of(weekly(dosing=6), *fees, package=boosters, start=START)


def test_the_expiry_of_a_package_is_checked_only_with_the_days_between_sessions() -> None:
    with pytest.raises(InputError, match="days_between"):
        answer(Course(dosing=6), SINGLES, start=START, packages={"six": pack(expires=START)}, package="six")


def test_a_start_so_late_that_the_calendar_ends_is_refused() -> None:
    with pytest.raises(InputError):
        schedule_of(weekly(dosing=6), SINGLES, start=date(9999, 12, 30))
