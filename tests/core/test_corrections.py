"""Whatever single slip a provider made in a total is found, and nothing is said that does not fit exactly."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import DOSING

from kapcost.core.checks import Check, checks_of
from kapcost.core.corrections import Correction, Mistake, line_corrections
from kapcost.core.discounts import Discount
from kapcost.core.quote import Quote
from kapcost.core.quote_line import QuoteLine
from kapcost.core.quote_sums import parts_of, sum_of, sums_of

PRICES = st.decimals(1, 2000, places=2)
LINES = st.lists(st.tuples(PRICES, st.integers(1, 12)), min_size=1, max_size=6).map(
    lambda drawn: tuple(
        QuoteLine(label=f"Line {place}", phase=DOSING, price=price, count=count)
        for place, (price, count) in enumerate(drawn)
    )
)
DISCOUNTS = st.lists(
    st.one_of(
        st.integers(1, 60).map(lambda percent: Discount(percent=Decimal(percent))),
        st.integers(1, 100).map(lambda amount: Discount(amount=Decimal(amount))),
    ),
    max_size=2,
).map(tuple)


def total_of(lines: tuple[QuoteLine, ...], discounts: tuple[Discount, ...]) -> Decimal:
    return sum_of(parts_of(Quote(lines=lines)), discounts) if lines else Decimal(0)


def check(total: Decimal, lines: tuple[QuoteLine, ...], discounts: tuple[Discount, ...]) -> Check:
    (only,) = checks_of(Quote(lines=lines, total=total, discounts=discounts))
    return only


def counted(line: QuoteLine, count: int) -> QuoteLine:
    return QuoteLine(label=line.label, phase=line.phase, price=line.price, count=count)


@given(LINES, DISCOUNTS)
def test_the_sum_of_the_lines_foots(lines: tuple[QuoteLine, ...], discounts: tuple[Discount, ...]) -> None:
    assert check(total_of(lines, discounts), lines, discounts).foots


@given(LINES, st.integers(0, 5), st.sampled_from([-1, 1]))
def test_one_session_more_or_less_is_found(lines: tuple[QuoteLine, ...], place: int, more: int) -> None:
    wrong = lines[place % len(lines)]
    count = wrong.count + more
    said = tuple(line if line is not wrong else counted(wrong, count) for line in lines) if count else ()
    if count == 0:
        said = tuple(line for line in lines if line is not wrong)
    found = check(total_of(said, ()), lines, ())
    if found.foots:
        return
    named = [(each.label, each.mistake, each.count) for each in found.corrections]
    kind = {0: Mistake.LEFT_OUT, 2 * wrong.count: Mistake.TWICE}.get(count, Mistake.COUNT)
    assert (wrong.label, kind, count if kind is Mistake.COUNT else None) in named


@given(LINES, DISCOUNTS, st.integers(0, 5))
def test_a_line_left_out_or_counted_twice_is_found(
    lines: tuple[QuoteLine, ...], discounts: tuple[Discount, ...], place: int
) -> None:
    wrong = lines[place % len(lines)]
    without = tuple(line for line in lines if line is not wrong)
    twice = tuple(line if line is not wrong else counted(wrong, 2 * wrong.count) for line in lines)
    for said, mistake in ((without, Mistake.LEFT_OUT), (twice, Mistake.TWICE)):
        found = check(total_of(said, discounts), lines, discounts)
        assert found.foots or Correction(mistake=mistake, label=wrong.label) in found.corrections


@given(LINES, DISCOUNTS, PRICES)
def test_every_count_that_is_named_explains_the_total_exactly(
    lines: tuple[QuoteLine, ...], discounts: tuple[Discount, ...], total: Decimal
) -> None:
    for each in check(total, lines, discounts).corrections:
        if each.count is not None:
            said = tuple(line if line.label != each.label else counted(line, each.count) for line in lines)
            assert total in sums_of(parts_of(Quote(lines=said)), discounts)


@pytest.mark.parametrize("total", [4375, 4076, 1])
def test_what_no_single_slip_explains_is_left_unexplained(total: int) -> None:
    prices = [(200, 1), (250, 1), (175, 1), (400, 6), (175, 6)]
    lines = tuple(
        QuoteLine(label=f"Line {place}", phase=DOSING, price=Decimal(price), count=count)
        for place, (price, count) in enumerate(prices)
    )
    assert check(Decimal(total), lines, ()).corrections == ()


# 187.35 x 7 = 1311.45; 17.5% off: by line 1081.95, by session 154.56 x 7 = 1081.92
@pytest.mark.parametrize("total", ["1081.95", "1081.92"])
def test_a_slip_is_found_however_a_percentage_is_rounded(total: str) -> None:
    talk = QuoteLine(label="Talk", phase=DOSING, price=Decimal("187.35"), count=7)
    evaluation = QuoteLine(label="Evaluation", phase=DOSING, price=Decimal(50))
    found = check(Decimal(total), (talk, evaluation), (Discount(percent=Decimal("17.5")),)).corrections
    assert found == (Correction(mistake=Mistake.LEFT_OUT, label="Evaluation"),)


def test_a_likely_slip_hides_counts_that_only_happen_to_fit() -> None:
    lines = (
        QuoteLine(label="Talk", phase=DOSING, price=Decimal(50), count=9),
        QuoteLine(label="Evaluation", phase=DOSING, price=Decimal(250)),
    )
    found = check(Decimal(450), lines, ()).corrections
    assert found == (Correction(mistake=Mistake.LEFT_OUT, label="Evaluation"),)


def test_a_count_of_more_than_twice_the_stated_one_explains_nothing() -> None:
    talk = QuoteLine(label="Talk", phase=DOSING, price=Decimal(100), count=6)
    evaluation = QuoteLine(label="Evaluation", phase=DOSING, price=Decimal(250))
    assert check(Decimal(4750), (talk, evaluation), ()).corrections == ()
    assert line_corrections(replace(talk, amount=Decimal(4500))) == ()
    assert [each.count for each in line_corrections(replace(talk, amount=Decimal(1200)))] == [12]


@given(LINES, st.integers(0, 8))
def test_two_neighbouring_digits_that_are_swapped_are_found(lines: tuple[QuoteLine, ...], place: int) -> None:
    right = f"{total_of(lines, ()):.2f}"
    at = place % (len(right) - 1)
    wrong = right[:at] + right[at + 1] + right[at] + right[at + 2 :]
    if "." in right[at : at + 2] or wrong == right or wrong[0] == "0":
        return
    found = check(Decimal(wrong), lines, ()).corrections
    assert Correction(mistake=Mistake.DIGITS_SWAPPED, label="Total") in found


@given(LINES, st.sampled_from([10, 100]))
def test_a_zero_too_many_or_too_few_is_found(lines: tuple[QuoteLine, ...], factor: int) -> None:
    right = total_of(lines, ())
    slip = Correction(mistake=Mistake.DECIMAL_POINT, label="Total")
    assert slip in check(right * factor, lines, ()).corrections
    if not (right * 100) % factor:
        assert slip in check(right / factor, lines, ()).corrections


@pytest.mark.parametrize("amount", [4676, 6375, 0, 425 * 1001])
def test_an_amount_that_is_no_other_count_of_a_line_is_left_unexplained(amount: int) -> None:
    line = QuoteLine(label="Infusions", phase=DOSING, price=Decimal(425), count=15, amount=Decimal(amount))
    assert line_corrections(line) == ()
