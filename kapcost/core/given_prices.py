"""Prices that the asker knows, put in place of those on the price list."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from kapcost.core.course import Element, Phase
from kapcost.core.fee import Fee
from kapcost.core.money import CostRange, RangeWritten
from kapcost.core.price import Basis, Per, Price, Status, parse_price
from kapcost.errors import InputError, Problem, quoted
from kapcost.frozen import frozen

_KETAMINE_SESSIONS = (Phase.DOSING, Phase.BOOSTER)

TARGETS: dict[str, tuple[Element, tuple[Phase, ...]]] = {
    "therapist": (Element.THERAPIST, _KETAMINE_SESSIONS),
    "ketamine": (Element.KETAMINE, _KETAMINE_SESSIONS),
    "facility": (Element.FACILITY, _KETAMINE_SESSIONS),
    "monitoring": (Element.MONITORING, _KETAMINE_SESSIONS),
    "talk": (Element.THERAPIST, (Phase.PREPARATION, Phase.INTEGRATION, Phase.ONGOING)),
    "intake": (Element.THERAPIST, (Phase.CONSULTATION,)),
    "medical": (Element.MEDICAL, (Phase.CONSULTATION, Phase.REVIEW)),
}
"""What each given price is the price of: one element, per session of some phases."""

_PAYEES = {Element.THERAPIST: "therapist", Element.MEDICAL: "prescriber"}
"""Who is paid for an element that the price list has no fee for."""

ALL_IN = "all_in"
"""The given price of a whole ketamine session, where the care setting has one fee for it."""


@frozen
class GivenPrices:
    """Prices per session that replace those of the price list; None leaves the price list's."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    therapist: Price | None = None
    ketamine: Price | None = None
    facility: Price | None = None
    monitoring: Price | None = None
    talk: Price | None = None
    intake: Price | None = None
    medical: Price | None = None
    all_in: RangeWritten | None = None

    @classmethod
    def written(cls, **prices: str) -> "GivenPrices":
        """Return given prices from what people write: GivenPrices.written(therapist="300-500").

        InputError if one of them is no price, TypeError if a name is none of the fields.
        """
        return cls(**{name: parse_price(price) for name, price in prices.items()})

    def apply(self, fees: Sequence[Fee]) -> tuple[Fee, ...]:
        """Return the fees with each given price in place of the fees it replaces.

        InputError, for every such price, if the element is part of an all-in fee, whose price
        cannot be taken apart.
        """
        given = {name: price for name in TARGETS if (price := getattr(self, name)) is not None}
        problems = [problem for name in given for problem in _inside_bundles(name, fees)]
        if self.all_in is not None and not _all_in_fees(fees):
            found = "a price for a whole dosing session, for which this care setting has no fee per session"
            problems.append(Problem(key=f"prices.{ALL_IN}", found=found, expected="the price of each part"))
        if problems:
            raise InputError(*problems)
        changed = tuple(fees) if self.all_in is None else _with_all_in(fees, self.all_in)
        for name, price in given.items():
            changed = _replaced(changed, *TARGETS[name], price)
        return changed


def can_be_given(name: str, fees: Sequence[Fee]) -> bool:
    """Return whether fees leave room for the given price of a name: it can replace one, and is inside no all-in one."""
    return bool(_all_in_fees(fees)) if name == ALL_IN else not any(_inside_bundles(name, fees))


def _inside_bundles(name: str, fees: Sequence[Fee]) -> Iterator[Problem]:
    """Yield a problem for every all-in price that holds the element; one that is included can be taken apart."""
    element, phases = TARGETS[name]
    for fee in fees:
        if element in fee.elements and _is_bundle(fee) and set(phases) & set(fee.phases):
            together = f"the price of {quoted(fee.label)}: {', '.join(fee.elements)} together"
            instead = f"--all-in, {together}" if fee in _all_in_fees(fees) else f"no such price, but {together}"
            found = f"a price for {element}, which lies inside {quoted(fee.label)}"
            yield Problem(key=f"prices.{name}", found=found, expected=instead)


def _is_bundle(fee: Fee) -> bool:
    return len(fee.elements) > 1 and fee.status is Status.CHARGED


def _all_in_fees(fees: Sequence[Fee]) -> list[Fee]:
    """Return the fees per session that cover a ketamine session whole, or all of it but the therapist."""
    return [
        fee
        for fee in fees
        if _is_bundle(fee)
        and fee.per is Per.SESSION
        and Element.KETAMINE in fee.elements
        and set(_KETAMINE_SESSIONS) & set(fee.phases)
    ]


def _with_all_in(fees: Sequence[Fee], price: CostRange) -> tuple[Fee, ...]:
    """Put one price per session in place of the all-in fees of the ketamine sessions."""
    old = _all_in_fees(fees)
    new = Fee(
        label=old[0].label,
        phases=tuple(phase for phase in _KETAMINE_SESSIONS if any(phase in fee.phases for fee in old)),
        elements=tuple(element for element in Element if any(element in fee.elements for fee in old)),
        price=price, payee=old[0].payee, service_code=old[0].service_code, basis=Basis.GIVEN,
    )  # fmt: skip
    kept = [left for fee in fees for left in (_outside_ketamine_sessions(fee) if fee in old else (fee,))]
    return (*kept, new)


def _outside_ketamine_sessions(fee: Fee) -> Iterator[Fee]:
    phases = tuple(phase for phase in fee.phases if phase not in _KETAMINE_SESSIONS)
    if phases:
        yield replace(fee, phases=phases)


def _replaced(fees: Sequence[Fee], element: Element, phases: tuple[Phase, ...], price: Price) -> tuple[Fee, ...]:
    """Take one element of some phases out of the fees and add it at the given price per session of each."""
    kept = [left for fee in fees for left in _without(fee, element, phases)]
    return (*kept, *(_given(element, phase, price, fees) for phase in phases))


def _given(element: Element, phase: Phase, price: Price, fees: Sequence[Fee]) -> Fee:
    """Return the fee of a given price, under the name that the fee in its place had, if one had it alone."""
    old = [fee for fee in fees if element in fee.elements and phase in fee.phases]
    same = old[0] if len(old) == 1 and len(old[0].elements) == 1 else None
    return Fee(
        label=same.label if same else element.capitalize(),
        phases=(phase,),
        elements=(element,),
        price=price,
        payee=old[0].payee if old else _PAYEES.get(element),
        included_in="another price, as given" if price is Status.INCLUDED else None,
        service_code=same.service_code if same else None,
        basis=Basis.GIVEN,
        reason="in place of a price per hour" if any(fee.per is Per.HOUR for fee in old) else None,
    )


def _without(fee: Fee, element: Element, phases: Collection[Phase]) -> Iterator[Fee]:
    """Yield what is left of a fee without an element of some phases: its other phases, and its other elements."""
    inside = tuple(phase for phase in fee.phases if phase in phases)
    if element not in fee.elements or not inside:
        yield fee
        return
    outside = tuple(phase for phase in fee.phases if phase not in phases)
    elements = tuple(other for other in fee.elements if other is not element)
    if outside:
        yield replace(fee, phases=outside)
    if elements:
        yield replace(fee, phases=inside, elements=elements)
