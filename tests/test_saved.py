"""A saved estimate is read back as it was; what kapcost cannot have written is refused, with every problem."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from comparing import read
from test_cases import CASES, SHIPPED

from kapcost.core.answer import Estimate
from kapcost.core.price_list import PriceList
from kapcost.course_file import answer
from kapcost.errors import InputError
from kapcost.reading import adapter, read_value
from kapcost.render.as_json import json_text
from kapcost.saved import is_saved, parse_saved, read_saved, replay

Tables = dict[str, Any]


def made(course: Tables, price_list: PriceList = SHIPPED) -> Estimate:
    return answer({"as_of": "2026-11-24", **course}, price_list)


def saved(estimate: Estimate) -> Tables:
    return parse_saved(json_text(estimate).encode(), "saved.json")


def problems_of(act: Callable[[], Any]) -> list[str]:
    with pytest.raises(InputError) as raised:
        act()
    return [problem.key for problem in raised.value.problems]


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_every_worked_case_is_read_back_and_comes_out_the_same_when_made_again(file: Path) -> None:
    case = read(file)
    price_list = read_value(PriceList, case["price_list"]) if "price_list" in case else SHIPPED
    tables = saved(answer(case["course"], price_list))
    assert saved(read_saved(tables)) == tables
    assert replay(tables, price_list).is_identical


def test_the_inputs_are_a_course_file_that_asks_for_the_same_estimate() -> None:
    first = made({"setting": "office", "sessions": {"dosing": "3-6"}, "state": "ny", "discounts": ["cash:8%"]})
    assert first.inputs is not None
    assert first.inputs["state"] == "NY"
    assert first.inputs["as_of"] == "2026-11-24"
    assert answer(first.inputs, SHIPPED) == first


def test_an_estimate_made_by_the_library_directly_has_no_inputs_and_cannot_be_made_again() -> None:
    direct = read_value(Estimate, {**saved(made({})), "inputs": None})
    assert problems_of(lambda: replay(saved(direct), SHIPPED)) == ["inputs"]


def test_keys_that_a_newer_kapcost_has_added_are_ignored() -> None:
    tables = saved(made({}))
    newer = {**tables, "mood": "good", "totals": {**tables["totals"], "tips": []}}
    assert read_saved(newer) == read_saved(tables)


def test_a_newer_schema_is_refused_before_anything_else_is_said() -> None:
    assert problems_of(lambda: read_saved({"schema_version": 2, "title": 5})) == ["schema_version"]


def test_every_problem_is_found_at_once_each_by_its_key() -> None:
    tables = saved(made({}))
    tables["totals"]["estimate"]["low"] = "much"
    tables["as_of"] = "someday"
    del tables["title"]
    assert sorted(problems_of(lambda: read_saved(tables))) == ["as_of", "title", "totals.estimate.low"]


@pytest.mark.parametrize("text", ["a\x1b[31mb", "one\ntwo", "\u202ex", "\x9b", "x" * 10_001], ids=ascii)
def test_text_that_kapcost_cannot_have_written_is_refused_by_its_key(text: str) -> None:
    tables = saved(made({}))
    tables["charges"][1]["label"] = text
    tables["totals"]["by_payee"][text] = tables["totals"]["by_payee"].pop("clinic")
    assert problems_of(lambda: read_saved(tables)) == ["charges[2].label", "totals.by_payee"]


@pytest.mark.parametrize("amount", ["1e999999", "-1e400", "NaN", "Infinity", "1" * 5000, True, [], {}], ids=repr)
def test_an_amount_that_is_none_is_refused(amount: Any) -> None:
    tables = saved(made({}))
    tables["charges"][0]["amount"]["high"] = amount
    assert problems_of(lambda: read_saved(tables))


@pytest.mark.parametrize("number", [[], {}, None, "many"], ids=repr)
def test_a_quantity_that_is_none_is_refused_by_its_key(number: Any) -> None:
    tables = saved(made({}))
    tables["charges"][0]["quantity"]["low"] = number
    assert set(problems_of(lambda: read_saved(tables))) == {"charges['Therapist intake'].quantity.low"}


NO_JSON = {
    "nothing": b"",
    "half": b'{"schema_version": 1, "title": "Ket',
    "no UTF-8": b'{"title": "\xff"}',
    "TOML": b"state = 'CA'\n",
    "a list": b"[]",
    "a number": b"5",
    "no number": b'{"a": NaN}',
    "a long number": b'{"a": ' + b"9" * 5000 + b"}",
    "deep lists": b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "deeper than any": b'{"a": ' + b"[" * 50 + b"]" * 50 + b"}",
    "a key twice": b'{"title": "a", "title": "b"}',
}


@pytest.mark.parametrize("content", NO_JSON.values(), ids=NO_JSON)
def test_what_is_no_json_of_an_estimate_is_one_problem_of_the_file(content: bytes) -> None:
    with pytest.raises(InputError) as raised:
        parse_saved(content, "s.json")
    assert [problem.file for problem in raised.value.problems] == ["s.json"]


@pytest.mark.parametrize("raw", [b"{}", b'{"schema_version": "1"}', b'{"schema_version": 1, "charges": 5}'])
def test_json_of_something_else_is_refused_key_by_key(raw: bytes) -> None:
    assert len(problems_of(lambda: read_saved(parse_saved(raw, "s.json")))) > 5


def test_a_file_is_saved_json_by_its_name_or_by_how_it_begins() -> None:
    assert is_saved(b"", "a.JSON")
    assert is_saved(b'\n {"title"', "-")
    assert not is_saved(b"state = 'CA'", "-")


def test_the_adapter_of_estimates_gives_the_bytes_back() -> None:
    estimate = made({"sessions": {"dosing": "3-6"}})
    assert json_text(adapter(Estimate).validate_json(json_text(estimate))) == json_text(estimate)
