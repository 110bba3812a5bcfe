"""Locations: the price level of a state or metropolitan area, and how one is found by name."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from kapcost.core.text import Label
from kapcost.errors import InputError, Problem, either, quoted, unknown_name
from kapcost.frozen import frozen


@frozen
class Location:
    """A place and its price level; 1.00 is the United States."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    name: Label
    index: Decimal

    def __post_init__(self) -> None:
        if not self.index.is_finite() or not Decimal("0.1") <= self.index <= 10:
            raise InputError(Problem(key="index", found=quoted(self.index), expected="an index from 0.1 to 10"))


@frozen
class LocationUsed:
    """The state or metropolitan area whose price level was used, and its index (1.00 = United States)."""

    state: str | None
    metro: str | None = None
    name: str
    index: Decimal


def find_state(states: Mapping[str, Location], name: str) -> LocationUsed:
    """Return a state by its code or name, in any case; InputError if there is none."""
    for code, location in states.items():
        if name.casefold() in (code.casefold(), location.name.casefold()):
            return LocationUsed(state=code, name=location.name, index=location.index)
    names = [*states, *(location.name for location in states.values())]
    what = "the code or name of a state, such as CA or California"
    raise InputError(unknown_name(name, names, key="state", what=what))


def find_metro(areas: Mapping[str, Location], name: str, state: LocationUsed | None = None) -> LocationUsed:
    """Return a metropolitan area by its code, its name or one of its cities, in any case.

    InputError with the nearest name if there is none, or with all of them if there are several
    and `state` does not decide between them.
    """
    possible = {code: area for code, area in areas.items() if _reaches_into(area, state)}
    found = {code: area for code, area in possible.items() if name.casefold() in (code, *_names_of(area))}
    if len(found) == 1:
        ((code, area),) = found.items()
        return LocationUsed(state=state.state if state else None, metro=code, name=area.name, index=area.index)
    if found:
        expected = either(area.name for area in found.values())
        raise InputError(Problem(key="metro", found=f"{quoted(name)}, which is several", expected=expected))
    cities = [city for area in possible.values() for city in _cities(area)]
    where = f" of {state.name}" if state else ", as `kapcost prices locations` lists them"
    raise InputError(unknown_name(name, cities, key="metro", what=f"a city or metropolitan area{where}"))


def _cities(area: Location) -> list[str]:
    """Return the cities of an area: those of "Portland-Vancouver-Hillsboro, OR-WA" are three."""
    return [city for city in re.split("-|/", area.name.partition(",")[0]) if city]


def _names_of(area: Location) -> list[str]:
    cities = area.name.partition(",")[0]
    return [name.casefold() for name in (area.name, cities, *_cities(area))]


def _reaches_into(area: Location, state: LocationUsed | None) -> bool:
    """Return whether an area reaches into a state; its name ends in the codes of its states."""
    return state is None or state.state in area.name.partition(", ")[2].split("-")
