from decimal import Decimal

import pytest

from kapcost.core.location import Location, find_metro, find_state
from kapcost.errors import InputError

STATES = {
    "CA": Location(name="California", index=Decimal("1.10720")),
    "ME": Location(name="Maine", index=Decimal("0.97050")),
}
AREAS = {
    "38900": Location(name="Portland-Vancouver-Hillsboro, OR-WA", index=Decimal("1.05")),
    "38860": Location(name="Portland-South Portland, ME", index=Decimal("1.02")),
    "41860": Location(name="San Francisco-Oakland-Fremont, CA", index=Decimal("1.18")),
}


@pytest.mark.parametrize("name", ["CA", "ca", "California", "CALIFORNIA"])
def test_a_state_is_found_by_code_or_name(name: str) -> None:
    assert find_state(STATES, name).index == Decimal("1.10720")


@pytest.mark.parametrize("name", ["ZZ", "", "Cal"])
def test_a_state_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="the code or name of a state"):
        find_state(STATES, name)


@pytest.mark.parametrize("name", ["San Francisco", "oakland", "41860", "San Francisco-Oakland-Fremont, CA"])
def test_a_metropolitan_area_is_found_by_code_name_or_city(name: str) -> None:
    assert find_metro(AREAS, name).index == Decimal("1.18")


def test_a_city_that_is_several_areas_is_listed_until_a_state_decides() -> None:
    with pytest.raises(InputError, match="several; expected Portland-Vancouver-Hillsboro, OR-WA or Portland-South"):
        find_metro(AREAS, "Portland")
    assert find_metro(AREAS, "Portland", find_state(STATES, "ME")).index == Decimal("1.02")


def test_a_city_outside_the_state_is_not_found_in_it() -> None:
    with pytest.raises(InputError, match="metro"):
        find_metro(AREAS, "Oakland", find_state(STATES, "ME"))


def test_a_city_that_does_not_exist_is_met_with_the_nearest_one() -> None:
    with pytest.raises(InputError, match=r"Did you mean Oakland\?"):
        find_metro(AREAS, "Okland")


@pytest.mark.parametrize("index", ["0", "0.09", "10.01", "NaN"])
def test_an_index_that_no_place_has_is_refused(index: str) -> None:
    with pytest.raises(InputError, match="an index from"):
        Location(name="Nowhere", index=Decimal(index))
