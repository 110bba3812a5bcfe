"""A fee: one price on a price list, what it is for, and how it is known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from decimal import Decimal
from typing import Any, ClassVar

from kapcost.core.course import Element, Phase
from kapcost.core.money import LARGEST_PRICE, CostRange, RangeWritten, to_dollars
from kapcost.core.price import EVERY_ONE, JOINT, Basis, Per, Price, Status, Window
from kapcost.core.text import Date, Flag, Label, Name, Sentence, ServiceCode
from kapcost.errors import InputError, Problem, quoted
from kapcost.frozen import frozen


@frozen
class Tier:
    """The price of a fee for some people, as on a sliding scale, and the sources of that price."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    price: RangeWritten
    sources: tuple[str, ...]


@frozen
class Fee:
    """One price on a price list: for which elements in which phases, per what, and how it is known.

    `sessions` limits it to some sessions (of each phase, or of all its phases for a pack, month or
    course), `every` to each so many-th of them, `months` a monthly fee to some months;
    `tiers` are prices of a sliding scale; `credited_to` names the phases whose charges are
    lowered by what was paid; `surveyed` names the survey figures that the range is derived from.
    InputError with every problem if the parts contradict each other, or if a price has neither
    a source with the date on which it was checked nor a reason for inferring it.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    label: Label
    phases: tuple[Phase, ...]
    elements: tuple[Element, ...]
    price: Price
    per: Per = Per.SESSION
    pack_size: int | None = None
    every: int | None = None
    sessions: Window = EVERY_ONE
    months: Window = EVERY_ONE
    tiers: Mapping[Name, Tier] = field(default_factory=dict)
    credited_to: tuple[Phase, ...] = ()
    payee: Label | None = None
    included_in: Label | None = None
    scales_with_location: Flag = False
    service_code: ServiceCode | None = None
    basis: Basis = Basis.STATED
    n: int | None = None
    reason: Sentence | None = None
    surveyed: str | None = None
    sources: tuple[str, ...] = ()
    checked: Date | None = None
    note: Sentence | None = None

    def __post_init__(self) -> None:
        problems = [*self._shape_problems(), *self._unit_problems(), *self._evidence_problems()]
        if problems:
            raise InputError(*problems)

    def _shape_problems(self) -> Iterator[Problem]:
        for key in ("phases", "elements"):
            names = getattr(self, key)
            if not names or len(set(names)) < len(names):
                yield Problem(key=key, found=quoted(", ".join(names)), expected="one or more, each once")
        if (self.price is Status.INCLUDED) != bool(self.included_in):
            yield Problem(
                key="included_in",
                found=quoted(self.included_in) if self.included_in else "none",
                expected="what the cost lies in, with price = 'included' and only then",
            )
        if self.phases and self.credited_to:
            yield from self._credit_problems()
        for price in (self.price, *(tier.price for tier in self.tiers.values())):
            if isinstance(price, CostRange) and (price.high or price.low) > LARGEST_PRICE:
                yield Problem(key="price", found=quoted(price), expected=f"at most {LARGEST_PRICE:,}")

    def _credit_problems(self) -> Iterator[Problem]:
        order = list(Phase)
        if min(map(order.index, self.credited_to)) <= max(map(order.index, self.phases)):
            found = quoted(", ".join(self.credited_to))
            yield Problem(key="credited_to", found=found, expected="phases after those of the fee")

    def _unit_problems(self) -> Iterator[Problem]:
        if (self.per is Per.PACK) != (self.pack_size is not None and self.pack_size >= 1):
            yield Problem(
                key="pack_size",
                found=quoted(self.pack_size) if self.pack_size is not None else "none",
                expected="the sessions in a pack, from 1, with per = 'pack' and only then",
            )
        if self.per is Per.PACKAGE:
            yield Problem(key="per", found="'package'", expected="session, hour, pack, month or course")
        if self.every is not None and not (self.per is Per.SESSION and self.every > 1):
            yield Problem(key="every", found=quoted(self.every), expected="from 2, with per = 'session' only")
        if self.months != EVERY_ONE and self.per is not Per.MONTH:
            yield Problem(key="months", found=quoted(self.months), expected="per = 'month'")

    def _evidence_problems(self) -> Iterator[Problem]:
        for name, tier in self.tiers.items():
            if not tier.sources:
                yield Problem(key=f"tiers.{name}.sources", found="none", expected="the source of the price")
        if self.basis is Basis.GIVEN or not isinstance(self.price, CostRange):
            return
        if self.basis is not Basis.INFERRED and not self.sources:
            yield Problem(key="sources", found="none", expected="the source of the price")
        if self.basis is Basis.INFERRED and not self.reason:
            yield Problem(key="reason", found="none", expected="the reason of an inferred price")
        if (self.basis is Basis.SURVEY) != (self.n is not None and self.n >= 1):
            yield Problem(
                key="n",
                found=quoted(self.n) if self.n is not None else "none",
                expected="the number of prices surveyed, with basis = 'survey' and only then",
            )
        if self.checked is None:
            yield Problem(key="checked", found="none", expected="the date on which the price was last checked")

    def in_tier(self, name: str | None) -> "Fee":
        """Return the fee at the price of a tier, unchanged if it has no such tier."""
        if name is None or name not in self.tiers:
            return self
        tier = self.tiers[name]
        return replace(self, price=tier.price, sources=tier.sources, basis=Basis.STATED, n=None, surveyed=None)

    @property
    def all_sources(self) -> tuple[str, ...]:
        """The sources of the price and of its tiers."""
        return (*self.sources, *(source for tier in self.tiers.values() for source in tier.sources))

    @property
    def status(self) -> Status:
        """Charged if the fee has a price, otherwise what stands in its place."""
        return Status.CHARGED if isinstance(self.price, CostRange) else self.price

    def price_at(self, index: Decimal | None) -> CostRange | None:
        """Return the price at a location's index, to the whole dollar if it scales; None for no price."""
        if not isinstance(self.price, CostRange):
            return None
        if index is None or not self.scales_with_location:
            return self.price
        prices = self.price
        return CostRange.over(lambda end: _scaled(prices.at(end), index))

    def overlap(self, other: "Fee") -> tuple[Phase, Element] | None:
        """Return the first phase and element that both fees may charge for the same session."""
        joint = any(fee.per in JOINT and len(fee.phases) > 1 for fee in (self, other))
        if not (joint or self.sessions.overlaps(other.sessions)) or not self.months.overlaps(other.months):
            return None
        cells = (
            (phase, element)
            for phase in self.phases
            if phase in other.phases
            for element in self.elements
            if element in other.elements
        )
        return next(cells, None)


def _scaled(price: Decimal | None, index: Decimal) -> Decimal | None:
    return None if price is None else to_dollars(price * index)


def left_out(fees: Sequence[Fee], sessions: int) -> int:
    """Return how many sessions of a phase lie in the window of no fee; a fee over several phases covers all."""
    windows = [EVERY_ONE if fee.per in JOINT and len(fee.phases) > 1 else fee.sessions for fee in fees]
    if EVERY_ONE in windows or not windows:
        return 0 if windows else sessions
    return sum(not any(window.holds(number) for window in windows) for number in range(1, sessions + 1))
