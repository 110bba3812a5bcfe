"""The numbers and codes of a good faith estimate: what makes each a possible one."""

import re

NPI_FORM = "10 digits, the last of which is the check digit of the others"
EIN_FORM = "a number such as 12-3456789"
STATE_FORM = "the two letters of a US State or territory, such as CA"

PENDING = "TBD pending evaluation"
"""What stands in place of a diagnosis that nobody has made yet."""

_NPI_PREFIX = "80840"
"""What the check digit of an NPI counts in front: health applications (80), United States (840)."""

_STATES = frozenset({
    "AK", "AL", "AR", "AS", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "GU", "HI", "IA", "ID", "IL", "IN",
    "KS", "KY", "LA", "MA", "MD", "ME", "MI", "MN", "MO", "MP", "MS", "MT", "NC", "ND", "NE", "NH", "NJ", "NM",
    "NV", "NY", "OH", "OK", "OR", "PA", "PR", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VI", "VT", "WA", "WI",
    "WV", "WY",
})  # fmt: skip
"""The States, the District of Columbia and the five territories, as the US mail codes them."""

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
    """Return whether a code is that of a US State or territory, in capital letters."""
    return code in _STATES


def is_diagnosis(code: str) -> bool:
    """Return whether a text is a list of codes in the form of the ICD-10-CM, such as "F33.2, F43.10"."""
    return all(_DIAGNOSIS.fullmatch(one.strip()) for one in code.split(","))
