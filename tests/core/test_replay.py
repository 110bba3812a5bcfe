from dataclasses import replace
from typing import Any

import pytest
from making import answer, fee

from kapcost.core.answer import Estimate
from kapcost.core.course import Course
from kapcost.core.replay import Change, Replay, changes_between

ONE = answer(Course(dosing=6), fee())
LIST = ONE.price_list


def reasons(saved: Estimate, *changes: Change) -> str:
    return " ".join(Replay(saved=saved, again=ONE, changes=changes).reasons())


CHANGE = Change(key="title", saved="a", again="b")


def test_an_estimate_that_comes_out_the_same_has_no_reasons() -> None:
    same = Replay(saved=ONE, again=ONE, changes=())
    assert same.is_identical
    assert list(same.reasons()) == []


def test_another_price_list_and_another_version_are_reasons_both() -> None:
    other = replace(ONE, price_list=replace(LIST, sha256="f" * 64), kapcost_version="0.0.1", estimate_id="x")
    said = reasons(other, CHANGE)
    assert "price list is another one" in said
    assert "version of kapcost is another one: 0.0.1 then" in said
    assert "changed" not in said


def test_the_same_list_and_version_under_another_number_are_changed_inputs() -> None:
    assert "inputs, or its number, were changed" in reasons(replace(ONE, estimate_id="x"), CHANGE)


def test_the_same_number_with_other_values_is_a_changed_file() -> None:
    assert "file was changed" in reasons(replace(ONE, title="Free"), CHANGE)


@pytest.mark.parametrize(
    ("saved", "again", "keys"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": "1"}, ["a"]),
        ({"a": True}, {"a": 1}, ["a"]),
        ({"a": [1, 2]}, {"a": [1]}, ["a"]),
        ({"a": [{"b": 1}, {"b": 2}]}, {"a": [{"b": 1}, {"b": 3}]}, ["a[2].b"]),
        ({"gone": 1}, {"new": 2}, ["new", "gone"]),
        ([], {}, [""]),
    ],
)
def test_what_differs_is_named_by_its_innermost_key(saved: Any, again: Any, keys: list[str]) -> None:
    assert [change.key for change in changes_between(saved, again)] == keys
