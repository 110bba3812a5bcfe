"""Whatever value or name of a file is in the wrong place, no message shows it."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from good_faith_making import SHIPPED
from hostile import GOOD_FAITH, Place, places

from kapcost.core.good_faith.request import GoodFaithRequest
from kapcost.core.request import Request
from kapcost.errors import InputError
from kapcost.good_faith_file import good_faith_answer

CANARY = "Alexandra Geheim 31.01.1980"

OTHERS = ("J\u00f6rg's \"['x']\".y", date(1980, 1, 31), 19800131)
"""Values of other forms, some of them valid in some places."""

WITH_A_PLAN = {
    "network": "in", "phases": {"dosing": {"copay": 20}}, "deductible_left": 100, "out_of_pocket_left": 500,
    "annual_out_of_pocket": 2000,
}  # fmt: skip

EVERYTHING: dict[str, Any] = {
    **GOOD_FAITH[0], "version": 2, "replaces": "x", "price_list": "x",
    "codes": {"dosing": "90837", "Therapist": "90837"},
    "course": {
        "setting": "office", "course": "standard", "tier": "intern", "state": "CA",
        "sessions": {"dosing": 6}, "hours": {"dosing": 3}, "days_between": {"dosing": 7}, "prices": {"talk": 150},
        "package": "six", "budget": 100, "as_of": "2026-11-24", "start": "2026-12-08", "schedule": True,
        "packages": {"six": {"label": "Six", "sessions": {"dosing": 6}, "elements": ["therapist"], "price": "900-1000",
                             "payee": "A group", "note": "x", "sources": ["kair"], "expires": "2027-11-24"}},
        "discounts": ["10%", {"label": "cash", "percent": 5, "phases": ["dosing"]}], "health_plan": WITH_A_PLAN,
        "payment": {"deposit": "10%", "instalments": 3},
    },
}  # fmt: skip


def messages(tables: Mapping[str, Any]) -> list[str]:
    """Return what is said of a file: why it is invalid, or what hinders the issue of its draft."""
    try:
        return list(map(str, good_faith_answer(tables, SHIPPED).before_issue))
    except InputError as error:
        return [str(problem) for problem in error.problems]


def with_canary(tables: Mapping[str, Any], place: Place, value: Any, *, as_key: bool) -> dict[str, Any]:
    """Return a copy with a value put at a place, or the key there renamed to it."""
    changed = deepcopy(dict(tables))
    inner: Any = changed
    for step in place[:-1]:
        inner = inner[step]
    if as_key:
        inner[str(value)] = inner.pop(place[-1])
    else:
        inner[place[-1]] = value
    return changed


def spoilt(value: Any) -> Iterator[tuple[Place, dict[str, Any]]]:
    for place in places(EVERYTHING):
        yield place, with_canary(EVERYTHING, place, value, as_key=False)
        if isinstance(place[-1], str):
            yield place, with_canary(EVERYTHING, place, value, as_key=True)


def test_the_file_is_valid_so_that_what_is_put_into_it_is_what_is_said() -> None:
    assert good_faith_answer(EVERYTHING, SHIPPED).parts
    assert {field.name for field in fields(GoodFaithRequest)} - {*EVERYTHING} == {"no_claim"}
    assert {field.name for field in fields(Request)} - {*EVERYTHING["course"]} == {"metro", "by_session"}


@pytest.mark.parametrize("value", [CANARY, *OTHERS], ids=str)
def test_no_message_shows_what_stands_in_any_place_of_a_file(value: Any) -> None:
    said = [(place, message) for place, tables in spoilt(value) for message in messages(tables)]
    assert len({place for place, _ in said}) > 60
    assert [(place, message) for place, message in said if str(value) in message or repr(value) in message] == []
