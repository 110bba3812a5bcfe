from dataclasses import replace

import pytest
from making import BOOSTER, DAY, DOSING, FACILITY, KETAMINE, MONITORING, THERAPIST, dollars, fee, price_list, setting

from kapcost.core.course import Course
from kapcost.core.fee import Tier
from kapcost.core.price import Basis, Per, Window
from kapcost.core.price_list import Defaults
from kapcost.errors import InputError

ALL_IN = fee("Infusion", 450, KETAMINE, FACILITY, MONITORING)


def test_an_element_beside_a_bundle_that_holds_it_is_refused_with_both_fees_named() -> None:
    with pytest.raises(InputError) as caught:
        setting(ALL_IN, fee("Room", "30-150", FACILITY))
    (problem,) = caught.value.problems
    assert problem.found == "facility in dosing both in 'Infusion' and in 'Room'"
    assert problem.expected == "each element counted once for a session"


def test_two_bundles_that_share_an_element_are_refused() -> None:
    with pytest.raises(InputError, match="'Infusion' and in 'Guided'"):
        setting(ALL_IN, fee("Guided", 590, THERAPIST, KETAMINE))


def test_a_charge_beside_the_same_element_included_is_refused() -> None:
    with pytest.raises(InputError, match="'Room' and in 'Rent'"):
        setting(fee("Room", "included", FACILITY, included_in="the fee"), fee("Rent", 40, FACILITY))


def test_every_double_count_is_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        setting(ALL_IN, fee("Room", 30, FACILITY), fee("Vitals", 40, MONITORING))
    assert len(caught.value.problems) == 2


def test_two_single_fees_for_one_element_add_up() -> None:
    assert len(setting(fee("First hour", 250), fee("Rest", 100)).fees) == 2


def test_a_bundle_for_other_sessions_phases_or_months_counts_nothing_twice() -> None:
    first = replace(ALL_IN, sessions=Window(last=1))
    assert setting(first, fee("Room", 30, FACILITY, sessions=Window(first=2)))
    assert setting(ALL_IN, fee("Room", 30, FACILITY, on=BOOSTER))
    month = fee("First month", 399, KETAMINE, THERAPIST, per=Per.MONTH, months=Window(last=1))
    assert setting(month, replace(month, label="Further months", months=Window(first=2)))


def test_packs_and_a_bundle_that_meet_only_in_boosters_are_a_double_count() -> None:
    packs = fee("Packs", 163, KETAMINE, on=(DOSING, BOOSTER), per=Per.PACK, pack_size=6, sessions=Window(first=3))
    with pytest.raises(InputError, match="'Packs' and in 'First two'"):
        setting(packs, fee("First two", 450, KETAMINE, FACILITY, on=(DOSING, BOOSTER), sessions=Window(last=2)))


def test_two_fees_with_one_label_are_refused() -> None:
    with pytest.raises(InputError, match="the label twice"):
        setting(fee("Talk", 175), fee("Talk", 200, on=BOOSTER))


def test_only_the_asker_gives_a_price() -> None:
    with pytest.raises(InputError, match="stated, survey or inferred"):
        setting(fee(basis=Basis.GIVEN))


def test_a_source_that_is_not_listed_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(InputError, match=r"settings\.clinic\.fees\['Therapist'\]\.sources: .* Did you mean sheet\?"):
        price_list(fee(sources=("sheat",)))


def test_the_source_of_a_tier_is_listed_too() -> None:
    with pytest.raises(InputError, match="sources"):
        price_list(fee(tiers={"intern": Tier(price=dollars("75"), sources=("gossip",))}))


def test_the_source_of_the_locations_is_listed_too() -> None:
    with pytest.raises(InputError, match="locations_source"):
        price_list(fee(), locations_source="gossip")


def test_defaults_that_do_not_exist_are_all_told() -> None:
    with pytest.raises(InputError) as caught:
        price_list(fee(), defaults=Defaults(setting="ofice", course="usul"))
    assert [problem.key for problem in caught.value.problems] == ["defaults.setting", "defaults.course"]


def test_the_usual_course_of_a_setting_exists() -> None:
    with pytest.raises(InputError, match=r"settings\.clinic\.course"):
        price_list(settings={"clinic": replace(setting(fee()), course="long")})


def test_a_mistyped_setting_or_course_is_met_with_the_nearest_one() -> None:
    with pytest.raises(InputError, match=r"Did you mean clinic\?"):
        price_list(fee()).setting("clinc")
    with pytest.raises(InputError, match=r"Did you mean usual\?"):
        price_list(fee()).preset("usuall")
    assert price_list(fee()).preset("usual") == Course(dosing=6)


def test_a_tier_that_no_fee_has_is_refused() -> None:
    tiers = {"intern": Tier(price=dollars("75", "100"), sources=("sheet",))}
    with pytest.raises(InputError, match=r"Did you mean intern\?"):
        setting(fee(tiers=tiers)).fees_in("inter")
    with pytest.raises(InputError, match="this care setting has none"):
        setting(fee()).fees_in("intern")


def test_a_price_list_read_from_a_file_is_the_same_but_knows_its_digest() -> None:
    assert price_list(fee()).read_from("abc").sha256 == "abc"
    assert price_list(fee()).read_from("abc").as_of == DAY
