from collections import Counter
from decimal import Decimal

import pytest
from making import answer, ends, fee
from payment_making import START, high, loan, pack, paid, schedule_of, weekly

from kapcost.core.course import Course
from kapcost.core.payment import (
    Deposit,
    Loan,
    Payment,
    instalments,
    interest_if_not_cleared,
    loan_payments,
    parse_deposit,
    parse_loan,
)
from kapcost.errors import InputError


def counted(payments: list[Decimal]) -> dict[str, int]:
    return Counter(str(payment) for payment in payments)


def test_a_deposit_of_20_percent_on_4045_is_809() -> None:
    assert Deposit(percent=Decimal(20)).of(Decimal("4045.00")) == Decimal("809.00")


def test_the_rest_of_3236_in_seven_instalments_is_four_of_462_29_and_three_of_462_28() -> None:
    parts = instalments(Decimal("3236.00"), 7)
    assert [str(part) for part in parts] == ["462.29"] * 4 + ["462.28"] * 3


def test_a_loan_of_4800_at_17_9_percent_is_paid_in_23_times_239_40_and_a_last_239_51() -> None:
    payments = loan_payments(Decimal("4800.00"), loan("17.9", 24))
    assert counted(payments) == {"239.40": 23, "239.51": 1}
    assert str(payments[-1]) == "239.51"
    assert sum(payments) - 4800 == Decimal("945.71")


def test_a_deposit_and_seven_instalments_of_a_course_come_out_to_the_cent() -> None:
    found = schedule_of(weekly(dosing=5), fee(price=809), payment=paid("20%", instalments=7))
    assert [amount for _, _, amount in high(found.payments)] == ["809.00", *["462.29"] * 4, *["462.28"] * 3]
    assert found.interest == ends("0")


def test_a_loan_of_a_course_says_its_interest_to_the_cent() -> None:
    found = schedule_of(weekly(dosing=6), fee(price=800), payment=paid(by=loan("17.90", 24)))
    assert found.interest == ends("945.71")
    assert found.largest == ends("239.51")
    assert {each.payee for each in found.payments} == {"lender"}


def test_a_loan_without_interest_is_paid_in_equal_parts() -> None:
    assert counted(loan_payments(Decimal(100), loan("0", 3))) == {"33.34": 1, "33.33": 2}


def test_deferred_interest_is_not_paid_but_told() -> None:
    # 600 x (1.01^6 - 1) = 600 x 0.061520150601 = 36.91
    deferred = loan("12", 6, deferred=True)
    assert loan_payments(Decimal(600), deferred) == [Decimal("100.00")] * 6
    assert interest_if_not_cleared(Decimal(600), deferred) == Decimal("36.91")
    assert interest_if_not_cleared(Decimal(600), loan("12", 6)) == 0
    found = schedule_of(weekly(dosing=6), fee(price=100), payment=paid(by=deferred))
    assert (found.interest, found.if_not_cleared) == (ends("0"), ends("36.91"))


def test_deferred_interest_is_on_what_the_deposit_leaves() -> None:
    found = schedule_of(weekly(dosing=6), fee(price=200), payment=paid("50%", by=loan("12", 6, deferred=True)))
    assert found.if_not_cleared == ends("36.91")


@pytest.mark.parametrize(("amount", "terms"), [("0.13", loan("1", 24)), ("4800", loan("100", 120))])
def test_a_loan_ends_when_it_is_paid_back_and_never_pays_the_patient(amount: str, terms: Loan) -> None:
    payments = loan_payments(Decimal(amount), terms)
    assert min(payments) >= 0
    assert sum(payments) >= Decimal(amount)


@pytest.mark.parametrize(
    ("written", "deposit"),
    [
        ("20%", Deposit(percent=Decimal(20))),
        ("12.5 %", Deposit(percent=Decimal("12.5"))),
        (500, Deposit(amount=Decimal(500))),
        ("$1,250.50", Deposit(amount=Decimal("1250.50"))),
    ],
)
def test_a_deposit_is_written_as_a_percentage_or_an_amount(written: object, deposit: Deposit) -> None:
    assert parse_deposit(written) == deposit


@pytest.mark.parametrize("written", ["110%", "0%", "-5", "abc", "", "20%%", "nan%", True, "1-2"])
def test_a_deposit_that_is_none_is_refused(written: object) -> None:
    with pytest.raises(InputError):
        parse_deposit(written)


@pytest.mark.parametrize("written", ["17.9%:24", "17.9:24", " 17.9 % : 24 "])
def test_a_loan_is_written_as_its_rate_and_its_months(written: str) -> None:
    assert parse_loan(written) == loan("17.9", 24)


@pytest.mark.parametrize(
    ("written", "key"),
    [("500%:24", "apr"), ("17.9%:0", "months"), ("17.9%:121", "months"), ("17.9%", ""), ("a:b", ""), (24, "")],
)
def test_a_loan_that_is_none_is_refused_by_what_is_wrong_with_it(written: object, key: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_loan(written)
    assert [problem.key for problem in caught.value.problems] == [key]


def test_a_deposit_is_either_a_percentage_or_an_amount() -> None:
    with pytest.raises(InputError, match="both or neither"):
        Deposit()
    with pytest.raises(InputError, match="both or neither"):
        Deposit(percent=Decimal(10), amount=Decimal(10))


def test_instalments_besides_a_loan_and_a_bad_number_of_them_are_refused_at_once() -> None:
    with pytest.raises(InputError) as caught:
        Payment(instalments=0, loan=loan("10", 12))
    assert [problem.key for problem in caught.value.problems] == ["instalments", "instalments"]
    assert "a loan besides" in str(caught.value)


@pytest.mark.parametrize("number", [0, -1, 121])
def test_a_number_of_instalments_is_from_1_to_120(number: int) -> None:
    with pytest.raises(InputError, match="1 to 120"):
        Payment(instalments=number)


def test_a_deposit_above_the_total_is_refused() -> None:
    with pytest.raises(InputError, match=r"payment\.deposit: .*above the total of 600\.00"):
        answer(weekly(dosing=2), fee(price=300), payment=paid("601"))
    assert answer(weekly(dosing=2), fee(price=300), payment=paid("600")).schedule


def test_a_deposit_above_the_least_total_is_refused() -> None:
    with pytest.raises(InputError, match=r"above the total of 600\.00"):
        answer(weekly(dosing=2), fee(price="300-500"), payment=paid("800"))


def test_a_deposit_above_the_total_and_an_expired_package_are_refused_at_once() -> None:
    with pytest.raises(InputError) as caught:
        schedule_of(
            weekly(dosing=6), fee(price=440), start=START,
            package=pack(expires=START.replace(year=2025)), payment=paid("9000"),
        )  # fmt: skip
    assert sorted(problem.key for problem in caught.value.problems) == ["package", "payment.deposit"]


@pytest.mark.parametrize("payment", [paid(), paid(instalments=3), paid(by=loan("10", 12))], ids=str)
def test_a_schedule_without_the_days_between_sessions_is_refused_by_name(payment: Payment) -> None:
    with pytest.raises(InputError, match=r"days_between\.dosing"):
        answer(Course(dosing=6), fee(), payment=payment)
