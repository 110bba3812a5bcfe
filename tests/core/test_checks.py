"""Every sum of a quote is checked, and a rounding that a provider may choose is no mistake."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from making import DOSING, KETAMINE, MEDICAL, THERAPIST

from kapcost.core.checks import Check, Sum, checks_of, package_audited
from kapcost.core.course import Phase
from kapcost.core.discounts import parse_discount
from kapcost.core.quote import Quote, QuotePackage, QuoteTotal
from kapcost.core.quote_line import QuoteLine

TALK = QuoteLine(label="Talk", phase=Phase.INTEGRATION, count=7, price=Decimal("187.35"))
INTAKE = QuoteLine(label="Intake", phase=Phase.CONSULTATION, elements=(THERAPIST,), price=Decimal("99.99"))


def total_check(stated: str, *discounts: str, **more: Any) -> Check:
    """Return the check of a total that is stated for TALK and INTAKE."""
    off = tuple(parse_discount(discount) for discount in discounts)
    totals = (QuoteTotal(amount=Decimal(stated), **more),)
    (check,) = checks_of(Quote(lines=(TALK, INTAKE), discounts=off, totals=totals))
    return check


# 187.35 x 7 = 1311.45, + 99.99 = 1411.44; 17.5% off: by session 154.56 x 7 = 1081.92 + 82.49 = 1164.41,
# by line 1081.95 + 82.49 = 1164.44, on the sum 1164.438
@pytest.mark.parametrize("stated", ["1164.41", "1164.44"])
def test_a_percentage_may_be_rounded_by_session_by_line_or_on_the_sum(stated: str) -> None:
    check = total_check(stated, "17.5%")
    assert (check.foots, check.difference, check.computed) == (True, Decimal(0), Decimal(stated))
    assert check.computed + check.taken_off == Decimal("1411.44")


def test_a_total_rounded_in_no_such_way_does_not_foot() -> None:
    check = total_check("1164.50", "17.5%")
    assert (check.foots, check.computed, check.difference) == (False, Decimal("1164.41"), Decimal("0.09"))


def test_a_discount_for_a_phase_is_off_that_phase_only() -> None:
    check = total_check("1280.33", "10%:integration")  # 168.62 x 7 = 1180.34, + 99.99
    assert (check.foots, check.taken_off) == (True, Decimal("131.11"))


def test_a_percentage_for_a_phase_may_be_rounded_on_the_sum_of_that_phase() -> None:
    two = tuple(replace(TALK, label=label, count=1, price=Decimal("33.33")) for label in ("One", "Two"))
    off = (parse_discount("10%:integration"),)
    sums = [Decimal(30) * 2, Decimal("59.99")]  # 29.997 each, 59.994 together
    assert [checks_of(Quote(lines=two, discounts=off, total=total))[0].foots for total in sums] == [True, True]


def test_a_total_of_named_lines_leaves_the_others_out() -> None:
    check = total_check("99.99", lines=("Intake",))
    assert (check.foots, check.lines) == (True, ("Intake",))


def test_a_total_before_discounts_has_none_taken_off() -> None:
    assert total_check("1411.44", "10%", discounted=False).foots


def test_a_line_is_checked_only_where_an_amount_stands_beside_a_price() -> None:
    only_amount = QuoteLine(label="Kit", phase=DOSING, amount=Decimal(50))
    both = QuoteLine(label="Session", phase=DOSING, price=Decimal(400), count=2, amount=Decimal(800))
    checks = checks_of(Quote(lines=(TALK, only_amount, both)))
    assert [(check.of, check.label, check.foots) for check in checks] == [(Sum.LINE, "Session", True)]


def test_a_total_below_the_priced_lines_does_not_foot_though_others_have_no_price() -> None:
    free = QuoteLine(label="Kit", phase=DOSING)
    (check,) = checks_of(Quote(lines=(INTAKE, free), total=Decimal(90)))
    assert (check.foots, check.unpriced, check.corrections) == (False, ("Kit",), ())


def package(**more: Any) -> QuotePackage:
    return QuotePackage(**{"label": "Ten talks", "sessions": {Phase.INTEGRATION: 10}, "price": Decimal(1500), **more})


def test_a_package_is_measured_by_what_its_sessions_cost_singly() -> None:
    audited = package_audited(package(), Quote(lines=(TALK,)))
    assert (audited.singly, audited.saving) == (Decimal("1873.50"), Decimal("373.50"))


def test_a_package_dearer_than_its_sessions_saves_less_than_nothing() -> None:
    assert package_audited(package(price=Decimal(1900)), Quote(lines=(TALK,))).saving == Decimal("-26.50")


@pytest.mark.parametrize(
    "lines",
    [
        (INTAKE,),
        (TALK, replace(TALK, label="Further talk")),
        (replace(TALK, sessions=3),),
        (replace(TALK, price=None, amount=Decimal(1300)),),
        (replace(TALK, elements=(THERAPIST, MEDICAL)),),
        (replace(TALK, elements=(MEDICAL,)),),
    ],
    ids=["no line", "two lines for one element", "by the hour", "an amount only", "more than the package", "other"],
)
def test_where_the_lines_give_no_one_price_per_session_nothing_is_compared(lines: tuple[QuoteLine, ...]) -> None:
    quote = Quote(lines=lines, packages={"ten": package(instead_of=Decimal(5))})
    assert package_audited(package(), quote).singly is None
    assert checks_of(quote) == ()


def test_a_package_with_more_than_the_lines_are_for_is_not_measured_by_them() -> None:
    infusion = QuoteLine(label="Infusion", phase=DOSING, elements=(KETAMINE,), price=Decimal(400))
    six = QuotePackage(label="With therapist", sessions={DOSING: 6}, elements=(THERAPIST, KETAMINE),
                       price=Decimal(3000), instead_of=Decimal(3600))  # fmt: skip
    quote = Quote(lines=(infusion,), packages={"six": six})
    assert package_audited(six, quote).singly is None
    assert checks_of(quote) == ()


def test_a_package_over_two_phases_needs_in_each_only_what_is_usual_there() -> None:
    session = QuoteLine(label="Session", phase=DOSING, price=Decimal(700))
    both = package(sessions={DOSING: 3, Phase.INTEGRATION: 2}, price=Decimal(2000))
    assert package_audited(both, Quote(lines=(session, TALK))).singly == Decimal("2474.70")


def test_a_percentage_is_off_what_is_stated_where_that_is_stated() -> None:
    (check,) = checks_of(
        Quote(lines=(INTAKE,), packages={"ten": package(instead_of=Decimal(2000), percent=Decimal(25))})
    )
    assert (check.of, check.foots) == (Sum.PERCENT_OFF, True)


def test_what_a_package_is_said_to_stand_for_may_be_one_session_too_much() -> None:
    talk = replace(TALK, count=1, amount=None)
    quote = Quote(lines=(talk,), packages={"ten": package(instead_of=Decimal("187.35") * 11)})
    (check,) = checks_of(quote)
    assert [(each.mistake, each.count, each.instead_of) for each in check.corrections] == [("count", 11, 10)]
