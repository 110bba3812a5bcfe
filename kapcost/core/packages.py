"""Session packages: sessions sold together, in place of the charges for them one by one."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import field, replace
from decimal import Decimal
from typing import Any, ClassVar

from kapcost.core.course import Counts, Course, Element, Phase
from kapcost.core.money import AmountWritten, End, RangeWritten
from kapcost.core.text import Date, Flag, Label, Name, Sentence
from kapcost.errors import InputError, Problem, quoted
from kapcost.frozen import frozen

MOST_PACKAGES = 20
"""Of a care setting, or a course file: each is compared with the others, which takes time."""


@frozen
class Package:
    """Sessions of some phases, for some elements, at a price, or at a percentage or an amount off.

    `sessions` are what it includes of each phase, `free` what it adds without charge if the
    course has them. It applies to a course with at least its sessions: once, or if `repeatable`
    as often as they fit. Of sessions not used, `refund_keeps` is the percentage of their price
    that is not paid back, None if nothing is; `expires` is its last day. InputError with every
    problem if its parts contradict each other.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    label: Label
    sessions: Mapping[Phase, int]
    elements: tuple[Element, ...]
    price: RangeWritten | None = None
    percent: Decimal | None = None
    amount: AmountWritten | None = None
    free: Mapping[Phase, int] = field(default_factory=dict)
    repeatable: Flag = False
    refund_keeps: Decimal | None = None
    expires: Date | None = None
    payee: Label | None = None
    sources: tuple[Name, ...] = ()
    checked: Date | None = None
    note: Sentence | None = None

    def __post_init__(self) -> None:
        problems = [*self._problems(), *self._rule_problems()]
        if problems:
            raise InputError(*problems)

    def _problems(self) -> Iterator[Problem]:
        given = [key for key in ("price", "percent", "amount") if getattr(self, key) is not None]
        if len(given) != 1:
            found = " and ".join(given) or "none"
            yield Problem(key="price", found=found, expected="one of price, percent and amount")
        if len(set(self.elements)) < len(self.elements):
            yield Problem(key="elements", found=quoted(", ".join(self.elements)), expected="each once")
        if self.percent is not None and not (self.percent.is_finite() and 0 < self.percent < 100):
            expected = "a percentage off, above 0 and below 100"
            yield Problem(key="percent", found=quoted(self.percent), expected=expected)
        if not self.elements:
            yield Problem(key="elements", found="none", expected="one or more elements")
        if not self.sessions:
            yield Problem(key="sessions", found="none", expected="the sessions of at least one phase")
        for key, counts in (("sessions", self.sessions), ("free", self.free)):
            for phase, number in counts.items():
                if not 1 <= number <= 1000:
                    yield Problem(key=f"{key}.{phase}", found=quoted(number), expected="1 to 1000 sessions")

    def _rule_problems(self) -> Iterator[Problem]:
        if self.repeatable and self.price is None:
            yield Problem(key="repeatable", found="a reduction", expected="a price, for what repeats")
        if self.refund_keeps is not None and not (self.refund_keeps.is_finite() and 0 <= self.refund_keeps <= 100):
            yield Problem(key="refund_keeps", found=quoted(self.refund_keeps), expected="a percentage from 0 to 100")

    def times(self, counts: Counts) -> int:
        """Return how often the package applies to a course of exact numbers of sessions."""
        fits = min(counts[phase] // number for phase, number in self.sessions.items())
        return fits if self.repeatable else min(fits, 1)

    def covered(self, counts: Counts) -> Counts:
        """Return how many sessions of each phase it covers in a course, free ones with them."""
        times = self.times(counts)
        paid = {phase: times * self.sessions.get(phase, 0) for phase in Phase}
        return {
            phase: paid[phase] + min(counts[phase] - paid[phase], times * self.free.get(phase, 0)) for phase in Phase
        }

    def inside(self) -> Counts:
        """Return the numbers of sessions that it includes, of all phases."""
        return {phase: self.sessions.get(phase, 0) for phase in Phase}

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The phases that it has sessions of, in their order."""
        return tuple(phase for phase in Phase if phase in self.sessions or phase in self.free)

    def covers(self, label: str, elements: Collection[Element], phases: Collection[Phase]) -> bool:
        """Return whether it stands in place of a fee or charge for some elements in some phases.

        InputError if it covers some of the elements, or of the phases that are counted together,
        and not the others: such a fee cannot be taken apart.
        """
        if not (set(self.phases) & set(phases) and set(self.elements) & set(elements)):
            return False
        if set(elements) <= set(self.elements) and set(phases) <= set(self.phases):
            return True
        found = f"{quoted(self.label)}, which covers only a part of {quoted(label)}"
        expected = f"all of {', '.join(elements)} in {', '.join(phases)}, or none"
        raise InputError(Problem(key="package", found=found, expected=expected))


@frozen
class Extent:
    """The exact courses that cost the least and the most of a course, and the package they use."""

    course: Course
    low: Counts
    high: Counts
    package: Package | None = None

    @classmethod
    def of(cls, course: Course, package: Package | None = None) -> "Extent":
        """Return the extent from the fewest to the most sessions."""
        return cls(course=course, low=course.counts(End.LOW), high=course.counts(End.HIGH), package=package)

    def most(self, phase: Phase) -> int:
        """Return the larger number of sessions of a phase at the two ends."""
        return max(self.low[phase], self.high[phase])

    def only(self, counts: Counts) -> "Extent":
        """Return the extent that is one exact course of the same kind."""
        return replace(self, low=counts, high=counts)

    def at(self, end: End) -> Counts:
        """Return the exact course at the low or high end."""
        return self.low if end is End.LOW else self.high


def cheapest_candidates(extent: Extent) -> list[Counts]:
    """Return the exact courses among which the cheapest of an extent is.

    No session lowers a cost by itself, but the one with which a package begins to apply may. Of
    the courses to which it applies equally often, the one with the fewest sessions is cheapest.
    """
    package = extent.package
    if package is None:
        return [extent.low]
    often = range(package.times(extent.low), package.times(extent.high) + 1)
    return [_reaching(times, extent.low, package) for times in often]


def dearest_candidates(extent: Extent) -> list[Counts]:
    """Return the exact courses among which the dearest of an extent is.

    They are those with the most sessions that do not let the package apply once more.
    """
    package = extent.package
    if package is None:
        return [extent.high]
    candidates = [extent.high]
    for times in range(package.times(extent.low), package.times(extent.high)):
        needed = _reaching(times, extent.low, package)
        for phase, number in package.sessions.items():
            short = min(extent.high[phase], (times + 1) * number - 1)
            if short >= needed[phase]:
                candidates.append({**extent.high, phase: short})
    return candidates


def _reaching(times: int, least: Counts, package: Package) -> Counts:
    return {phase: max(least[phase], times * package.sessions.get(phase, 0)) for phase in Phase}
