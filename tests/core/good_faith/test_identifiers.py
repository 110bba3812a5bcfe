"""A number is a possible one, or it is not: nobody is asked who has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcost.core.good_faith.identifiers import is_diagnosis, is_ein, is_npi, is_state

NPI = "1234567893"
"""The example that CMS gives."""


@pytest.mark.parametrize("number", [NPI, "1245319599", "1003000126"])
def test_an_npi_has_the_check_digit_of_the_luhn_formula(number: str) -> None:
    assert is_npi(number)


@given(st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_makes_an_npi_impossible(place: int, off: int) -> None:
    wrong = str((int(NPI[place]) + off) % 10)
    assert not is_npi(NPI[:place] + wrong + NPI[place + 1 :])


@pytest.mark.parametrize(
    "number", ["", "123456789", "12345678930", "123456789X", " 1234567893", "12345678\u0669\u0663"]
)
def test_an_npi_has_10_digits(number: str) -> None:
    assert not is_npi(number)


@pytest.mark.parametrize(
    ("number", "possible"),
    [("12-3456789", True), ("123456789", False), ("123-45-6789", False), ("12-345678", False), ("", False)],
)
def test_a_taxpayer_number_is_that_of_an_employer(number: str, *, possible: bool) -> None:
    assert is_ein(number) is possible


@pytest.mark.parametrize(("code", "possible"), [("CA", True), ("ca", False), ("California", False), ("", False)])
def test_a_state_is_two_capital_letters(code: str, *, possible: bool) -> None:
    assert is_state(code) is possible


@pytest.mark.parametrize(
    ("code", "possible"),
    [("F33.2", True), ("F33.2, F43.10", True), ("F33", True), ("T74.A1XA", True), ("depression", False),
     ("f33.2", False), ("F33.", False), ("F33.2,", False)],
)  # fmt: skip
def test_a_diagnosis_is_codes_of_the_icd(code: str, *, possible: bool) -> None:
    assert is_diagnosis(code) is possible
