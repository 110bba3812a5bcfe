"""The price list: sources, care settings with their fees, course presets and a location index."""

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import combinations
from typing import Any, ClassVar

from kapcost.core.course import Course
from kapcost.core.fee import Fee
from kapcost.core.location import Location
from kapcost.core.packages import MOST_PACKAGES, Package
from kapcost.core.price import Basis, Status
from kapcost.core.text import Date, Label, Name, Sentence
from kapcost.errors import InputError, Problem, quoted, unknown_name
from kapcost.frozen import frozen


@frozen
class Source:
    """Where figures come from: title, address, and the date on which they were as we say."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    title: Sentence
    as_of: Date
    url: Sentence | None = None
    note: Sentence | None = None


@frozen
class CareSetting:
    """A way of being treated, with everything that is charged in it; `course` names its usual preset."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    title: Label
    summary: Sentence = ""
    fees: tuple[Fee, ...]
    course: str | None = None
    packages: Mapping[Name, Package] = field(default_factory=dict)

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
        if len(self.packages) > MOST_PACKAGES:
            yield Problem(key="packages", found=f"{len(self.packages)}", expected=f"at most {MOST_PACKAGES}")
        for name, package in self.packages.items():
            for key, missing in (("sources", not package.sources), ("checked", package.checked is None)):
                if missing:
                    yield Problem(key=f"packages.{name}.{key}", found="none", expected="where and when it was offered")
        yield from (double for pair in combinations(self.fees, 2) if (double := _double_count(*pair)))


def _double_count(one: Fee, other: Fee) -> Problem | None:
    """Two fees for one element add up; but not beside a bundle that holds it, nor beside "included"."""
    both_add_up = all(len(fee.elements) == 1 and fee.status is Status.CHARGED for fee in (one, other))
    cell = one.overlap(other)
    if cell is None or both_add_up:
        return None
    found = f"{cell[1]} in {cell[0]} both in {quoted(one.label)} and in {quoted(other.label)}"
    return Problem(key="fees", found=found, expected="each element counted once for a session")


@frozen
class Defaults:
    """What an estimate takes where nothing is asked for."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    setting: str
    course: str


@frozen
class PriceList:
    """A whole price list: sources, care settings with their fees, course presets and a location index.

    `sha256` is the digest of the file it was read from, empty for one made in code. InputError
    with every problem if a fee names a source that is not listed, or a default does not exist.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    name: Label
    as_of: Date
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
        problems = [*self._default_problems(), *self._source_problems(), *self._future_checks()]
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
        for key, sources in self._cited():
            yield from (unknown_name(source, self.sources, key=key) for source in sources if source not in self.sources)

    def _future_checks(self) -> Iterator[Problem]:
        for name, setting in self.settings.items():
            dates = {f"fees[{quoted(fee.label)}]": fee.checked for fee in setting.fees}
            dates |= {f"packages.{key}": package.checked for key, package in setting.packages.items()}
            for key, checked in dates.items():
                if checked is not None and checked > self.as_of:
                    expected = f"no date after the list's own, {self.as_of}"
                    yield Problem(key=f"settings.{name}.{key}.checked", found=str(checked), expected=expected)

    def _cited(self) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield every place that names sources, with the names."""
        for name, setting in self.settings.items():
            yield from ((f"settings.{name}.fees[{quoted(fee.label)}].sources", fee.all_sources) for fee in setting.fees)
            for key, package in setting.packages.items():
                yield f"settings.{name}.packages.{key}.sources", package.sources
        yield "locations_source", [self.locations_source] if self.locations_source else []
        yield "metros_source", [self.metros_source] if self.metros_source else []

    def setting(self, name: str) -> CareSetting:
        """Return a care setting by name; InputError with the nearest name if there is none."""
        if name not in self.settings:
            raise InputError(unknown_name(name, self.settings, key="setting"))
        return self.settings[name]

    def locations_with(self, text: str) -> dict[str, Location]:
        """Return the states and metropolitan areas that have a text in their name, or as their code."""
        wanted = text.casefold()
        everywhere = {**self.locations, **self.metros}
        return {code: location for code, location in everywhere.items()
                if wanted in location.name.casefold() or wanted == code.casefold()}  # fmt: skip

    def only(self, name: str) -> "PriceList":
        """Return the price list of one care setting: its usual course, and the sources that it rests on."""
        setting = self.setting(name)
        course = setting.course or self.defaults.course
        used = {source for fee in setting.fees for source in fee.all_sources}
        used |= {source for package in setting.packages.values() for source in package.sources}
        used |= {source for source in (self.locations_source, self.metros_source) if source}
        return replace(
            self,
            settings={name: setting},
            courses={course: self.preset(course)},
            defaults=Defaults(setting=name, course=course),
            sources={key: source for key, source in self.sources.items() if key in used},
        )

    def preset(self, name: str) -> Course:
        """Return a course preset by name; InputError with the nearest name if there is none."""
        if name not in self.courses:
            raise InputError(unknown_name(name, self.courses, key="course"))
        return self.courses[name]

    def read_from(self, sha256: str) -> "PriceList":
        """Return the same price list with the digest of the file it was read from."""
        read = copy.copy(self)
        object.__setattr__(read, "sha256", sha256)
        return read
