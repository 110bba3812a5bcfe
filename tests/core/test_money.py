from decimal import Decimal
from typing import Any

import pytest
from making import dollars, ends

from kapcost.core.money import (
    LARGEST_PRICE,
    AtEnds,
    CostRange,
    End,
    parse_amount,
    parse_range,
    to_cents,
    to_dollars,
    total,
)
from kapcost.errors import InputError


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [("154.56375", "154.56"), ("0.005", "0.01"), ("0.0049", "0.00"), ("2.675", "2.68"), ("0.015", "0.02")],
)
def test_half_a_cent_is_rounded_up(exact: str, rounded: str) -> None:
    assert str(to_cents(Decimal(exact))) == rounded


@pytest.mark.parametrize(("exact", "rounded"), [("33.50", "34.00"), ("33.49", "33.00"), ("32.50", "33.00")])
def test_half_a_dollar_is_rounded_up_where_location_scales_a_price(exact: str, rounded: str) -> None:
    assert str(to_dollars(Decimal(exact))) == rounded


def test_a_swapped_pair_is_refused_and_never_reordered() -> None:
    with pytest.raises(InputError, match="the lower price first"):
        CostRange(low=Decimal(500), high=Decimal(300))


@pytest.mark.parametrize("typical", ["299.99", "500.01"])
def test_a_typical_price_outside_its_range_is_refused(typical: str) -> None:
    with pytest.raises(InputError, match=typical):
        CostRange(low=Decimal(300), typical=Decimal(typical), high=Decimal(500))


def test_an_exact_price_is_its_own_typical_price() -> None:
    assert CostRange.exactly(Decimal(450)).typical == Decimal(450)
    assert CostRange.exactly(Decimal(450)).is_exact


def test_a_range_without_a_survey_has_no_typical_price() -> None:
    assert dollars("300", "500").typical is None


def test_a_range_keeps_cents_and_nothing_below() -> None:
    assert str(dollars("97.5", "99")) == "97.50-99.00"
    with pytest.raises(InputError, match="at most two decimals"):
        dollars("97.505")


@pytest.mark.parametrize("amount", ["-0.01", "NaN", "Infinity", "1E+30"])
def test_an_amount_that_no_care_can_cost_is_refused(amount: str) -> None:
    with pytest.raises(InputError):
        CostRange(low=Decimal(0), high=Decimal(amount))


@pytest.mark.parametrize("amount", ["1e17", "-1e17", "1e999999"])
def test_an_amount_that_no_sum_of_prices_can_be_is_refused_at_any_end(amount: str) -> None:
    with pytest.raises(InputError, match="high"):
        AtEnds(low=Decimal(-5), high=Decimal(amount))


def test_zero_is_a_price() -> None:
    assert dollars("0").low == 0


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        (450, "450.00", "450.00"),
        (Decimal("97.50"), "97.50", "97.50"),
        ("300-500", "300.00", "500.00"),
        ("$300 - $500", "300.00", "500.00"),
        ("300\N{EN DASH}500", "300.00", "500.00"),
        ("1,250.50", "1250.50", "1250.50"),
    ],
)
def test_a_price_may_be_written_as_people_write_it(written: Any, low: str, high: str) -> None:
    assert parse_range(written) == dollars(low, high)


def test_a_price_that_starts_at_an_amount_has_no_upper_end() -> None:
    assert parse_range("225+") == CostRange(low=Decimal(225), high=None)
    assert str(parse_range("225+")) == "225.00+"


@pytest.mark.parametrize("written", ["abc", "nan", "", "-5", "300-", "1e9", "1,25", "٣٠٠", "300-500-700", True, None])
def test_what_is_no_price_is_refused(written: Any) -> None:
    with pytest.raises(InputError):
        parse_range(written)


@pytest.mark.parametrize("written", ["500-300", str(LARGEST_PRICE + 1), "0.001"])
def test_an_impossible_price_is_refused(written: str) -> None:
    with pytest.raises(InputError):
        parse_range(written)


@pytest.mark.parametrize("written", ["300-500", "300+", "x"])
def test_one_amount_is_neither_a_range_nor_open(written: str) -> None:
    with pytest.raises(InputError, match="an amount such as"):
        parse_amount(written)


def test_a_sum_has_a_typical_amount_only_if_every_part_has_one() -> None:
    known = CostRange(low=Decimal(1), typical=Decimal(2), high=Decimal(3))
    assert total([known, known]) == ends("2", "6", typical="4")
    assert total([known, dollars("1", "3")]).typical is None


def test_a_sum_with_an_open_end_is_open() -> None:
    both = total([dollars("300", "500"), CostRange(low=Decimal(225), high=None)])
    assert both == AtEnds(low=Decimal(525), high=None)


def test_the_sum_of_nothing_is_nothing() -> None:
    assert total([]) == ends("0")


def test_ten_dimes_are_a_dollar() -> None:
    assert total([dollars("0.10")] * 10) == ends("1.00")


def test_an_end_of_a_range_may_be_asked_for_by_name() -> None:
    assert [dollars("300", "500").at(end) for end in End] == [Decimal(300), None, Decimal(500)]
