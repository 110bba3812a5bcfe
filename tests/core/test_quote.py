"""A quote says what a provider states, and refuses what contradicts itself, with all that is wrong."""

from decimal import Decimal
from typing import Any

import pytest
from making import DOSING, KETAMINE, THERAPIST

from kapcost.core.course import USUAL_ELEMENTS, Phase
from kapcost.core.discounts import Discount
from kapcost.core.price import Status
from kapcost.core.quote import MOST, Quote, QuotePackage, QuoteTotal
from kapcost.core.quote_line import QuoteLine, parse_stated_price
from kapcost.errors import InputError


def line(label: str = "Session", **more: Any) -> QuoteLine:
    return QuoteLine(**{"label": label, "phase": DOSING, "price": Decimal(400), **more})


def keys_refused(error: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [problem.key for problem in error.value.problems]


@pytest.mark.parametrize("phase", Phase)
def test_a_line_is_for_the_usual_elements_of_its_phase_unless_it_says_otherwise(phase: Phase) -> None:
    assert line(phase=phase).covers == USUAL_ELEMENTS[phase]
    assert line(phase=phase, elements=(KETAMINE,)).covers == (KETAMINE,)


def test_a_line_comes_to_count_times_price_whatever_amount_is_stated() -> None:
    assert line(count=3, amount=Decimal(1000)).reckoned == 1200


def test_a_line_without_a_price_comes_to_its_amount() -> None:
    assert line(count=3, price=None, amount=Decimal(1000)).reckoned == 1000


def test_a_line_with_neither_is_not_priced_which_is_not_zero() -> None:
    assert (line(price=None).is_priced, line(price=None).reckoned) == (False, None)


def test_what_is_included_is_priced_and_comes_to_nothing_of_its_own() -> None:
    included = line(price=Status.INCLUDED)
    assert (included.is_priced, included.unit, included.reckoned) == (True, None, None)


def test_a_line_is_for_as_many_sessions_as_its_count_unless_it_says_otherwise() -> None:
    assert (line(count=15).in_sessions, line(count=15, sessions=6).in_sessions) == (15, 6)


def test_everything_wrong_with_a_line_is_said_at_once() -> None:
    with pytest.raises(InputError) as error:
        line(count=0, sessions=-1, elements=(THERAPIST, THERAPIST), price=Decimal("0.001"), amount=Decimal("NaN"))
    assert sorted(keys_refused(error)) == ["amount", "count", "elements", "price", "sessions"]


def test_an_amount_for_what_is_included_is_refused() -> None:
    with pytest.raises(InputError, match="for what is included"):
        line(price=Status.INCLUDED, amount=Decimal(5))


@pytest.mark.parametrize("written", ["400-500", "300+", -5, "1e30", True, "NaN", "", "includd", "unknown"])
def test_a_stated_price_is_one_amount_or_included(written: Any) -> None:
    with pytest.raises(InputError):
        parse_stated_price(written)


def test_a_word_near_to_included_is_pointed_to_it() -> None:
    with pytest.raises(InputError, match="Did you mean included"):
        parse_stated_price("includd")


def test_everything_wrong_with_a_package_is_said_at_once() -> None:
    with pytest.raises(InputError) as error:
        QuotePackage(label="Six", sessions={DOSING: 0}, price=Decimal(-1), percent=Decimal(101))
    assert sorted(keys_refused(error)) == ["percent", "price", "sessions.dosing"]


def test_a_package_is_for_the_usual_elements_of_all_its_phases() -> None:
    package = QuotePackage(label="All", sessions={Phase.REVIEW: 1, Phase.ONGOING: 2}, price=Decimal(1))
    assert set(package.covers) == {*USUAL_ELEMENTS[Phase.REVIEW], *USUAL_ELEMENTS[Phase.ONGOING]}


def test_a_quote_without_lines_and_packages_is_none() -> None:
    with pytest.raises(InputError, match="at least one line or package"):
        Quote(lines=())


def test_a_quote_of_too_many_lines_is_refused_by_their_number() -> None:
    with pytest.raises(InputError, match="found 5,000; expected at most 50"):
        Quote(lines=tuple(line(f"Line {number}") for number in range(5000)))
    assert Quote(lines=tuple(line(f"Line {number}") for number in range(MOST["lines"])))


def test_a_quote_of_too_many_totals_and_discounts_is_refused_by_their_numbers() -> None:
    totals = (QuoteTotal(amount=Decimal(5)),) * 11
    with pytest.raises(InputError) as error:
        Quote(lines=(line(),), totals=totals, discounts=(Discount(percent=Decimal(1)),) * 6)
    assert keys_refused(error) == ["totals", "discounts"]


def test_everything_wrong_between_the_parts_of_a_quote_is_said_at_once() -> None:
    with pytest.raises(InputError) as error:
        Quote(
            lines=(line("One"), line("One")), sessions={DOSING: 3, Phase.REVIEW: -1}, total=Decimal("1.005"),
            totals=(QuoteTotal(amount=Decimal(5), lines=("Onne",)),),
        )  # fmt: skip
    assert keys_refused(error) == ["label", "totals[1].lines", "sessions.dosing", "sessions.review", "total"]
    assert "Did you mean One?" in str(error.value)


def test_the_short_total_is_one_of_all_lines_after_discounts() -> None:
    (total,) = Quote(lines=(line(),), total=Decimal(400)).stated_totals
    assert total == QuoteTotal(label="Total", amount=Decimal(400), lines=(), discounted=True)
