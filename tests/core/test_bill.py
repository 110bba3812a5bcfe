"""Fees that are credited to treatment: what was paid first is given back once treatment follows."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from making import DOSING, KETAMINE, MEDICAL, answer, dollars, ends, fee, price_list, sessions

from kapcost.core.answer import Estimate
from kapcost.core.course import Course, Phase
from kapcost.core.discounts import Discount
from kapcost.core.price import Per
from kapcost.errors import InputError

BEFORE = Phase.CONSULTATION
CONSULTATION = fee("Consultation", "79-99", MEDICAL, on=BEFORE, payee="clinic", credited_to=(DOSING,))
TREATMENT = fee("Infusion", 400, KETAMINE, payee="clinic")


def credited(dosing: int, high: int | None = None) -> Estimate:
    course = Course(consultation=1, dosing=sessions(dosing, dosing if high is None else high))
    return answer(course, CONSULTATION, TREATMENT)


def test_a_credited_consultation_costs_nothing_if_treatment_follows() -> None:
    totals = credited(6).totals
    assert totals.charges == ends("2479", "2499")
    assert totals.savings == ends("79", "99")
    assert totals.estimate == dollars("2400")


def test_a_credited_consultation_is_paid_if_no_treatment_follows() -> None:
    assert credited(0).totals.estimate == dollars("79", "99")


def test_a_credit_is_no_larger_than_what_the_treatment_costs() -> None:
    estimate = answer(Course(consultation=1, dosing=1), CONSULTATION, fee("Dose", 50, KETAMINE, payee="clinic"))
    assert estimate.totals.estimate == dollars("79", "99")


def test_whoever_may_stop_after_the_consultation_may_pay_only_that() -> None:
    assert credited(0, 6).totals.estimate == dollars("79", "2400")


def test_a_credit_is_named_among_the_savings() -> None:
    (taken,) = credited(6).discounts
    assert (taken.label, taken.amount) == ("Consultation, credited to treatment", ends("79", "99"))


def test_a_credit_is_counted_after_the_discounts() -> None:
    half = Discount(percent=Decimal(50))
    totals = answer(Course(consultation=1, dosing=6), CONSULTATION, TREATMENT, discounts=[half]).totals
    assert totals.estimate == dollars("1200")


def test_two_credited_fees_are_not_both_credited_to_the_same_dollars() -> None:
    fees = [
        fee(f"Visit {n}", 100, element, on=BEFORE, credited_to=(DOSING,))
        for n, element in enumerate((KETAMINE, MEDICAL))
    ]
    costs = [answer(Course(consultation=1, dosing=n), *fees, fee("Dose", 50)).totals.estimate for n in range(6)]
    assert costs == [dollars(amount) for amount in ("200", "200", "200", "200", "200", "250")]
    assert all(more.low >= less.low for less, more in pairwise(costs))


def test_a_credited_fee_of_another_payee_does_not_stop_the_estimate() -> None:
    elsewhere = replace(CONSULTATION, payee="prescriber")
    totals = answer(Course(consultation=1, dosing=sessions(0, 6)), elsewhere, TREATMENT).totals
    assert sum(paid.low for paid in totals.by_payee.values()) == totals.estimate.low
    assert sum(paid.high or 0 for paid in totals.by_payee.values()) == totals.estimate.high


def test_a_fee_is_credited_to_a_programme_that_holds_the_treatment() -> None:
    programme = fee("Programme", 4000, on=(Phase.PREPARATION, DOSING), per=Per.COURSE)
    totals = answer(Course(consultation=1, preparation=1, dosing=6), CONSULTATION, programme).totals
    assert totals.estimate == dollars("4000")


def test_a_fee_cannot_be_credited_to_itself() -> None:
    with pytest.raises(InputError, match="credited_to"):
        price_list(fee("Free", 400, credited_to=(DOSING,)))


def test_where_nothing_is_known_neither_charges_nor_savings_nor_total_have_a_high_end() -> None:
    totals = answer(Course(preparation=1), fee()).totals
    assert totals.charges.high is totals.savings.high is totals.estimate.high is None


def test_nothing_is_credited_where_the_course_has_no_treatment() -> None:
    platform = fee("Platform", 50, on=(BEFORE, DOSING), per=Per.COURSE)
    assert answer(Course(consultation=1), CONSULTATION, platform).totals.estimate == dollars("129", "149")
