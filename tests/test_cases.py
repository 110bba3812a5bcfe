"""Worked cases: each file in tests/cases says what is asked, and what the JSON answer must then hold."""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from comparing import differences, read

from kapcost.core.price_list import PriceList
from kapcost.course_file import answer
from kapcost.price_list_file import load_price_list
from kapcost.reading import read_value
from kapcost.render.as_json import json_text

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
SHIPPED = load_price_list()


def answer_to(case: Mapping[str, Any]) -> Any:
    own = case.get("price_list")
    return json.loads(json_text(answer(case["course"], read_value(PriceList, own) if own else SHIPPED)))


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_worked_case_comes_out_as_it_says(file: Path) -> None:
    case = read(file)
    assert differences(case["expect"], answer_to(case), "answer") == [], case["says"]


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_worked_case_says_in_one_sentence_what_it_shows_and_on_which_day(file: Path) -> None:
    case = read(file)
    assert case["says"].count(".") == 1
    assert case["says"].endswith(".")
    assert case["course"]["as_of"]
    assert case["expect"]


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_worked_case_fails_when_an_amount_is_a_cent_off(file: Path) -> None:
    case = read(file)
    low = Decimal(answer_to(case)["totals"]["estimate"]["low"])
    wrong = {"totals": {"estimate": {"low": str(low + Decimal("0.01"))}}}
    assert differences(wrong, answer_to(case), "answer")
    assert case["expect"]["totals"]["estimate"]["low"] == str(low)
