"""Which sessions a quote is for and what it charges in them, singly or with a package."""

from decimal import Decimal
from typing import Any

import pytest
from making import BOOSTER, DOSING, FACILITY, KETAMINE, MEDICAL, MONITORING, THERAPIST, fee

from kapcost.core.course import USUAL_ELEMENTS, Element, Phase
from kapcost.core.fee import Fee
from kapcost.core.price import Per, Status
from kapcost.core.quote import Quote, QuotePackage, QuoteTotal
from kapcost.core.quote_line import QuoteLine
from kapcost.core.quote_sums import sum_of
from kapcost.core.quoted_course import QuotedCourse, courses_quoted, in_care_setting, usual_elements

CLINIC = (KETAMINE, FACILITY, MONITORING)


def line(label: str = "Infusion", *elements: Element, price: int | None = 400, **more: Any) -> QuoteLine:
    written = None if price is None else Decimal(price)
    said: dict[str, Any] = {
        "label": label,
        "phase": DOSING,
        "elements": elements or CLINIC,
        "count": 6,
        "price": written,
    }
    return QuoteLine(**said | more)


ALL_IN_FIRST = line("All-in", THERAPIST, *CLINIC, count=1)


def package(label: str = "Six", price: int = 2000, **more: Any) -> QuotePackage:
    said: dict[str, Any] = {"label": label, "sessions": {DOSING: 6}, "price": Decimal(price), "elements": CLINIC}
    return QuotePackage(**said | more)


def quoted(*lines: QuoteLine, **more: Any) -> tuple[QuotedCourse, ...]:
    return courses_quoted(Quote(lines=lines, **more))


def charged(course: QuotedCourse) -> str:
    return str(sum_of(course.parts, ()))


@pytest.mark.parametrize(
    ("fees", "elements"),
    [
        ([fee("Infusion", 400, *CLINIC)], CLINIC),
        ([fee("First", 500, *CLINIC), fee("Further", 400, *CLINIC)], CLINIC),
        ([fee("Infusion", 400, *CLINIC), fee("Therapist", 300)], CLINIC),
        ([fee("Therapist", 300, per=Per.HOUR)], (THERAPIST,)),
        ([fee("Therapist", 300), fee("Ketamine", 100, KETAMINE)], USUAL_ELEMENTS[DOSING]),
        ([fee("Doses", 90, KETAMINE, per=Per.PACK, pack_size=2)], USUAL_ELEMENTS[DOSING]),
        ([fee("Programme", 900, *CLINIC, per=Per.COURSE)], USUAL_ELEMENTS[DOSING]),
        ([fee("Booster", 400, *CLINIC, on=BOOSTER)], USUAL_ELEMENTS[DOSING]),
        ([], USUAL_ELEMENTS[DOSING]),
    ],
    ids=["one", "two for the same", "a bundle", "by the hour", "parts", "packs", "whole course", "other phase", "none"],
)
def test_one_price_of_a_session_is_for_what_the_one_fee_covers_else_for_the_usual(
    fees: list[Fee], elements: tuple[Element, ...]
) -> None:
    assert usual_elements(DOSING, fees) == elements


def test_in_a_care_setting_only_what_is_not_said_is_set() -> None:
    session = QuoteLine(label="Session", phase=DOSING, price=Decimal(1))
    quote = Quote(lines=(session, line("Talk", THERAPIST)), packages={"six": package(elements=())})
    placed = in_care_setting(quote, [fee("Infusion", 400, *CLINIC)])
    assert [each.elements for each in placed.lines] == [CLINIC, (THERAPIST,)]
    assert placed.packages["six"].elements == CLINIC


@pytest.mark.parametrize(
    ("lines", "sessions"),
    [
        ([line("First", count=1), line("Further", count=5)], 6),
        ([line("All-in", THERAPIST, *CLINIC), line("Room", FACILITY)], 6),
        ([line("All-in", THERAPIST, *CLINIC), line("Room", FACILITY, count=2)], 6),
        ([line("All-in", THERAPIST, *CLINIC), line("Room", FACILITY, count=5), line("Ward", FACILITY, count=3)], 8),
        ([line("All-in", THERAPIST, *CLINIC), line("Kit", MEDICAL, sessions=0)], 6),
        ([ALL_IN_FIRST, line("Talk", THERAPIST, count=5), line(count=5)], 6),
        ([ALL_IN_FIRST, line("Talk", THERAPIST, count=5), line("Drug", KETAMINE, count=5)], 6),
        ([ALL_IN_FIRST, line("Talk", THERAPIST, count=5)], 5),
        ([line("All-in", THERAPIST, *CLINIC), line("Room", FACILITY), line("Watch", MONITORING)], 6),
        ([line("First", count=1), line("Drug", KETAMINE, count=5), line("Room", FACILITY, count=5)], 6),
        ([line("Talk", THERAPIST), line("Drug", KETAMINE, count=5)], 6),
        ([line("First", count=1), line("Drug", KETAMINE, count=5), line("Talk", THERAPIST)], 6),
    ],
    ids=[
        "a dearer first",
        "a room besides",
        "in some sessions",
        "in more sessions",
        "an extra",
        "an all-in first",
        "only therapist and ketamine after it",
        "only a therapist after it",
        "two things besides",
        "an infusion and then its parts",
        "only parts",
        "a therapist in all",
    ],
)
def test_lines_for_the_same_add_up_and_a_part_is_for_the_same_sessions_unless_it_makes_up_others(
    lines: list[QuoteLine], sessions: int
) -> None:
    assert quoted(*lines)[0].sessions_in(DOSING) == sessions


def test_a_part_that_is_charged_besides_is_not_charged_in_some_sessions_only() -> None:
    course = quoted(line("All-in", THERAPIST, *CLINIC), line("Room", FACILITY, count=2))[0]
    assert list(course.in_some_sessions()) == []


def test_of_an_element_there_are_as_many_sessions_as_its_lines_come_to_and_never_more_than_of_the_phase() -> None:
    course = quoted(ALL_IN_FIRST, line("Session", THERAPIST, KETAMINE, count=5), line("Room", FACILITY))[0]
    assert {element: course.sessions_of(DOSING, element) for element in ALL_IN_FIRST.covers} == {
        THERAPIST: 6, KETAMINE: 6, FACILITY: 6, MONITORING: 1,
    }  # fmt: skip
    assert [course.twice(each) for each in course.lines] == [(FACILITY,), (), (FACILITY,)]


def test_a_package_takes_the_place_of_its_sessions_and_leaves_the_rest() -> None:
    singly, other = quoted(line(count=8), packages={"six": package()})
    assert (charged(singly), charged(other)) == ("3200.00", "2800.00")
    assert (singly.sessions_in(DOSING), other.sessions_in(DOSING)) == (8, 8)


def test_what_a_package_of_more_leaves_of_the_lines_are_further_sessions() -> None:
    _, other = quoted(line(count=8), packages={"six": package(elements=(THERAPIST, *CLINIC))})
    assert other.sessions_in(DOSING) == 8
    assert list(other.in_some_sessions()) == [(DOSING, THERAPIST)]


def test_a_package_with_more_sessions_than_the_lines_has_its_own() -> None:
    singly, other = quoted(line(count=1), packages={"six": package()})
    assert (singly.sessions_in(DOSING), other.sessions_in(DOSING), charged(other)) == (1, 6, "2000.00")


def test_a_package_in_place_of_no_line_is_charged_always() -> None:
    talk = line("Talk", THERAPIST, phase=Phase.INTEGRATION, price=150)
    (only,) = quoted(talk, packages={"six": package()})
    assert (charged(only), only.sessions_in(DOSING), only.package) == ("2900.00", 6, package())


def test_a_package_over_two_phases_has_in_each_what_is_usual_there() -> None:
    both = package(sessions={DOSING: 3, Phase.INTEGRATION: 2}, elements=(THERAPIST, KETAMINE))
    (only,) = quoted(packages={"both": both})
    assert [(each.phase, each.elements, each.price) for each in only.lines] == [
        (DOSING, (THERAPIST, KETAMINE), Status.INCLUDED),
        (Phase.INTEGRATION, (THERAPIST,), Status.INCLUDED),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        [line("All-in", THERAPIST, *CLINIC)],
        [line("First", count=1), line("Further", count=5)],
        [line(count=9, sessions=6)],
        [line(price=None, amount=Decimal(2400))],
    ],
    ids=["more than the package", "two prices", "by the hour", "an amount only"],
)
def test_where_it_cannot_be_told_what_a_package_replaces_the_lines_stay(lines: list[QuoteLine]) -> None:
    (singly,) = quoted(*lines, packages={"six": package()})
    assert (singly.lines, singly.package) == (tuple(lines), None)


def test_of_several_packages_that_of_a_total_is_used_and_else_none() -> None:
    offers = {"six": package(), "ten": package("Ten", 3000, sessions={DOSING: 10})}
    total = QuoteTotal(amount=Decimal(3000), lines=("Ten",))
    assert len(quoted(line(), packages=offers)) == 1
    assert [each.package and each.package.label for each in quoted(line(), packages=offers, totals=(total,))] == [
        None, "Ten",
    ]  # fmt: skip


def test_of_several_packages_and_no_line_the_first_is_used() -> None:
    (only,) = quoted(packages={"six": package(), "ten": package("Ten", 3000, sessions={DOSING: 10})})
    assert charged(only) == "2000.00"


@pytest.mark.parametrize("sessions", [None, 6])
def test_a_package_leaves_of_a_line_the_sessions_that_it_does_not_have(sessions: int | None) -> None:
    four = package("Four", 1600, sessions={DOSING: 4})
    _, with_four = quoted(line(sessions=sessions), packages={"four": four})
    assert (with_four.sessions_in(DOSING), charged(with_four)) == (6, "2400.00")
