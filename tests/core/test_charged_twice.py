"""What a line covers that another line charges besides is asked for, and nothing else is."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from making import DOSING, FACILITY, KETAMINE, MONITORING, THERAPIST

from kapcost.core.charged_twice import ChargedTwice, charged_twice
from kapcost.core.course import Element, Phase
from kapcost.core.price import Status
from kapcost.core.quote import Quote
from kapcost.core.quote_line import QuoteLine
from kapcost.core.quoted_course import courses_quoted

ALL_IN = QuoteLine(label="All-in", phase=DOSING, count=6, price=Decimal(600))


def line(*elements: Element, label: str = "Room", **more: Any) -> QuoteLine:
    said: dict[str, Any] = {"label": label, "phase": DOSING, "elements": elements, "count": 6, "price": Decimal(50)}
    return QuoteLine(**said | more)


def found_in(*lines: QuoteLine) -> list[ChargedTwice]:
    return list(charged_twice(courses_quoted(Quote(lines=lines))[0]))


def test_a_part_of_what_another_line_covers_is_asked_for() -> None:
    (found,) = found_in(ALL_IN, line(FACILITY, MONITORING))
    assert (found.label, found.covered_by, found.elements) == ("Room", "All-in", (FACILITY, MONITORING))
    assert found.question == "All-in already covers the facility and monitoring: ask why Room is charged besides."


@pytest.mark.parametrize(
    "other",
    [
        line(price=Status.INCLUDED),
        line(FACILITY, price=None),
        line(FACILITY, price=Decimal(0)),
        line(FACILITY, sessions=0),
        line(FACILITY, phase=Phase.BOOSTER),
        line(*ALL_IN.covers, label="Further"),
        line(Element.MEDICAL),
    ],
    ids=["included", "no price", "nothing", "said to be besides", "other phase", "the same", "not covered"],
)
def test_what_is_not_charged_for_a_part_of_the_same_sessions_is_not_asked_for(other: QuoteLine) -> None:
    assert found_in(ALL_IN, other) == []


def test_a_part_of_a_line_without_a_price_is_not_charged_twice() -> None:
    whole = line(FACILITY, KETAMINE, label="Session", price=None)
    assert found_in(whole, line(FACILITY)) == []


def test_sessions_of_one_price_beside_others_in_parts_are_charged_once() -> None:
    parts = [line(element, label=element.capitalize()) for element in ALL_IN.covers]
    assert found_in(ALL_IN, *parts) == []


def test_only_what_comes_to_more_sessions_than_there_are_is_asked_for() -> None:
    session, room = line(THERAPIST, KETAMINE, label="Session"), line(FACILITY, MONITORING)
    found = found_in(ALL_IN, session, room, line(FACILITY, label="Ward"))
    assert [(each.label, each.elements) for each in found] == [("Room", (FACILITY,)), ("Ward", (FACILITY,))]


@pytest.mark.parametrize(
    ("first", "further", "talks", "covering"),
    [(1, 5, 5, "Further"), (1, 5, 1, "First"), (2, 4, 3, "Further"), (4, 2, 6, "First")],
)
def test_the_line_of_as_many_sessions_is_named_and_else_that_of_the_most(
    first: int, further: int, talks: int, covering: str
) -> None:
    wholes = [replace(ALL_IN, label="First", count=first), replace(ALL_IN, label="Further", count=further)]
    (found,) = found_in(*wholes, line(THERAPIST, label="Talk", count=talks))
    assert found.covered_by == covering
    assert found.question == f"{covering} already covers the therapist: ask why Talk is charged besides."
