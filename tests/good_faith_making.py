"""A good faith estimate that can be issued, and short ways to change the file that it is made from."""

from collections.abc import Mapping
from typing import Any

from kapcost.core.good_faith.document import GoodFaithEstimate
from kapcost.course_file import with_values
from kapcost.files import load_price_list
from kapcost.good_faith_file import good_faith_answer

PROVIDER: Mapping[str, Any] = {
    "name": "East Bay Clinic", "npi": "1245319599", "tin": "12-3456781", "state": "CA", "address": "2 Main Street",
    "contact": "510-555-0101",
}  # fmt: skip

FILE: Mapping[str, Any] = {
    "id": "2026-7",
    "date": "2026-11-24",
    "valid_until": "2027-11-24",
    "service": "Ketamine infusions",
    "diagnosis": "F33.2",
    "scheduled": "not yet scheduled",
    "separately": "none expected",
    "patient": {"name": "Alex Muster", "date_of_birth": "1980-01-31"},
    "providers": [PROVIDER],
    "course": {
        "setting": "clinic-iv",
        "sessions": {"consultation": 1, "dosing": 6},
        "prices": {"all_in": 480, "medical": 200},
    },
}

SHIPPED = load_price_list()


def changed(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the file with the values at some dotted keys replaced."""
    return with_values(FILE, values)


def providers(*differences: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the provider of the file once for each difference from it."""
    return [{**PROVIDER, **difference} for difference in differences]


def made(values: Mapping[str, Any], *, issue: bool = False) -> GoodFaithEstimate:
    """Return the good faith estimate of the file with some values replaced."""
    return good_faith_answer(changed(values), SHIPPED, issue=issue)
