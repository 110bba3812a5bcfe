"""Prices that rest on one row of data/survey.csv, or on a stated inference from it, are what that row makes of them."""

import csv
import re
import tomllib
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from kapcost.core.course import Phase
from kapcost.core.fee import Fee
from kapcost.core.money import CostRange
from kapcost.core.price import Basis
from kapcost.core.price_list import PriceList

DATA = Path(__file__).parents[2] / "data"
PRICE_LIST = TypeAdapter(PriceList).validate_python(
    tomllib.loads((DATA / "cost_ranges.toml").read_text("utf-8"), parse_float=Decimal)
)
with (DATA / "survey.csv").open(newline="", encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))
FEES = {f"{name}: {fee.label}": fee for name, setting in PRICE_LIST.settings.items() for fee in setting.fees}
TIERED = {name: fee for name, fee in FEES.items() if fee.tiers}
GROUP_FEES = ["group: Group session", "group: Group talk session"]
FACTORS = re.compile(r"from (\d\.\d) to (\d\.\d) times")

INTERN_ROWS = {
    "therapist-intake": "(intake)",
    "talk": "(talk session)",
    "dosing-hour": "(talk session)",
    "all-in": "(dosing session with an injection)",
}
"""Which row of the intern each tier stands for, by the group of its fee; a dosing hour costs an hour of talk."""


def row(provider: str, note: str, phase: Phase) -> dict[str, str]:
    """Return the only row of a provider, set aside, with a word in its note and for a phase."""
    [found] = [each for each in ROWS if each["provider_id"] == provider and not each["group"]
               and note in each["note"] and phase in each["phase"].split()]  # fmt: skip
    return found


def price_of(found: dict[str, str]) -> CostRange:
    return CostRange(low=Decimal(found["low"]), high=Decimal(found["high"]))


def to_five(amount: Decimal) -> Decimal:
    return (amount / 5).quantize(Decimal(1), ROUND_HALF_UP) * 5


def middle(one: Decimal, other: Decimal) -> Decimal:
    return (one * other).sqrt()


def all_in_price() -> Decimal:
    """Return what the survey makes of an all-in session, which tests/data/test_survey.py holds to its rows."""
    [price] = {fee.price.typical for fee in FEES.values()
               if fee.surveyed == "all-in" and isinstance(fee.price, CostRange) and fee.price.typical}  # fmt: skip
    return price


def inferred(fee: Fee, centre: Decimal) -> CostRange:
    """Return the price that the reason of a fee says: two factors of a price, rounded to $5."""
    factors = FACTORS.search(fee.reason or "")
    assert factors is not None
    low, high = (to_five(Decimal(factor) * centre) for factor in factors.groups())
    return CostRange(low=low, high=high)


def test_the_guide_session_of_the_platform_costs_what_its_row_says() -> None:
    fee = FEES["at-home: Guide session"]
    assert fee.basis is Basis.STATED
    assert list(fee.sources) == ["mindbloom"]
    assert fee.price == price_of(row("mindbloom", "a guide, not a therapist", Phase.INTEGRATION))


@pytest.mark.parametrize("fee", TIERED.values(), ids=TIERED)
def test_an_intern_costs_what_the_row_of_the_intern_says(fee: Fee) -> None:
    note = INTERN_ROWS[str(fee.surveyed)]
    phase = Phase.PREPARATION if note == "(talk session)" else fee.phases[0]
    assert set(fee.tiers) == {"intern"}
    assert list(fee.tiers["intern"].sources) == ["inner-path"]
    assert fee.tiers["intern"].price == price_of(row("inner-path", note, phase))


def test_every_row_set_aside_for_an_intern_but_the_lozenge_stands_as_a_tier() -> None:
    notes = [each["note"] for each in ROWS if "stands as tier intern" in each["note"]]
    assert len(notes) == 4
    used = set(INTERN_ROWS.values())
    assert [note for note in notes if not any(words in note for words in used)] == [
        "set aside: reduced price of an intern (dosing session with a lozenge), stands as tier intern"
    ]


def test_the_two_inferred_prices_of_a_group_are_all_that_are_inferred_there() -> None:
    found = [name for name, fee in FEES.items() if name.startswith("group: ") and fee.basis is Basis.INFERRED]
    assert found == GROUP_FEES


def test_a_group_session_costs_what_its_reason_says() -> None:
    fee = FEES["group: Group session"]
    clinic = price_of(row("inner-path", "behind the inferred price of a group", Phase.DOSING)).low
    assert f"the ${clinic:.0f} of one clinic and half of the survey's all-in session" in (fee.reason or "")
    assert fee.price == inferred(fee, middle(clinic, all_in_price() / 2))


def test_a_group_talk_session_costs_what_its_reason_says() -> None:
    fee = FEES["group: Group talk session"]
    clinic = price_of(row("inner-path", "behind the inferred price of a group", Phase.INTEGRATION)).low
    assert f"times the ${clinic:.0f} of one clinic" in (fee.reason or "")
    assert fee.price == inferred(fee, clinic)
