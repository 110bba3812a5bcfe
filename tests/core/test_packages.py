"""Session packages: what they replace, what they cost, and when they apply."""

from decimal import Decimal
from typing import Any

import pytest
from making import (
    BOOSTER,
    DOSING,
    FACILITY,
    KETAMINE,
    MEDICAL,
    MONITORING,
    THERAPIST,
    answer,
    dollars,
    ends,
    fee,
    sessions,
)  # fmt: skip

from kapcost.core.answer import Estimate
from kapcost.core.course import Course, Element, Phase
from kapcost.core.discounts import Discount
from kapcost.core.fee import Fee
from kapcost.core.money import parse_range
from kapcost.core.packages import Package
from kapcost.core.price import Per, Status, Window
from kapcost.errors import InputError

PREPARATION, INTEGRATION = Phase.PREPARATION, Phase.INTEGRATION
INFUSION = fee("Infusion", 440, KETAMINE, FACILITY, MONITORING, on=(DOSING, BOOSTER), payee="clinic")


def package(price: Any = None, dosing: int = 3, **more: Any) -> Package:
    """Return a package of dosing sessions, whole sessions unless other elements are named."""
    parts: dict[str, Any] = {"label": "Pack", "sessions": {DOSING: dosing}, "elements": tuple(Element)}
    return Package(**parts | {"price": None if price is None else parse_range(price)} | more)


def bought(dosing: Any, pack: Package, *fees: Fee, **more: Any) -> Estimate:
    return answer(Course(dosing=dosing), *(fees or (INFUSION,)), packages={"pack": pack}, package="pack", **more)


@pytest.mark.parametrize(
    ("pack", "paid", "saved"),
    [
        (package(1200), "1200", "120"),
        (package(percent=Decimal(10)), "1188", "132"),
        (package(amount=Decimal(100)), "1220", "100"),
        (package(amount=Decimal(5000)), "0", "1320"),
        (package(0), "0", "1320"),
        (package(1500), "1500", "-180"),
    ],
)
def test_a_package_costs_a_price_or_a_percentage_or_an_amount_less_than_its_sessions(
    pack: Package, paid: str, saved: str
) -> None:
    estimate = bought(3, pack)
    (used,) = estimate.packages
    assert estimate.totals.estimate == dollars(paid)
    assert (used.replaced, used.price, used.saved) == (ends("1320"), ends(paid), ends(saved))


def test_a_percentage_is_taken_off_the_price_of_one_session_and_rounded_half_up() -> None:
    odd = fee("Odd", "187.35", KETAMINE)
    assert bought(7, package(dosing=7, percent=Decimal("17.5")), odd).totals.estimate == dollars("1081.92")


def test_a_percentage_off_a_range_is_taken_at_each_end() -> None:
    pack = package(dosing=2, percent=Decimal(25))
    assert bought(2, pack, fee(price="300-500")).totals.estimate == dollars("450", "750")


@pytest.mark.parametrize(("number", "paid"), [(1, "440"), (2, "880"), (3, "1200"), (4, "1640"), (7, "2960")])
def test_a_package_applies_once_to_a_course_with_its_sessions_and_further_ones_are_charged_singly(
    number: int, paid: str
) -> None:
    assert bought(number, package(1200)).totals.estimate == dollars(paid)


@pytest.mark.parametrize(
    ("number", "paid"), [(2, "880"), (3, "1200"), (5, "2080"), (6, "2400"), (7, "2840"), (9, "3600")]
)
def test_a_repeatable_package_applies_as_often_as_it_fits(number: int, paid: str) -> None:
    assert bought(number, package(1200, repeatable=True)).totals.estimate == dollars(paid)


def test_the_line_of_a_package_stands_before_the_sessions_it_leaves() -> None:
    lines = [line for line in bought(7, package(1200, repeatable=True)).charges if line.status is Status.CHARGED]
    assert [(line.label, line.per, line.quantity.low, line.amount) for line in lines] == [
        ("Pack", Per.PACKAGE, 2, ends("2400")),
        ("Infusion", Per.SESSION, 1, ends("440")),
    ]


def test_a_package_of_two_phases_applies_only_with_the_sessions_of_both() -> None:
    pack = package(1000, sessions={PREPARATION: 1, DOSING: 2}, repeatable=True)
    talk = fee("Talk", 150, on=PREPARATION)
    costs = [
        answer(Course(preparation=one, dosing=two), INFUSION, talk, packages={"p": pack}, package="p").totals.estimate
        for one, two in ((1, 1), (1, 2), (2, 2), (1, 4), (2, 4), (2, 5))
    ]
    assert costs == [dollars(paid) for paid in ("590", "1000", "1150", "1880", "2000", "2440")]


def test_a_free_booster_costs_nothing_if_the_course_has_one_and_a_second_is_charged() -> None:
    pack = package(2300, dosing=6, free={BOOSTER: 1})
    costs = [
        answer(Course(dosing=6, booster=number), INFUSION, packages={"p": pack}, package="p").totals.estimate
        for number in (0, 1, 2)
    ]
    assert costs == [dollars(paid) for paid in ("2300", "2300", "2740")]


def test_a_free_session_is_counted_among_what_the_package_replaced() -> None:
    pack = package(2300, dosing=6, free={BOOSTER: 1})
    (used,) = answer(Course(dosing=6, booster=1), INFUSION, packages={"p": pack}, package="p").packages
    assert (used.replaced, used.saved) == (ends("3080"), ends("780"))


def test_a_package_for_some_elements_leaves_the_others_charged() -> None:
    pack = package(1200, elements=(KETAMINE, FACILITY, MONITORING))
    assert bought(3, pack, INFUSION, fee(price=300)).totals.estimate == dollars("2100")


def test_a_fee_for_the_first_sessions_is_charged_for_none_of_those_the_package_covers() -> None:
    doctor = fee("Doctor", 100, MEDICAL, sessions=Window(last=4))
    assert bought(6, package(1200), INFUSION, doctor).totals.estimate == dollars("2620")  # 1200 + 3 x 440 + 1 x 100


def test_a_fee_for_later_sessions_stays_for_those_beyond_the_package() -> None:
    doctor = fee("Doctor", 100, MEDICAL, sessions=Window(first=3))
    assert bought(6, package(1200), INFUSION, doctor).totals.estimate == dollars("2820")  # 1200 + 3 x 440 + 3 x 100


def test_a_package_that_covers_a_part_of_an_all_in_fee_is_refused_with_both_named() -> None:
    with pytest.raises(InputError) as caught:
        bought(3, package(900, elements=(KETAMINE,)))
    (problem,) = caught.value.problems
    assert "'Pack'" in problem.found
    assert "'Infusion'" in problem.found
    assert problem.key == "package"


def test_a_package_that_covers_a_part_of_the_phases_of_a_programme_is_refused() -> None:
    programme = fee("Programme", 4000, on=(PREPARATION, DOSING), per=Per.COURSE)
    with pytest.raises(InputError, match="Programme"):
        answer(Course(preparation=1, dosing=3), programme, packages={"p": package(900)}, package="p")


def test_a_range_of_sessions_is_cheapest_where_the_package_begins_to_apply() -> None:
    estimate = bought(sessions(5, 6), package(2050, dosing=6))
    assert estimate.totals.estimate == dollars("2050", "2200")


def test_a_range_of_sessions_is_dearest_before_the_package_applies_once_more() -> None:
    estimate = bought(sessions(2, 6), package(600, repeatable=True))
    assert estimate.totals.estimate == dollars("600", "1480")  # 3 in a package; 5 = 600 + 2 x 440


def test_what_is_not_charged_in_any_session_is_not_said_of_some_sessions_only() -> None:
    said = bought(sessions(5, 6), package(2050, dosing=6, elements=INFUSION.elements)).not_included
    assert "therapist in dosing sessions" in said


def test_a_phase_that_the_dearest_course_lacks_still_counts_in_the_cheapest() -> None:
    pack = package(100, sessions={PREPARATION: 1, DOSING: 1}, elements=(THERAPIST,))
    fees = fee("Guide", 400), fee("Talk", 10, on=PREPARATION), fee("Doctor", 50, MEDICAL, on=PREPARATION)
    course = Course(preparation=sessions(0, 1), dosing=1)
    estimate = answer(course, *fees, packages={"p": pack}, package="p")
    assert estimate.totals.estimate == dollars("150", "400")  # with preparation 100 + 50, without it 400


def test_a_package_that_never_applies_is_not_used_and_that_is_said() -> None:
    estimate = bought(2, package(1200))
    assert estimate.packages == ()
    assert estimate.totals.estimate == dollars("880")
    assert any("Pack" in sentence for sentence in estimate.assumptions)


def test_a_package_in_place_of_no_charge_is_refused() -> None:
    with pytest.raises(InputError, match="Pack"):
        bought(3, package(1200), fee("Doctor", 100, MEDICAL, on=Phase.REVIEW))


def test_a_reduction_cannot_be_repeated() -> None:
    with pytest.raises(InputError, match="repeatable"):
        package(percent=Decimal(10), repeatable=True)


def test_the_payee_of_a_package_is_that_of_the_fees_it_stands_in_place_of() -> None:
    talk = fee("Talk", 150, on=PREPARATION, payee="therapist")
    guide = fee("Guide", 300, payee="clinic")
    course = Course(preparation=1, dosing=3)
    totals = answer(course, talk, guide, packages={"p": package(800)}, package="p").totals
    assert totals.by_payee == {"therapist": ends("150"), "clinic": ends("800")}


def test_the_line_of_a_package_stands_in_a_phase_whose_sessions_it_sells() -> None:
    estimate = bought(3, package(1200, free={Phase.CONSULTATION: 1}))
    assert [line.phase for line in estimate.charges if line.per is Per.PACKAGE] == [DOSING]


def test_a_package_and_a_discount_that_takes_everything_off_leave_nothing_to_pay() -> None:
    free = bought(sessions(5, 6), package(2050, dosing=6), discounts=[Discount(percent=Decimal(100))])
    assert free.totals.estimate == dollars("0")
