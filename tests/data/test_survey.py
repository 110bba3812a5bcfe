"""Every price with basis "survey" follows from data/survey.csv by the rule stated in data/cost_ranges.toml."""

import csv
import tomllib
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from statistics import median, quantiles

import pytest
from pydantic import TypeAdapter

from kapcost.core.fee import Fee
from kapcost.core.money import CostRange
from kapcost.core.price import Basis
from kapcost.core.price_list import PriceList

DATA = Path(__file__).parents[2] / "data"
PRICE_LIST = TypeAdapter(PriceList).validate_python(
    tomllib.loads((DATA / "cost_ranges.toml").read_text("utf-8"), parse_float=Decimal)
)
with (DATA / "survey.csv").open(newline="", encoding="utf-8") as file:
    ROWS = [row for row in csv.DictReader(file) if row["group"]]
GROUPS = list(dict.fromkeys(row["group"] for row in ROWS))
FEES = {
    f"{name}: {fee.label}": fee
    for name, setting in PRICE_LIST.settings.items()
    for fee in setting.fees
    if fee.basis is Basis.SURVEY
}


def middle(one: Decimal, other: Decimal) -> Decimal:
    return (one * other).sqrt()


def middles(group: str, kind: str) -> list[Decimal]:
    prices: defaultdict[str, list[Decimal]] = defaultdict(list)
    for row in ROWS:
        if (row["group"], row["kind"]) == (group, kind):
            prices[row["provider_id"]] += [Decimal(row["low"]), Decimal(row["high"])]
    return [middle(min(own), max(own)) for own in prices.values()]


def middle_of(group: str) -> Decimal:
    providers, guides = middles(group, "provider"), middles(group, "guide")
    return middle(median(providers), median(guides)) if guides else median(providers)


def spread() -> tuple[Decimal, Decimal]:
    own = [prices for group in GROUPS if len(prices := middles(group, "provider")) >= 3]
    shares = quantiles((price / median(prices) for prices in own for price in prices), n=20, method="inclusive")
    return round(shares[0], 1), round(shares[-1], 1)


def to_five(amount: Decimal) -> Decimal:
    return (amount / 5).quantize(Decimal(1), ROUND_HALF_UP) * 5


@pytest.mark.parametrize("fee", FEES.values(), ids=FEES)
def test_a_price_from_the_survey_is_what_the_rule_makes_of_its_rows(fee: Fee) -> None:
    group = str(fee.surveyed)
    low, high = (to_five(share * middle_of(group)) for share in spread())
    providers = middles(group, "provider")
    typical = to_five(median(providers) if len(providers) >= 3 else middle_of(group))
    assert fee.price == CostRange(low=low, typical=typical, high=high)
    assert fee.n == len(providers) + len(middles(group, "guide")) >= 2


@pytest.mark.parametrize("fee", FEES.values(), ids=FEES)
def test_a_price_from_the_survey_names_exactly_the_sources_of_its_rows(fee: Fee) -> None:
    assert list(fee.sources) == list(dict.fromkeys(row["provider_id"] for row in ROWS if row["group"] == fee.surveyed))


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_of_the_survey_is_behind_some_fee(group: str) -> None:
    assert any(group == fee.surveyed for fee in FEES.values())
