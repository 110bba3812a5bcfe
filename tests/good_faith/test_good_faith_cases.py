"""Worked cases: each file here says what a practice writes, and what the good faith estimate must then hold."""

import json
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from test_cases import SHIPPED, differences

from kapcost import PriceList
from kapcost.core.good_faith.document import GoodFaithEstimate
from kapcost.errors import GateError
from kapcost.good_faith_file import good_faith_answer
from kapcost.reading import read_value
from kapcost.render.as_json import json_text

CASES = sorted(Path(__file__).parent.glob("*.toml"))
EVERY = pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)


def read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)


def document(case: Mapping[str, Any], *, issue: bool) -> GoodFaithEstimate:
    price_list = read_value(PriceList, case["price_list"]) if "price_list" in case else SHIPPED
    return good_faith_answer(case["gfe"], price_list, issue=issue)


@EVERY
def test_a_worked_case_comes_out_as_it_says(file: Path) -> None:
    case = read(file)
    found = json.loads(json_text(document(case, issue="hindered_by" not in case)))
    assert differences(case["expect"], found, "document") == [], case["says"]


@EVERY
def test_a_worked_case_is_issued_unless_it_names_all_that_hinders_it(file: Path) -> None:
    case = read(file)
    expected = case.get("hindered_by", [])
    assert [problem.key for problem in document(case, issue=False).before_issue] == expected
    if expected:
        with pytest.raises(GateError) as raised:
            document(case, issue=True)
        assert [problem.key for problem in raised.value.problems] == expected


@EVERY
def test_every_figure_foots(file: Path) -> None:
    for part in document(read(file), issue=False).parts:
        amounts = [line.amount for line in part.lines if line.amount is not None]
        assert part.total == (sum(amounts) if len(amounts) == len(part.lines) else None)
        assert all(line.amount == (line.unit or 0) * (line.quantity or 0) for line in part.lines if line.amount)
