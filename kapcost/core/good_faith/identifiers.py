"""The numbers and codes of a good faith estimate: what makes each a possible one."""

import re

NPI_FORM = "10 digits, the last of which is the check digit of the others"
EIN_FORM = "a number such as 12-3456789"
STATE_FORM = "the two letters of a State, such as CA"

PENDING = "TBD pending evaluation"
"""What stands in place of a diagnosis that nobody has made yet."""

_NPI_PREFIX = "80840"
"""What the check digit of an NPI counts in front: health applications (80), United States (840)."""

_DIAGNOSIS = re.compile(r"[A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?", re.ASCII)


def is_npi(number: str) -> bool:
    """Return whether a National Provider Identifier has 10 digits and the right check digit.

    Source: the Luhn formula over the number with 80840 in front, as CMS publishes it.

    >>> is_npi("1234567893"), is_npi("1234567890")
    (True, False)
    """
    if not re.fullmatch(r"[12]\d{9}", number, re.ASCII):
        return False
    digits = [int(digit) for digit in reversed(_NPI_PREFIX + number)]
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def is_ein(number: str) -> bool:
    """Return whether a taxpayer identification number has the form of an employer's: 12-3456789."""
    return re.fullmatch(r"\d{2}-\d{7}", number, re.ASCII) is not None


def is_state(code: str) -> bool:
    """Return whether a code has the form of a State's: two capital letters."""
    return re.fullmatch(r"[A-Z]{2}", code, re.ASCII) is not None


def is_diagnosis(code: str) -> bool:
    """Return whether a text is a list of codes in the form of the ICD-10-CM, such as "F33.2, F43.10"."""
    return all(_DIAGNOSIS.fullmatch(one.strip()) for one in code.split(","))
