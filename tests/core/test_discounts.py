from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from making import KETAMINE, answer, dollars, ends, fee, sessions

from kapcost.core.answer import Estimate
from kapcost.core.course import Course, Phase
from kapcost.core.discounts import Discount, parse_discount
from kapcost.core.price import Per
from kapcost.errors import InputError


def discounted(written: Sequence[Any], price: str = "800", dosing: int = 6) -> Estimate:
    return answer(Course(dosing=dosing), fee(price=price), discounts=[parse_discount(text) for text in written])


@pytest.mark.parametrize(
    ("discounts", "paid"),
    [
        (["10%", "100"], "4220.00"),
        (["100", "10%"], "4230.00"),
        (["15%", "10%"], "3672.00"),
        (["100", "100"], "4600.00"),
        (["100%"], "0.00"),
        (["4800.01"], "0.00"),
        (["4800"], "0.00"),
        ([], "4800.00"),
        (["0"], "4800.00"),
    ],
)
def test_discounts_on_six_sessions_of_800_apply_in_the_order_given(discounts: Sequence[str], paid: str) -> None:
    assert discounted(discounts).totals.estimate == dollars(paid)


@pytest.mark.parametrize(
    ("price", "number", "percent", "paid"),
    [
        ("187.35", 7, "17.5%", "1081.92"),
        ("0.05", 3, "10%", "0.15"),
        ("0.15", 3, "10%", "0.42"),
        ("59", 6, "12.5%", "309.78"),
    ],
)
def test_a_percentage_lowers_the_unit_price_to_the_cent_before_it_is_multiplied(
    price: str, number: int, percent: str, paid: str
) -> None:
    assert discounted([percent], price, number).totals.estimate == dollars(paid)


def test_each_discount_says_what_it_saved() -> None:
    taken = discounted(["cash: 10%", "100"]).discounts
    assert [(one.label, one.amount) for one in taken] == [
        ("cash: 10% off", ends("480")),
        ("$100.00 off", ends("100")),
    ]


def test_an_amount_off_saves_no_more_than_there_is_to_pay() -> None:
    estimate = discounted(["5000"])
    assert estimate.totals.savings == ends("4800")
    assert estimate.discounts[0].amount == ends("4800")


def test_an_amount_off_is_taken_once_from_the_whole_course_and_not_per_line() -> None:
    fees = fee(), fee("Medicine", 100, KETAMINE)
    estimate = answer(Course(dosing=1), *fees, discounts=[Discount(amount=Decimal(350))])
    assert estimate.totals.estimate == dollars("50")


def test_a_discounted_range_is_discounted_at_each_end() -> None:
    estimate = answer(Course(dosing=sessions(3, 6)), fee(price="300-500"), discounts=[parse_discount("10%")])
    assert estimate.totals.charges == dollars("900", "3000")
    assert estimate.totals.savings == ends("90", "300")
    assert estimate.totals.estimate == dollars("810", "2700")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("10%", "10% off"),
        ("7.50 %", "7.5% off"),
        (200, "$200.00 off"),
        ("$1,250.50", "$1250.50 off"),
        ("cash: 8%", "cash: 8% off"),
        (":5%", "5% off"),
    ],
)
def test_a_discount_may_be_written_as_people_write_it(written: Any, told: str) -> None:
    assert str(parse_discount(written)) == told


@pytest.mark.parametrize("written", ["110%", "0%", "-5%", "abc", "%", "", "10%%", "200-300", True, None, "a:b:5%"])
def test_what_is_no_discount_is_refused(written: Any) -> None:
    with pytest.raises(InputError):
        parse_discount(written)


@pytest.mark.parametrize(
    "parts", [{}, {"percent": Decimal(10), "amount": Decimal(10)}, {"percent": Decimal("NaN")}, {"amount": Decimal(-1)}]
)
def test_a_discount_is_either_a_percentage_or_an_amount(parts: dict[str, Decimal]) -> None:
    with pytest.raises(InputError):
        Discount(**parts)  # type: ignore[arg-type]  # the label is left out


def test_a_range_of_a_cent_may_save_less_at_its_high_end_than_at_its_low_end() -> None:
    third_of_an_hour = Course(consultation=1, hours={Phase.CONSULTATION: Decimal("0.33")})
    hourly = fee(price="0.02-0.03", on=Phase.CONSULTATION, per=Per.HOUR)
    totals = answer(third_of_an_hour, hourly, discounts=[Discount(percent=Decimal("25.01"))]).totals
    assert totals.charges == dollars("0.01")
    assert totals.estimate == dollars("0.00", "0.01")
