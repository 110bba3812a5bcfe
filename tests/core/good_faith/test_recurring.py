"""Frequency and number are stated of every service that comes again."""

from typing import Any

import pytest
from good_faith_making import made


def coming(course: dict[str, Any]) -> dict[str, list[tuple[str, int, int | None]]]:
    """Return how the lines of a course that come again do, by the first words of each."""
    lines = [line for part in made({"course": course}).parts for line in part.lines if line.recurring]
    return {
        line.description.partition(":")[0]: [(each.what, each.number, each.every_days) for each in line.recurring]
        for line in lines
    }


OFFICE = {"setting": "office", "prices": {"intake": 200, "medical": 300, "talk": 150, "ketamine": 75, "therapist": 400}}


@pytest.mark.parametrize("phase", ["ongoing", "booster"])
def test_a_service_comes_as_often_as_its_phase_has_sessions(phase: str) -> None:
    sessions = dict.fromkeys(["preparation", "dosing", "integration", "review"], 0) | {phase: 4}
    days = {"ongoing": 14, "booster": 30}
    found = coming(OFFICE | {"sessions": sessions, "days_between": days})
    assert all(each == [(f"{phase} sessions", 4, days[phase])] for each in found.values())
    assert found


def test_what_takes_place_once_does_not_come_again() -> None:
    sessions = {"preparation": 1, "dosing": 1, "integration": 1, "review": 1}
    assert coming(OFFICE | {"sessions": sessions}) == {}
