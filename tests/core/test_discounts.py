from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from making import KETAMINE, THERAPIST, answer, dollars, ends, fee, sessions

from kapcost.core.answer import Estimate
from kapcost.core.course import Course, Phase
from kapcost.core.discounts import Discount, parse_discount
from kapcost.core.fee import Fee
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
    assert estimate.totals.charges == ends("900", "3000")
    assert estimate.totals.savings == ends("90", "300")
    assert estimate.totals.estimate == dollars("810", "2700")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("10%", "10% off"),
        ("7.50 %", "7.5% off"),
        (200, "$200.00 off"),
        ("$1,250.50", "$1,250.50 off"),
        ("cash: 8%", "cash: 8% off"),
        (":5%", "5% off"),
    ],
)
def test_a_discount_may_be_written_as_people_write_it(written: Any, told: str) -> None:
    assert str(parse_discount(written)) == told


@pytest.mark.parametrize("written", ["110%", "0%", "0", "-5%", "abc", "%", "", "10%%", "200-300", True, None, "a:b:5%"])
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
    assert (totals.charges.low, totals.charges.high) == (Decimal("0.01"), Decimal("0.01"))
    assert totals.estimate == dollars("0.00", "0.01")


SCOPED = fee("Talk", 200, on=Phase.PREPARATION), fee(price=300), fee("Medicine", 100, KETAMINE)
"""One preparation and two dosing sessions cost 200 + 600 + 200."""


def scoped(*written: str, fees: Sequence[Fee] = SCOPED) -> Estimate:
    course = Course(preparation=1, dosing=2)
    return answer(course, *fees, discounts=[parse_discount(text) for text in written])


@pytest.mark.parametrize(
    ("written", "paid"),
    [
        (["10%:dosing"], "920.00"),
        (["10%:therapist"], "920.00"),
        (["10%:dosing,therapist"], "940.00"),
        (["10%:preparation,dosing"], "900.00"),
        (["10%:ketamine,therapist"], "900.00"),
        (["military:10%:dosing"], "920.00"),
        (["300:preparation"], "800.00"),
        (["10%:dosing", "100:ketamine"], "820.00"),
        (["100:ketamine", "10%:dosing"], "830.00"),
        (["50%:ketamine", "50%:therapist"], "500.00"),
        (["10%:Dosing , THERAPIST"], "940.00"),
    ],
)
def test_a_discount_with_a_scope_lowers_only_the_charges_that_lie_wholly_in_it(
    written: Sequence[str], paid: str
) -> None:
    assert scoped(*written).totals.estimate == dollars(paid)


def test_a_discount_for_one_element_does_not_lower_an_all_in_fee_and_that_is_said() -> None:
    all_in = fee("All-in", 500, THERAPIST, KETAMINE)
    estimate = scoped("10%:therapist", fees=(all_in, SCOPED[0]))
    assert estimate.totals.estimate == dollars("1180")
    assert scoped("10%:therapist,ketamine,dosing", fees=(all_in, SCOPED[0])).totals.estimate == dollars("1100")
    alone = answer(Course(dosing=2), all_in, discounts=[parse_discount("10%:therapist")])
    assert "10% off therapist applies to no charge." in alone.assumptions
    assert alone.discounts[0].amount == ends("0")


def test_a_discount_on_a_phase_without_sessions_meets_no_charge() -> None:
    estimate = scoped("cash:8%:booster", "10%:dosing")
    assert [sentence for sentence in estimate.assumptions if "applies to no charge" in sentence] == [
        "cash: 8% off booster applies to no charge."
    ]


def test_a_discount_of_a_phase_counts_for_the_packs_of_a_course_that_may_end_with_it() -> None:
    packs = fee("Packs", 100, KETAMINE, on=(Phase.DOSING, Phase.BOOSTER), per=Per.PACK, pack_size=6)
    half = [parse_discount("50%:dosing")]
    certain, perhaps = (
        answer(Course(dosing=6, booster=number), packs, discounts=half).totals.estimate
        for number in (0, sessions(0, 1))
    )
    assert certain == dollars("100")  # packs are sold for boosters too, so they are not wholly in its scope
    assert perhaps.low <= certain.low


@pytest.mark.parametrize(("written", "nearest"), [("10%:dosng", "dosing"), ("a:200:dosing,terapist", "therapist")])
def test_an_unknown_scope_is_refused_with_the_nearest_word(written: str, nearest: str) -> None:
    with pytest.raises(InputError, match=f"Did you mean {nearest}"):
        parse_discount(written)


@pytest.mark.parametrize("written", ["10%:", "10%:dosing:therapist", "a:10%:dosing:therapist", "10%:,"])
def test_a_scope_that_says_nothing_or_too_much_is_refused(written: str) -> None:
    with pytest.raises(InputError):
        parse_discount(written)


@pytest.mark.parametrize("label", ["2 for 1", "2026 special"])
def test_the_label_of_a_discount_may_begin_with_a_digit(label: str) -> None:
    assert str(parse_discount(f"{label}:10%")) == f"{label}: 10% off"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("military:10%:dosing", "military: 10% off dosing"),
        ("200:therapist", "$200.00 off therapist"),
        ("10%:therapist,dosing", "10% off dosing, therapist"),
    ],
)
def test_a_discount_says_what_it_is_for(written: str, told: str) -> None:
    assert str(parse_discount(written)) == told
