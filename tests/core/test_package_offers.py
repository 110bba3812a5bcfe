"""Packages of a price list or a course file: which one is meant, and which would be cheaper."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from making import BOOSTER, DAY, DOSING, FACILITY, KETAMINE, MONITORING, dollars, fee, price_list, sessions, setting
from test_packages import INFUSION, package

from kapcost.core.answer import Estimate
from kapcost.core.course import Course
from kapcost.core.estimate import estimate
from kapcost.core.packages import Package
from kapcost.core.price_list import PriceList
from kapcost.errors import InputError

KNOWN: dict[str, Any] = {"sources": ("sheet",), "checked": DAY, "elements": (KETAMINE, FACILITY, MONITORING)}
THREE = package(1200, label="Three infusions", **KNOWN)
SIX = package(2300, 6, label="Six infusions", **KNOWN)
SIX_CHEAP = package(2050, 6, label="Six infusions", **KNOWN)


def listed(**packages: Package) -> PriceList:
    return price_list(settings={"clinic": replace(setting(INFUSION), packages=packages)})


def asked(dosing: Any, *, package: str | None = None, extra: Any = None, **packages: Package) -> Estimate:
    return estimate(Course(dosing=dosing), listed(**packages), package=package, packages=extra)


def test_a_package_of_six_that_costs_less_than_five_singles_is_pointed_out() -> None:
    (offer,) = asked(5, six=SIX_CHEAP).cheaper_packages
    assert (offer.name, offer.label) == ("six", "Six infusions")
    assert offer.sessions == {DOSING: sessions(6, 6)}
    assert offer.estimate == dollars("2050")  # 5 x 440 = 2200


def test_a_package_that_costs_more_than_what_is_asked_is_not_pointed_out() -> None:
    assert asked(5, six=SIX).cheaper_packages == ()  # 2300 > 2200
    assert asked(2, three=THREE).cheaper_packages == ()  # 1200 > 880


def test_a_package_that_costs_the_same_is_not_pointed_out() -> None:
    same = package(2200, 6, label="Six infusions", **KNOWN)
    assert asked(5, six=same).cheaper_packages == ()


def test_every_package_that_is_cheaper_is_pointed_out() -> None:
    offers = asked(6, three=THREE, six=SIX).cheaper_packages
    assert [(offer.name, offer.estimate) for offer in offers] == [("three", dollars("2520")), ("six", dollars("2300"))]


def test_a_package_that_is_used_is_compared_with_the_others_and_not_with_itself() -> None:
    assert [offer.name for offer in asked(6, package="three", three=THREE, six=SIX).cheaper_packages] == ["six"]
    assert asked(6, package="six", three=THREE, six=SIX).cheaper_packages == ()


def test_a_package_used_for_a_range_of_sessions_is_compared_with_the_others() -> None:
    found = asked(sessions(5, 6), package="cheap", cheap=SIX_CHEAP, three=THREE)
    assert found.totals.estimate == dollars("2050", "2200")
    assert found.cheaper_packages == ()


def test_a_package_for_a_part_of_a_fee_is_no_offer_and_no_obstacle() -> None:
    assert asked(6, part=package(1, label="Part", **KNOWN | {"elements": (KETAMINE,)})).cheaper_packages == ()


def test_a_package_is_pointed_out_only_where_everything_is_known() -> None:
    prices = listed(six=SIX_CHEAP)
    assert estimate(Course(dosing=5, review=1), prices).cheaper_packages == ()


@pytest.mark.parametrize("missing", ["sources", "checked"])
def test_a_package_of_a_price_list_needs_a_source_and_a_date(missing: str) -> None:
    bare = replace(THREE, sources=()) if missing == "sources" else replace(THREE, checked=None)
    with pytest.raises(InputError, match=rf"packages\.three\.{missing}"):
        listed(three=bare)


def test_a_package_of_a_price_list_names_sources_that_are_listed() -> None:
    with pytest.raises(InputError, match="Did you mean sheet"):
        listed(three=replace(THREE, sources=("sheat",)))


def test_a_package_was_not_checked_after_the_date_of_its_price_list() -> None:
    with pytest.raises(InputError, match="checked"):
        listed(three=replace(THREE, checked=DAY + timedelta(days=1)))


def test_a_package_may_come_with_the_course_and_needs_no_source_then() -> None:
    own = package(1000, label="My offer", elements=KNOWN["elements"])
    found = asked(3, package="mine", extra={"mine": own}, three=THREE)
    assert found.totals.estimate == dollars("1000")
    assert found.charges[0].sources == ()


def test_a_package_that_comes_with_the_course_wins_over_one_of_the_same_name() -> None:
    own = package(1000, label="My offer", elements=KNOWN["elements"])
    assert asked(3, package="three", extra={"three": own}, three=THREE).totals.estimate == dollars("1000")


def test_a_package_with_a_source_that_nobody_knows_is_refused() -> None:
    own = package(1000, label="My offer", **KNOWN | {"sources": ("flyer",)})
    with pytest.raises(InputError, match="flyer"):
        asked(3, package="mine", extra={"mine": own})


def test_a_package_that_does_not_exist_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(InputError, match="Did you mean three"):
        asked(3, package="thre", three=THREE)
    with pytest.raises(InputError, match="this care setting has none"):
        asked(3, package="three")


def test_the_source_of_a_package_is_among_the_sources_and_an_old_one_is_warned_of() -> None:
    found = estimate(Course(dosing=3), listed(three=THREE), package="three", as_of=DAY + timedelta(days=366))
    assert [source.id for source in found.sources] == ["sheet"]
    assert any("Three infusions" in warning for warning in found.warnings)


def test_a_package_changes_the_id_of_an_estimate() -> None:
    ids = {asked(3, package=name, three=THREE, six=SIX).estimate_id for name in (None, "three", "six")}
    assert len(ids) == 3


def test_what_a_course_costs_elsewhere_is_told_without_the_package() -> None:
    prices = listed(three=THREE)
    other = setting(fee("All-in", 400, KETAMINE, FACILITY, MONITORING, on=(DOSING, BOOSTER)))
    both = replace(prices, settings={**prices.settings, "other": other})
    elsewhere = estimate(Course(dosing=3), both, package="three").by_setting
    assert {name: (cost.low, cost.high) for name, cost in elsewhere.items()} == {
        "other": (Decimal(1200), Decimal(1200))
    }


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        ({}, "price"),
        ({"price": dollars("1"), "percent": Decimal(5)}, "price"),
        ({"percent": Decimal(0)}, "percent"),
        ({"percent": Decimal(100)}, "percent"),
        ({"percent": Decimal("NaN")}, "percent"),
        ({"amount": Decimal(5), "elements": ()}, "elements"),
        ({"amount": Decimal(5), "sessions": {}}, "sessions"),
        ({"amount": Decimal(5), "sessions": {DOSING: 0}}, "sessions.dosing"),
        ({"amount": Decimal(5), "free": {BOOSTER: 1001}}, "free.booster"),
    ],
)
def test_a_package_whose_parts_contradict_each_other_is_refused(parts: dict[str, Any], key: str) -> None:
    with pytest.raises(InputError) as caught:
        package(**parts)
    assert [problem.key for problem in caught.value.problems] == [key]
