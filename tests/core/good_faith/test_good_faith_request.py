"""What the file of a good faith estimate may say, and how."""

from datetime import date
from typing import Any

import pytest

from kapcost import InputError
from kapcost.core.good_faith.request import GoodFaithRequest
from kapcost.reading import read_value


def request(**said: Any) -> GoodFaithRequest:
    return read_value(GoodFaithRequest, said)


def test_nothing_scheduled_yet_is_said_in_words_and_is_not_the_same_as_saying_nothing() -> None:
    assert request(scheduled="Not yet scheduled").scheduled == ()
    assert request().scheduled is None
    assert request(scheduled=["2026-12-08"]).scheduled == (date(2026, 12, 8),)


def test_nothing_expected_separately_is_said_in_words() -> None:
    assert request(separately="none expected").separately == ()
    assert request(separately=["Blood tests"]).separately == ("Blood tests",)


@pytest.mark.parametrize("wrong", ["soon", 5, {"a": 1}, ["soon"]], ids=str)
def test_dates_are_a_list_of_dates_or_those_words(wrong: Any) -> None:
    with pytest.raises(InputError, match="scheduled"):
        request(scheduled=wrong)


@pytest.mark.parametrize(
    ("codes", "read"),
    [("90837", "90837"), ("96365,J3490", "96365, J3490"), ("90837-95", "90837-95"), (" G2082 ", "G2082")],
)
def test_service_codes_are_capitals_and_digits_with_commas_between(codes: str, read: str) -> None:
    assert request(codes={"dosing": codes}).codes == {"dosing": read}


@pytest.mark.parametrize("codes", ["", "talk", "90837;90834", "90837,", "=1+1", 90837], ids=str)
def test_what_is_no_service_code_is_refused(codes: Any) -> None:
    with pytest.raises(InputError, match=r"codes\.dosing"):
        request(codes={"dosing": codes})


@pytest.mark.parametrize("version", [0, -1, "one", 1.5])
def test_versions_count_from_1(version: Any) -> None:
    with pytest.raises(InputError, match="version"):
        request(version=version)


def test_a_long_name_is_not_cut() -> None:
    name = "The Very Long Name of a Professional Corporation for Psychotherapy and Psychiatry of the East Bay"
    assert request(providers=[{"name": name}]).providers[0].name == name
