"""What the care settings of the shipped price list charge for, and to whom."""

from decimal import Decimal

import pytest
from making import given

from kapcost.core.course import Course, Element, Phase
from kapcost.core.estimate import estimate
from kapcost.core.money import CostRange
from kapcost.core.price import Status
from kapcost.core.request import Request
from kapcost.price_list_file import load_price_list

SHIPPED = load_price_list()
SETTINGS = list(SHIPPED.settings)


def test_the_seven_care_settings_are_there_and_the_general_one_is_the_usual() -> None:
    assert set(SETTINGS) == {"general", "office", "clinic-im", "clinic-iv", "at-home", "group", "esketamine"}
    assert SHIPPED.defaults.setting == "general"


def test_six_infusions_have_no_facility_or_monitoring_charge_of_their_own() -> None:
    found = estimate(Course(dosing=6), SHIPPED, setting="clinic-iv")
    charged = [charge for charge in found.charges if charge.status is Status.CHARGED]
    assert [charge.elements for charge in charged] == [(Element.KETAMINE, Element.FACILITY, Element.MONITORING)]
    assert not any(charge.elements in ((Element.FACILITY,), (Element.MONITORING,)) for charge in found.charges)


def test_an_office_is_paid_by_way_of_three_payees_whose_parts_add_up() -> None:
    totals = Request(setting="office").estimate(SHIPPED).totals
    assert set(totals.by_payee) == {"therapist", "prescriber", "pharmacy"}
    assert sum(part.low for part in totals.by_payee.values()) == totals.estimate.low
    assert sum(part.high or Decimal(0) for part in totals.by_payee.values()) == totals.estimate.high


@pytest.mark.parametrize("name", SETTINGS)
def test_the_usual_course_of_every_setting_is_priced_completely(name: str) -> None:
    found = Request(setting=name).estimate(SHIPPED)
    assert found.complete
    assert found.totals.estimate.low > 0


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("phase", list(Phase))
def test_every_setting_says_something_of_every_phase(name: str, phase: Phase) -> None:
    course = Request(setting=name).course_from(SHIPPED).with_sessions({phase: 2})
    assert [charge for charge in estimate(course, SHIPPED, setting=name).charges if charge.phase is phase]


@pytest.mark.parametrize("name", SETTINGS)
def test_no_element_of_a_session_is_both_charged_and_included(name: str) -> None:
    lines = Request(setting=name, sessions=dict.fromkeys(Phase, 4)).estimate(SHIPPED).charges
    apart = {
        status: {(line.phase, element) for line in lines if line.status is status for element in line.elements}
        for status in Status
    }
    assert not apart[Status.CHARGED] & (apart[Status.INCLUDED] - joint_cells())


def joint_cells() -> set[tuple[Phase, Element]]:
    """Return the cells where packs bought in dosing go on into boosters."""
    return {(Phase.BOOSTER, Element.KETAMINE)}


def test_longer_dosing_sessions_cost_more_where_the_therapist_is_paid_by_the_hour() -> None:
    short, long = (
        Request(setting="office", hours={Phase.DOSING: Decimal(hours)}).estimate(SHIPPED).totals.estimate.low
        for hours in (2, 3)
    )
    assert long - short == 6 * 125


def test_the_guide_is_the_general_setting_as_printed() -> None:
    found = estimate(Course(dosing=1), SHIPPED, prices=given(facility="included"))
    units = {charge.elements[0]: charge.unit for charge in found.charges}
    assert units[Element.THERAPIST] == CostRange(low=Decimal(300), high=Decimal(500))
    assert units[Element.KETAMINE] == CostRange(low=Decimal(100), high=Decimal(500))
    assert units[Element.MONITORING] is units[Element.FACILITY] is None
