"""What a row says is what a course file says: dotted or nested, as text or as a value."""

from decimal import Decimal
from typing import Any

import pytest

from kapcost import InputError
from kapcost.batch.asking import LONGEST_ID, check_separators, id_of, values_of


@pytest.mark.parametrize(
    ("row", "values"),
    [
        ({"state": " CA ", "id": 1, "row": 2, "error": "x", "text": "y"}, {"state": "CA"}),
        ({"state": "", "metro": "  ", "budget": None}, {}),
        ({"sessions": {"dosing": 6, "booster": None}}, {"sessions.dosing": 6}),
        ({"prices": {"talk": {"low": 1, "high": 2}}}, {"prices.talk": {"low": 1, "high": 2}}),
        ({"schedule": "TRUE", "by_session": "false"}, {"schedule": True, "by_session": False}),
        ({"schedule": "maybe"}, {"schedule": "maybe"}),
        ({"discounts": "cash:5%; 200;"}, {"discounts": ["cash:5%", "200"]}),
        ({"discounts": ["5%"]}, {"discounts": ["5%"]}),
        ({"health_plan.elements": "therapist;medical"}, {"health_plan.elements": ["therapist", "medical"]}),
        ({"packages": {"six": {"price": Decimal(2000)}}}, {"packages.six.price": Decimal(2000)}),
        ({"packages.six.elements": "ketamine;facility"}, {"packages.six.elements": ["ketamine", "facility"]}),
        ({"stat": "CA"}, {"stat": "CA"}),
    ],
)
def test_a_row_says_values_by_dotted_names(row: dict[str, Any], values: dict[str, Any]) -> None:
    assert values_of(row) == values


def test_a_row_that_says_something_twice_is_refused() -> None:
    with pytest.raises(InputError, match=r"sessions\.dosing: found two values"):
        values_of({"sessions.dosing": 6, "sessions": {"dosing": 6}})


@pytest.mark.parametrize("cell", ["1,250", "1.250", "$1.250,00", "300-1.500"])
def test_a_number_that_two_countries_read_differently_is_refused(cell: str) -> None:
    with pytest.raises(InputError):
        check_separators({"prices.talk": cell})


@pytest.mark.parametrize("cell", ["1250", "1250.00", "12.5", "300-1500", "cash:5%:dosing,therapist", "2027-01-11"])
def test_a_number_that_all_read_alike_is_not(cell: str) -> None:
    check_separators({"prices.talk": cell, "id": "1.250"})


@pytest.mark.parametrize("found", ["a", "=1+1", "Anna\r\nB", "\u00e9", 7, None, "x" * LONGEST_ID])
def test_an_id_is_passed_on_as_it_is(found: Any) -> None:
    assert id_of({"id": found}) == found


@pytest.mark.parametrize("found", [True, Decimal("1.5"), [1], {"a": 1}, "\x1b[31m", "\ud800", "x" * (LONGEST_ID + 1)])
def test_an_id_that_could_do_harm_is_refused_and_not_repeated(found: Any) -> None:
    with pytest.raises(InputError) as raised:
        id_of({"id": found})
    assert str(found)[:5] not in str(raised.value)
