"""From raw tables to values: every problem at once, each by the key where a person finds it."""

from decimal import Decimal
from typing import Any

import pytest
from small_list import small_list

from kapcost import Course, InputError, Phase, PriceList, SessionRange
from kapcost.core.good_faith.request import GoodFaithRequest
from kapcost.core.request import Request
from kapcost.reading import adapter, keys_of, own_key, read_field, read_value


def problems_of(of: type, raw: Any) -> list[str]:
    with pytest.raises(InputError) as raised:
        read_value(of, raw)
    return [problem.key for problem in raised.value.problems]


def test_a_value_is_read_from_tables() -> None:
    course = read_value(Course, {"dosing": "3-6", "hours": {"dosing": Decimal("2.5")}})
    assert course == Course(dosing=SessionRange(low=3, high=6), hours={Phase.DOSING: Decimal("2.5")})


def test_every_problem_is_found_at_once_and_each_only_once() -> None:
    keys = problems_of(Request, {"sessions": {"dosing": "x", "review": -1}, "prices": {"talk": "2-1"}, "sate": 1})
    assert keys == ["sessions.dosing", "sessions.review", "prices.talk", ""]


@pytest.mark.parametrize(
    ("key", "raw"),
    [
        ("sessions", {"dosing": "3-6", "review": 1}),
        ("discounts", ["10%", {"label": "cash", "amount": 50}]),
        ("budget", "5,000"),
        ("as_of", "2026-11-24"),
        ("state", None),
    ],
)
def test_a_field_read_alone_is_the_field_of_the_whole_value(key: str, raw: Any) -> None:
    assert read_field(Request, key, raw) == getattr(read_value(Request, {key: raw}), key)


@pytest.mark.parametrize(
    ("key", "raw"),
    [
        ("sessions", {"dosing": "x", "reviw": -1}),
        ("discounts", ["10%", "x"]),
        ("health_plan", {"phases": {"dosing": {"copy": 1}}}),
        ("budget", {"low": 1}),
        ("stat", "CA"),
    ],
)
def test_a_field_read_alone_has_the_problems_of_the_whole_value(key: str, raw: Any) -> None:
    with pytest.raises(InputError) as alone:
        read_field(Request, key, raw)
    with pytest.raises(InputError) as whole:
        read_value(Request, {key: raw})
    assert alone.value.problems == whole.value.problems


def test_a_fee_is_named_by_its_label_not_by_its_number() -> None:
    listed = small_list()
    listed["settings"]["here"]["fees"][1]["price"] = "2-1"
    assert problems_of(PriceList, listed) == ["settings.here.fees['Room'].price"]


def test_a_fee_without_a_label_is_named_by_its_number_counted_from_1() -> None:
    listed = small_list()
    del listed["settings"]["here"]["fees"][1]["label"]
    assert problems_of(PriceList, listed) == ["settings.here.fees[2].label"]


@pytest.mark.parametrize("name", ["CA", "ca", "int", "Ca_2"])
def test_a_key_is_named_whatever_it_looks_like(name: str) -> None:
    listed = small_list() | {"locations": {name: {"name": "California", "index": 99}}}
    assert problems_of(PriceList, listed) == [f"locations.{name}.index"]


def test_an_unknown_key_suggests_one_that_is_valid_at_its_place() -> None:
    with pytest.raises(InputError) as raised:
        read_value(Request, {"prices": {"therapst": 1}})
    assert [(problem.key, problem.suggestion) for problem in raised.value.problems] == [("prices", "therapist")]


def test_the_keys_of_a_place_are_the_fields_of_what_stands_there() -> None:
    assert keys_of(PriceList, ["settings", "here", "fees", 0])[:3] == ["label", "phases", "elements"]
    assert "sha256" not in keys_of(PriceList, [])
    assert keys_of(PriceList, ["name"]) == []


@pytest.mark.parametrize("raw", [None, 5, "text", [], [{}], Decimal("nan")], ids=repr)
def test_what_is_no_table_is_one_problem(raw: Any) -> None:
    assert problems_of(Request, raw) == [""]


def test_an_adapter_is_made_once() -> None:
    assert adapter(Course) is adapter(Course)


@pytest.mark.parametrize("raw", [True, 1.5, "1.5", "six", [], {"low": 1}, {"low": 2, "high": 1}, 10**30], ids=str)
def test_a_number_of_sessions_is_a_whole_number_or_a_range(raw: Any) -> None:
    assert all(key.startswith("dosing") for key in problems_of(Course, {"dosing": raw}))


def test_a_table_or_a_list_is_never_shown_for_it_may_hold_anything() -> None:
    with pytest.raises(InputError) as raised:
        read_value(Request, {"setting": {"secret": 1}, "tier": ["secret"]})
    assert [problem.found for problem in raised.value.problems] == ["a table", "a list"]


@pytest.mark.parametrize(
    ("key", "own"),
    [
        ("patient.date_of_birth", "patient.date_of_birth"),
        ("providers[2].bills[1]", "providers[2].bills[1]"),
        ("course.health_plan.phases.dosing.copay", "course.health_plan.phases.dosing.copay"),
        ("course.sessions.Alex", "course.sessions"),
        ("course.packages.Alex.price", "course.packages"),
        ("course.discounts['Alex'].percent", "course.discounts"),
        ("codes.dosing", "codes"),
        ("Alex", ""),
        ("", ""),
    ],
)
def test_of_the_key_of_a_problem_what_a_type_names_itself_is_known(key: str, own: str) -> None:
    assert own_key(GoodFaithRequest, key) == own


@pytest.mark.parametrize("raw", [{"days_between": {"dosing": {}}}, {"sessions": {"dosing": {}}}], ids=str)
def test_a_table_in_place_of_a_number_is_a_problem(raw: Any) -> None:
    assert problems_of(Request, raw)


def test_a_table_in_place_of_a_name_is_a_problem_of_that_name() -> None:
    with pytest.raises(InputError, match=r"phases\[1\]: found '\{\}'; expected consultation,"):
        read_value(Request, {"discounts": [{"label": "cash", "percent": 5, "phases": [{}]}]})
