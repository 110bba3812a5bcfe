"""The medical evaluation may be in the price of one session before or with the first ketamine."""

from dataclasses import replace
from decimal import Decimal

import pytest
from making import DOSING, KETAMINE, MEDICAL, THERAPIST

from kapcost.core.course import Element, Phase
from kapcost.core.discounts import Discount
from kapcost.core.price import Status
from kapcost.core.quote import Quote
from kapcost.core.quote_line import QuoteLine
from kapcost.core.quoted_course import QuotedCourse, courses_quoted
from kapcost.core.quoted_estimate import quoted_scenario
from kapcost.price_list_file import load_price_list


def line(*elements: Element, phase: Phase = DOSING, count: int = 1, price: int | None = 650) -> QuoteLine:
    written = None if price is None else Decimal(price)
    label = f"{phase} {count} {' '.join(elements)}"
    return QuoteLine(label=label, phase=phase, elements=elements, count=count, price=written)


def quoted(*lines: QuoteLine, sessions: dict[Phase, int] | None = None) -> QuotedCourse:
    return courses_quoted(Quote(lines=lines, sessions=sessions or {}))[0]


def placed(course: QuotedCourse) -> list[tuple[Phase, tuple[Element, ...]]]:
    return [(each.phase, each.elements) for each in course.lines]


@pytest.mark.parametrize("phase", [DOSING, Phase.PREPARATION])
def test_it_is_included_in_the_consultation_and_apart_from_the_session(phase: Phase) -> None:
    course = quoted(line(THERAPIST, MEDICAL, phase=phase), line(THERAPIST, phase=phase, count=5))
    assert placed(course) == [(phase, (THERAPIST,)), (Phase.CONSULTATION, (MEDICAL,)), (phase, (THERAPIST,))]
    assert [each.price for each in course.lines if each.phase is Phase.CONSULTATION] == [Status.INCLUDED]
    assert (course.sessions_in(phase), list(course.in_some_sessions())) == (6, [])


def test_a_session_of_nothing_else_is_the_consultation() -> None:
    assert placed(quoted(line(MEDICAL), line(KETAMINE, count=6)))[0] == (Phase.CONSULTATION, (MEDICAL,))


def test_it_has_no_price_where_the_session_has_none() -> None:
    assert quoted(line(THERAPIST, MEDICAL, price=None)).lines[1].price is None


def test_a_quote_that_is_to_have_no_consultation_gets_none() -> None:
    assert placed(quoted(line(THERAPIST, MEDICAL), sessions={Phase.CONSULTATION: 0})) == [(DOSING, (THERAPIST,))]


@pytest.mark.parametrize(
    "other",
    [line(MEDICAL, phase=Phase.CONSULTATION), line(MEDICAL, KETAMINE, count=5)],
    ids=["a consultation", "further sessions"],
)
def test_a_prescriber_there_and_elsewhere_stays_where_the_quote_has_it(other: QuoteLine) -> None:
    first = line(THERAPIST, MEDICAL)
    assert quoted(first, other).lines == (first, other)


def test_a_session_called_an_evaluation_is_charged_once() -> None:
    called = replace(line(THERAPIST, MEDICAL, phase=Phase.PREPARATION), label="Medical evaluation")
    scenario = quoted_scenario(Quote(lines=(called, line(KETAMINE, count=6, price=100))), load_price_list())
    assert str(sum(each.amount.low for each in scenario.estimate.charges if each.amount and each.basis == "given")) == (
        "1250.00"
    )


def test_discounts_are_for_what_the_quote_says_that_the_session_has() -> None:
    off = Discount(percent=Decimal(10), elements=(THERAPIST,))
    quote = Quote(lines=(line(THERAPIST, MEDICAL), line(THERAPIST, count=5, price=100)), discounts=(off,))
    scenario = quoted_scenario(quote, load_price_list())
    assert scenario.quote
    assert str(scenario.quote.quoted) == "1100.00"
    assert [str(taken.amount.high) for taken in scenario.estimate.discounts] == ["50.00"]
