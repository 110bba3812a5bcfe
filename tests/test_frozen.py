import pickle
from dataclasses import FrozenInstanceError, field, fields, replace
from typing import Any

import pytest

from kapcost.frozen import frozen


@frozen
class Dose:
    """A value to try things with."""

    milligrams: int
    route: str = "lozenge"
    notes: list[str] = field(default_factory=list)


@frozen
class LabelledDose(Dose):
    """A kind of dose with a field of its own."""

    label: str


@frozen
class Weight:
    """Another value with a field of the same name."""

    milligrams: int


def test_values_of_a_kind_are_equal_if_all_their_fields_are() -> None:
    assert Dose(milligrams=100) == Dose(milligrams=100, route="lozenge")
    assert Dose(milligrams=100) != Dose(milligrams=100, route="injection")
    assert LabelledDose(milligrams=100, label="first") != LabelledDose(milligrams=100, label="second")


@pytest.mark.parametrize("other", [LabelledDose(milligrams=100, label="first"), 100, None])
def test_a_value_is_never_equal_to_one_of_another_kind(other: Any) -> None:
    assert Dose(milligrams=100) != other


def test_one_field_makes_two_kinds_no_more_equal_than_two_do() -> None:
    assert Weight(milligrams=100) != 100  # type: ignore[comparison-overlap]
    assert {Weight(milligrams=100), Weight(milligrams=100), Weight(milligrams=50)} == {
        Weight(milligrams=50),
        Weight(milligrams=100),
    }


def test_a_value_that_holds_a_list_cannot_be_hashed() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(Dose(milligrams=100))


def test_a_value_shows_the_call_that_makes_it() -> None:
    assert repr(LabelledDose(milligrams=100, label="first")) == (
        "LabelledDose(milligrams=100, route='lozenge', notes=[], label='first')"
    )


def test_a_value_takes_its_fields_by_keyword_only() -> None:
    with pytest.raises(TypeError, match="positional"):
        Dose(100)  # type: ignore[call-arg]


@pytest.mark.parametrize("name", ["milligrams", "anything_else"])
def test_a_value_never_changes(name: str) -> None:
    dose = Dose(milligrams=100)
    with pytest.raises((FrozenInstanceError, TypeError)):  # TypeError: what Python 3.11 says of classes with slots
        setattr(dose, name, 200)
    with pytest.raises((FrozenInstanceError, TypeError)):
        delattr(dose, name)


def test_a_value_is_copied_with_changes_and_carried_to_another_process() -> None:
    dose = LabelledDose(milligrams=100, label="first")
    assert replace(dose, milligrams=200) == LabelledDose(milligrams=200, label="first")
    assert pickle.loads(pickle.dumps(dose)) == dose  # noqa: S301 - our own
    assert [each.name for each in fields(dose)] == ["milligrams", "route", "notes", "label"]
