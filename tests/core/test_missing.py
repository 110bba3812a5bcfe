"""What a quote leaves out is asked for, the largest first, in plain words."""

from decimal import Decimal

from making import DOSING, KETAMINE, MEDICAL, MONITORING, THERAPIST

from kapcost.core.course import Element, Phase
from kapcost.core.missing import missing_from
from kapcost.core.quote import Quote
from kapcost.core.quote_line import QuoteLine
from kapcost.core.quoted_course import courses_quoted

WITHOUT_THE_REST = {Phase.CONSULTATION: 0, Phase.PREPARATION: 0, Phase.INTEGRATION: 0, Phase.REVIEW: 0}


def line(*elements: Element, phase: Phase = DOSING, count: int = 6, sessions: int | None = None) -> QuoteLine:
    label = f"{phase} {', '.join(elements)}"
    return QuoteLine(label=label, phase=phase, elements=elements, count=count, sessions=sessions, price=Decimal(400))


def questions(*lines: QuoteLine, sessions: dict[Phase, int] = WITHOUT_THE_REST) -> list[str]:
    quote = Quote(lines=lines, sessions=sessions)
    return [missing.question for missing in missing_from(courses_quoted(quote)[0], quote)]


def test_phases_without_a_line_come_first_and_then_elements() -> None:
    assert questions(line(THERAPIST, KETAMINE), sessions={}) == [
        "Ask whether consultation is included.",
        "Ask whether preparation sessions are included.",
        "Ask whether integration sessions are included.",
        "Ask whether review visits are included.",
        "Ask whether the facility and monitoring are included in dosing sessions.",
    ]


def test_a_phase_that_is_to_have_no_session_is_not_missing() -> None:
    assert questions(line()) == []


def test_a_phase_that_may_follow_is_asked_for_only_where_it_is_to_have_sessions() -> None:
    assert questions(line(), sessions={**WITHOUT_THE_REST, Phase.ONGOING: 4}) == [
        "Ask whether ongoing therapy is included."
    ]


def test_a_phase_with_a_line_for_none_of_its_sessions_is_missing() -> None:
    extra = line(phase=Phase.INTEGRATION, sessions=0)
    assert questions(line(), extra, sessions={**WITHOUT_THE_REST, Phase.INTEGRATION: 3}) == [
        "Ask whether integration sessions are included."
    ]


def test_what_is_charged_in_some_sessions_only_is_asked_for() -> None:
    assert questions(line(THERAPIST, KETAMINE, Element.FACILITY), line(MONITORING, count=2)) == [
        "Ask whether monitoring is charged in 2 of 6 dosing sessions only."
    ]


def test_a_line_without_a_price_is_asked_for_by_its_label() -> None:
    kit = QuoteLine(label="Starter kit", phase=DOSING, count=6)
    assert questions(kit) == ["Ask what is charged for starter kit, or whether that is included."]


def test_an_unusual_element_is_not_missed() -> None:
    assert questions(line(), line(MEDICAL)) == []
