"""The whole course is what the quote says and what it leaves out, each part of each session counted once."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import BOOSTER, DAY, DOSING, FACILITY, KETAMINE, MEDICAL, MONITORING, THERAPIST, fee, price_list

from kapcost.core.audit import audit
from kapcost.core.course import Course, Element, Phase
from kapcost.core.estimate import estimate
from kapcost.core.fee import Fee
from kapcost.core.price import Per, Status
from kapcost.core.quote import Quote
from kapcost.core.quote_line import QuoteLine
from kapcost.core.whole_course import WholeCourse
from kapcost.errors import InputError
from kapcost.price_list_file import load_price_list

SHIPPED = load_price_list()


def line(price: int | None, *elements: Element, phase: Phase = DOSING, count: int = 6, **more: Any) -> QuoteLine:
    label = more.pop("label", f"{phase} {', '.join(elements)}")
    written = None if price is None else Decimal(price)
    return QuoteLine(label=label, phase=phase, elements=elements, price=written, count=count, **more)


def whole(fees: tuple[Fee, ...], *lines: QuoteLine, **more: Any) -> WholeCourse:
    course = Course(dosing=6, **more)
    return audit(Quote(lines=lines), price_list(*fees, courses={"usual": course})).whole_course


def charged(course: WholeCourse) -> list[tuple[str, str]]:
    return [(line.label, str(line.amount.high)) for line in course.charges if line.amount]


def unknown(course: WholeCourse) -> list[str]:
    return [line.label for line in course.charges if line.status == "unknown"]


def test_a_fee_for_what_is_quoted_is_not_counted_again() -> None:
    course = whole((fee("Therapist", 300), fee("Ketamine", 100, KETAMINE)), line(350, THERAPIST))
    assert (str(course.quoted), str(course.cost), charged(course)) == ("2100.00", "2700.00", [("Ketamine", "600.00")])


def test_an_all_in_quote_leaves_nothing_to_add() -> None:
    fees = (fee("Therapist", 300), fee("Ketamine", 100, KETAMINE), fee("Room", 50, FACILITY))
    course = whole(fees, line(700))
    assert (str(course.cost), charged(course), course.complete) == ("4200.00", [], True)


def test_the_rest_of_an_all_in_fee_is_not_known() -> None:
    course = whole((fee("All-in", 500, THERAPIST, KETAMINE, MONITORING),), line(350, THERAPIST))
    assert (str(course.cost), unknown(course), course.complete) == ("2100.00", ["Ketamine, monitoring"], False)


def test_the_rest_of_what_has_no_price_of_its_own_keeps_it_so() -> None:
    both = fee("Room and monitoring", "included", FACILITY, MONITORING, included_in="the therapist")
    course = whole((both,), line(350, THERAPIST, KETAMINE, FACILITY))
    assert [(line.elements, line.status) for line in course.charges] == [((MONITORING,), "included")]
    assert course.complete


def test_a_fee_over_several_phases_is_left_whole_where_none_of_them_is_quoted() -> None:
    monthly = fee("Programme", 200, MEDICAL, on=(Phase.PREPARATION, Phase.REVIEW), per=Per.COURSE)
    course = whole((monthly,), line(350), preparation=1, review=1)
    assert charged(course) == [("Programme", "200.00")]


def test_a_fee_over_several_phases_is_not_known_for_those_that_are_not_quoted() -> None:
    joint = fee("Programme", 900, THERAPIST, on=(DOSING, Phase.INTEGRATION), per=Per.COURSE)
    course = whole((joint,), line(350, THERAPIST), integration=6)
    assert (charged(course), unknown(course)) == ([], ["Therapist"])


def test_a_phase_without_sessions_does_not_make_a_fee_partly_quoted() -> None:
    packs = fee("Doses", 90, KETAMINE, on=(DOSING, BOOSTER), per=Per.PACK, pack_size=2)
    course = whole((packs,), line(350, KETAMINE))
    assert (charged(course), course.complete) == ([], True)


def test_a_line_without_a_price_is_filled_in_for_its_sessions() -> None:
    course = whole((fee("Therapist", 300),), line(None, THERAPIST, count=4))
    assert charged(course) == [("Therapist", "1200.00")]


def test_a_line_without_a_price_beside_one_for_the_same_is_not_known_and_never_nothing() -> None:
    fees = (fee("Therapist", 300),)
    course = whole(fees, line(350, THERAPIST, count=3), line(None, THERAPIST, count=3, label="Further sessions"))
    assert (str(course.quoted), unknown(course), course.complete) == ("1050.00", ["Further sessions"], False)


def test_an_extra_without_a_price_is_not_known_and_never_nothing() -> None:
    course = whole((fee("Therapist", 300),), line(350, THERAPIST), line(None, KETAMINE, sessions=0, label="Kit"))
    assert (str(course.cost), unknown(course), course.complete) == ("2100.00", ["Kit"], False)


def test_what_is_charged_in_some_sessions_only_is_not_known_in_the_others_and_never_nothing() -> None:
    course = whole((fee("Monitoring", 50, MONITORING),), line(350, THERAPIST), line(40, MONITORING, count=2))
    rest = [(line.label, line.quantity.low) for line in course.charges if line.status == "unknown"]
    assert (str(course.cost), course.complete, rest) == ("2180.00", False, [("Monitoring", 4)])


def test_a_line_without_a_price_in_some_sessions_is_filled_in_for_all_of_them() -> None:
    fees = (fee("Therapist", 300), fee("Ketamine", 100, KETAMINE))
    course = whole(fees, line(350, THERAPIST), line(None, KETAMINE, count=2))
    assert (charged(course), unknown(course), course.complete) == ([("Ketamine", "600.00")], [], True)


def test_what_sessions_a_quote_was_read_as_is_said_once() -> None:
    course = whole((), line(350, THERAPIST), line(99, THERAPIST, phase=Phase.REVIEW, count=1), preparation=2)
    assert [text for text in course.assumptions if "Read" in text] == ["Read as 6 dosing sessions, 1 review visit."]


def test_what_is_included_in_the_quote_is_not_filled_in() -> None:
    room = QuoteLine(label="Room", phase=DOSING, elements=(FACILITY,), price=Status.INCLUDED, count=6)
    assert str(whole((fee("Room", 50, FACILITY),), line(350, THERAPIST), room).cost) == "2100.00"


def test_too_many_sessions_are_refused() -> None:
    with pytest.raises(InputError, match=r"lines\.dosing"):
        whole((), line(1, THERAPIST, count=1000), line(1, THERAPIST, count=1, label="One more"))


CELLS = st.lists(
    st.tuples(st.sampled_from(list(Phase)[:6]), st.sets(st.sampled_from(list(Element)), min_size=1),
              st.integers(1, 8), st.integers(0, 900)),
    min_size=1, max_size=5,
)  # fmt: skip


@given(CELLS, st.sampled_from(list(SHIPPED.settings)))
def test_the_whole_is_always_the_quote_and_what_is_filled_in(drawn: list[Any], setting: str) -> None:
    lines = tuple(
        QuoteLine(label=f"Line {place}", phase=phase, elements=tuple(elements), count=count, price=Decimal(price))
        for place, (phase, elements, count, price) in enumerate(drawn)
    )
    found = audit(Quote(lines=lines, setting=setting), SHIPPED).whole_course
    assert found.quoted.low == sum(line.reckoned or 0 for line in lines)
    assert found.cost.low == found.quoted.low + found.filled_in.low
    assert found.cost.high == (found.quoted.high or 0) + (found.filled_in.high or 0)
    amounts = [line.amount for line in found.charges if line.amount]
    assert found.filled_in.high == sum(amount.high or 0 for amount in amounts)
    covered = {(line.phase, element) for line in lines for element in line.elements}
    assert not covered & {(line.phase, element) for line in found.charges if line.amount for element in line.elements}


@pytest.mark.parametrize("setting", SHIPPED.settings)
def test_an_unpriced_quote_of_the_usual_sessions_costs_what_the_estimate_says(setting: str) -> None:
    usual = SHIPPED.preset(SHIPPED.setting(setting).course or "")
    lines = tuple(
        QuoteLine(label=phase, phase=phase, count=number.high)
        for phase in Phase
        if (number := usual.sessions(phase)).high
    )
    found = audit(Quote(lines=lines, setting=setting, as_of=DAY), SHIPPED).whole_course
    assert found.cost == estimate(usual, SHIPPED, setting=setting).totals.estimate
