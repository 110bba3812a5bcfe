"""The price list: sources, care settings with their fees, course presets and a location index."""

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any, ClassVar

from kapcost.core.course import Course
from kapcost.core.fee import Fee
from kapcost.core.price import Basis, Status
from kapcost.core.text import Label, Name, Sentence
from kapcost.errors import InputError, Problem, either, quoted, unknown_name

_STATE_FORMS = "the code or name of a state, such as CA or California"
_METRO_FORMS = "a city or metropolitan area, as `kapcost prices locations` lists them"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where figures come from: title, address, and the date on which they were as we say."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    title: Sentence
    as_of: date
    url: Sentence | None = None
    note: Sentence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CareSetting:
    """A way of being treated, with everything that is charged in it; `course` names its usual preset."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    title: Label
    summary: Sentence
    fees: tuple[Fee, ...]
    course: str | None = None

    def __post_init__(self) -> None:
        problems = list(self._problems())
        if problems:
            raise InputError(*problems)

    def fees_in(self, tier: str | None) -> tuple[Fee, ...]:
        """Return the fees at the prices of a tier; InputError if no fee has that tier."""
        tiers = {name: None for fee in self.fees for name in fee.tiers}
        if tier is not None and tier not in tiers:
            what = "" if tiers else "no tier: this care setting has none"
            raise InputError(unknown_name(tier, tiers, key="tier", what=what))
        return tuple(fee.in_tier(tier) for fee in self.fees)

    def _problems(self) -> Iterator[Problem]:
        labels = [fee.label for fee in self.fees]
        for fee in self.fees:
            key = f"fees[{quoted(fee.label)}]"
            if fee.basis is Basis.GIVEN:
                yield Problem(key=f"{key}.basis", found="'given'", expected="stated, survey or inferred")
            if labels.count(fee.label) > 1:
                yield Problem(key=f"{key}.label", found="the label twice", expected="a label for each fee")
        yield from (double for pair in combinations(self.fees, 2) if (double := _double_count(*pair)))


def _double_count(one: Fee, other: Fee) -> Problem | None:
    """Two fees for one element add up; but not beside a bundle that holds it, nor beside "included"."""
    both_add_up = all(len(fee.elements) == 1 and fee.status is Status.CHARGED for fee in (one, other))
    cell = one.overlap(other)
    if cell is None or both_add_up:
        return None
    found = f"{cell[1]} in {cell[0]} both in {quoted(one.label)} and in {quoted(other.label)}"
    return Problem(key="fees", found=found, expected="each element counted once for a session")


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place and its price level; 1.00 is the United States."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    name: Label
    index: Decimal

    def __post_init__(self) -> None:
        if not self.index.is_finite() or not Decimal("0.1") <= self.index <= 10:
            raise InputError(Problem(key="index", found=quoted(self.index), expected="an index from 0.1 to 10"))


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationUsed:
    """The state or metropolitan area whose price level was used, and its index (1.00 = United States)."""

    state: str | None
    metro: str | None = None
    name: str
    index: Decimal


def _cities(area: Location) -> list[str]:
    """Return the cities of an area: those of "Portland-Vancouver-Hillsboro, OR-WA" are three."""
    return [city for city in re.split("-|/", area.name.partition(",")[0]) if city]


def _names_of(area: Location) -> list[str]:
    cities = area.name.partition(",")[0]
    return [name.casefold() for name in (area.name, cities, *_cities(area))]


def _in_state(area: Location, state: LocationUsed | None) -> bool:
    """Return whether an area reaches into a state; its name ends in the codes of its states."""
    return state is None or state.state in area.name.partition(", ")[2].split("-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What an estimate takes where nothing is asked for."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    setting: str
    course: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceList:
    """A whole price list: sources, care settings with their fees, course presets and a location index.

    `sha256` is the digest of the file it was read from, empty for one made in code. InputError
    with every problem if a fee names a source that is not listed, or a default does not exist.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    name: Label
    as_of: date
    sources: Mapping[Name, Source]
    settings: Mapping[Name, CareSetting]
    courses: Mapping[Name, Course]
    defaults: Defaults
    locations: Mapping[Name, Location] = field(default_factory=dict)
    locations_source: str | None = None
    metros: Mapping[Name, Location] = field(default_factory=dict)
    metros_source: str | None = None
    sha256: str = field(default="", init=False)

    def __post_init__(self) -> None:
        problems = [*self._default_problems(), *self._source_problems()]
        if problems:
            raise InputError(*problems)

    def _default_problems(self) -> Iterator[Problem]:
        if self.defaults.setting not in self.settings:
            yield unknown_name(self.defaults.setting, self.settings, key="defaults.setting")
        presets = {"defaults.course": self.defaults.course}
        presets |= {
            f"settings.{name}.course": setting.course for name, setting in self.settings.items() if setting.course
        }
        for key, preset in presets.items():
            if preset not in self.courses:
                yield unknown_name(preset, self.courses, key=key)

    def _source_problems(self) -> Iterator[Problem]:
        for name, setting in self.settings.items():
            for fee in setting.fees:
                for source in (*fee.sources, *(source for tier in fee.tiers.values() for source in tier.sources)):
                    if source not in self.sources:
                        key = f"settings.{name}.fees[{quoted(fee.label)}].sources"
                        yield unknown_name(source, self.sources, key=key)
        for key in ("locations_source", "metros_source"):
            if (source := getattr(self, key)) is not None and source not in self.sources:
                yield unknown_name(source, self.sources, key=key)

    def setting(self, name: str) -> CareSetting:
        """Return a care setting by name; InputError with the nearest name if there is none."""
        if name not in self.settings:
            raise InputError(unknown_name(name, self.settings, key="setting"))
        return self.settings[name]

    def preset(self, name: str) -> Course:
        """Return a course preset by name; InputError with the nearest name if there is none."""
        if name not in self.courses:
            raise InputError(unknown_name(name, self.courses, key="course"))
        return self.courses[name]

    def state(self, name: str) -> LocationUsed:
        """Return a state by its code or name, in any case; InputError if there is none."""
        for code, location in self.locations.items():
            if name.casefold() in (code.casefold(), location.name.casefold()):
                return LocationUsed(state=code, name=location.name, index=location.index)
        names = [*self.locations, *(location.name for location in self.locations.values())]
        raise InputError(unknown_name(name, names, key="state", what=_STATE_FORMS))

    def metro(self, name: str, state: LocationUsed | None = None) -> LocationUsed:
        """Return a metropolitan area by its code, its name or one of its cities, in any case.

        InputError with the nearest names if there is none, or with all of them if there are
        several and `state` does not decide between them.
        """
        found = {code: area for code, area in self.metros.items()
                 if name.casefold() in (code, *_names_of(area)) and _in_state(area, state)}  # fmt: skip
        if len(found) == 1:
            ((code, area),) = found.items()
            return LocationUsed(state=state.state if state else None, metro=code, name=area.name, index=area.index)
        if found:
            expected = either(area.name for area in found.values())
            raise InputError(Problem(key="metro", found=f"{quoted(name)}, which is several", expected=expected))
        cities = [city for area in self.metros.values() if _in_state(area, state) for city in _cities(area)]
        raise InputError(unknown_name(name, cities, key="metro", what=_METRO_FORMS))

    def read_from(self, sha256: str) -> "PriceList":
        """Return the same price list with the digest of the file it was read from."""
        read = copy.copy(self)
        object.__setattr__(read, "sha256", sha256)
        return read
