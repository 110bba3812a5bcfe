"""Worked comparisons: each file in tests/comparisons names scenarios, and what the JSON must then hold."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from comparing import differences, read
from test_cases import SHIPPED

from kapcost.cli.kinds import is_quote
from kapcost.core.comparison import compare
from kapcost.core.comparison_rows import Scenario
from kapcost.course_file import answer
from kapcost.quote_file import compared
from kapcost.render.as_json import json_text

CASES = sorted((Path(__file__).parent / "comparisons").glob("*.toml"))


def scenario_of(name: str, asked: Mapping[str, Any]) -> Scenario:
    if is_quote(asked, name):
        return replace(compared(asked, SHIPPED), name=name)
    return Scenario(name=name, estimate=answer(asked, SHIPPED))


def comparison_of(case: Mapping[str, Any]) -> Any:
    scenarios = [scenario_of(name, asked) for name, asked in case["scenarios"].items()]
    return json.loads(json_text(compare(scenarios)))


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_worked_comparison_comes_out_as_it_says(file: Path) -> None:
    case = read(file)
    assert differences(case["expect"], comparison_of(case), "comparison") == [], case["says"]


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_worked_comparison_says_in_one_sentence_what_it_shows(file: Path) -> None:
    says = read(file)["says"]
    assert says.count(".") == 1
    assert says.endswith(".")


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_worked_comparison_fails_when_it_expects_another_scenario_to_be_cheapest(file: Path) -> None:
    case = read(file)
    wrong = {"cheapest": "another"}
    assert differences(wrong, comparison_of(case), "comparison")
    assert "cheapest" in case["expect"]
