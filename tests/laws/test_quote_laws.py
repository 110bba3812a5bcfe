"""What an audit says of a quote does not hang on how its lines are cut, and a comparison says the same."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from strategies import LAW

from kapcost.core.audit import Audit, audit
from kapcost.core.course import Element, Phase
from kapcost.core.discounts import Discount, parse_discount
from kapcost.core.quote import Quote, QuotePackage
from kapcost.core.quote_line import QuoteLine
from kapcost.core.quoted_course import QuotedCourse, courses_quoted
from kapcost.core.quoted_estimate import quoted_scenario
from kapcost.price_list_file import load_price_list

SHIPPED = load_price_list()

ELEMENTS = st.sets(st.sampled_from(list(Element)), min_size=1).map(lambda some: tuple(sorted(some)))


@st.composite
def lines(draw: st.DrawFn) -> list[QuoteLine]:
    """A few priced lines of two phases, which may be for the same elements or for parts of one another."""
    number = draw(st.integers(1, 6))
    return [
        QuoteLine(label=f"Line {place}", phase=draw(st.sampled_from((Phase.DOSING, Phase.CONSULTATION))),
                  elements=draw(ELEMENTS), count=draw(st.integers(1, 8)), price=Decimal(draw(st.integers(1, 900))))
        for place in range(number)
    ]  # fmt: skip


def course_of(some: list[QuoteLine]) -> QuotedCourse:
    return courses_quoted(Quote(lines=tuple(some)))[0]


def said_of_sessions(found: Audit) -> object:
    """What an audit says of the sessions and their cost, without the labels of lines."""
    whole = found.whole_course
    twice = {each.elements for each in found.charged_twice}
    return whole.course, whole.quoted, whole.cost, whole.charges, whole.assumptions, found.missing, twice


@given(lines(), st.integers(1, 7), st.sampled_from(list(SHIPPED.settings)))
@LAW
def test_a_line_cut_in_two_changes_nothing(some: list[QuoteLine], count: int, setting: str) -> None:
    *others, last = some
    cut = [replace(last, count=count, label="Line A"), replace(last, count=last.count, label="Line B")]
    whole = [*others, replace(last, count=count + last.count, label="Line A")]
    one, two = (said_of_sessions(audit(Quote(lines=tuple(each), setting=setting), SHIPPED))
                for each in (whole, [*others, *cut]))  # fmt: skip
    assert one == two


@given(lines())
@LAW
def test_the_order_of_lines_changes_no_number_of_sessions(some: list[QuoteLine]) -> None:
    one, other = course_of(some), course_of(some[::-1])
    cells = [(phase, element) for phase in Phase for element in Element]
    assert [one.sessions_of(*cell) for cell in cells] == [other.sessions_of(*cell) for cell in cells]


@given(lines())
@LAW
def test_what_is_not_charged_twice_is_charged_in_as_many_sessions_as_its_lines_come_to(some: list[QuoteLine]) -> None:
    course = course_of(some)
    for line in some:
        for element in set(line.covers) - set(course.twice(line)):
            here = (each.count for each in some if each.phase is line.phase and element in each.covers)
            assert course.sessions_of(line.phase, element) == sum(here) <= course.sessions_in(line.phase)


@given(lines())
@LAW
def test_lines_of_which_none_is_a_part_of_another_charge_nothing_twice(some: list[QuoteLine]) -> None:
    alone = [line for line in some if not any(line.is_part_of(other) for other in some)]
    assert not any(map(course_of(alone).twice, alone))


DISCOUNTS = st.lists(
    st.sampled_from(["5%", "12.5%:dosing", "100", "cash:30:therapist", "7000:dosing"]).map(parse_discount), max_size=3
).map(tuple)
SIX = QuotePackage(label="Six", sessions={Phase.DOSING: 6, Phase.REVIEW: 1}, price=Decimal(2100))
PACKAGES = st.sampled_from([{}, {"six": SIX}])


@given(lines(), DISCOUNTS, PACKAGES, st.sampled_from(list(SHIPPED.settings)))
@LAW
def test_a_quote_costs_in_a_comparison_what_its_audit_says(
    some: list[QuoteLine], discounts: tuple[Discount, ...], packages: dict[str, QuotePackage], setting: str
) -> None:
    quote = Quote(lines=tuple(some), discounts=discounts, packages=packages, setting=setting)
    whole = audit(quote, SHIPPED).whole_course
    said = quoted_scenario(quote, SHIPPED).estimate
    sums = said.totals
    assert sums.estimate == whole.cost
    assert sums.charges.low - sums.savings.low == sums.estimate.low
    assert sum(each.amount.low for each in said.discounts) == sums.savings.low
    assert sum(payee.low for payee in sums.by_payee.values()) == sums.estimate.low
    assert sum(line.amount.low for line in said.charges if line.amount) == sums.charges.low


@given(lines(), st.sampled_from(list(SHIPPED.settings)))
@LAW
def test_a_quote_is_complete_only_if_all_of_each_session_is_known(some: list[QuoteLine], setting: str) -> None:
    quote = Quote(lines=tuple(some), setting=setting)
    whole = audit(quote, SHIPPED).whole_course
    everywhere = not list(course_of(some).in_some_sessions())
    assert quoted_scenario(quote, SHIPPED).estimate.complete == (whole.complete and everywhere)
