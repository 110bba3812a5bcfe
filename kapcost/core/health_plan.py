"""The health plan: who pays what of the claims of an exact course, in the order of their dates."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from kapcost.core.course import Element, Phase
from kapcost.core.money import ZERO, AmountWritten, to_cents
from kapcost.core.written import Written
from kapcost.errors import InputError, Problem, quoted
from kapcost.frozen import frozen


class Network(StrEnum):
    """Whether the provider has a contract with the health plan."""

    IN = "in"
    OUT = "out"


def _coinsurance(written: Any) -> Any:
    """Refuse a percentage, for it is not said whose part it is."""
    match = re.fullmatch(r"\s*(\d{1,3}(?:\.\d{1,4})?)\s*%\s*", str(written), re.ASCII)
    if match:
        raise InputError(replace(_no_part(Decimal(match[1])), key="", found=quoted(written)))
    return written


@frozen
class Terms:
    """What a health plan does with a session of one phase: allowed amount, and copay or coinsurance.

    `allowed` is in dollars, None if not known; `copay` is the patient's fixed part in dollars;
    `coinsurance` is the patient's part of what is left after the deductible, from 0 to 1.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    allowed: AmountWritten | None = None
    copay: AmountWritten | None = None
    coinsurance: Annotated[Decimal, Written(_coinsurance, {"type": "number", "minimum": 0, "maximum": 1})] | None = None

    def __post_init__(self) -> None:
        if isinstance(self.coinsurance, int):
            object.__setattr__(self, "coinsurance", Decimal(self.coinsurance))
        if (self.copay is None) == (self.coinsurance is None):
            found = "neither copay nor coinsurance" if self.copay is None else "both copay and coinsurance"
            raise InputError(Problem(found=found, expected="one of them for a phase"))
        if self.coinsurance is not None and not (self.coinsurance.is_finite() and 0 <= self.coinsurance <= 1):
            raise InputError(_no_part(self.coinsurance))


def _no_part(coinsurance: Decimal) -> Problem:
    meant = str(coinsurance / 100) if coinsurance.is_finite() and 1 < coinsurance <= 100 else None
    expected = "the patient's part, from 0 to 1 (not the plan's, and not a percentage)"
    return Problem(key="coinsurance", found=quoted(coinsurance), expected=expected, suggestion=meant)


@frozen
class HealthPlan:
    """A health plan as it stands when the course begins.

    `phases` are what it covers, on which terms; `elements` the charges of these phases that can
    be claimed. The deductible, and what is left of the out-of-pocket maximum (None: there is
    none), are in dollars and start again on 1 January at their annual amounts, if given.
    InputError with every problem if its parts contradict each other.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    network: Network
    phases: Mapping[Phase, Terms]
    elements: tuple[Element, ...] = (Element.THERAPIST, Element.MEDICAL)
    deductible_left: AmountWritten = ZERO
    annual_deductible: AmountWritten | None = None
    out_of_pocket_left: AmountWritten | None = None
    annual_out_of_pocket: AmountWritten | None = None

    def __post_init__(self) -> None:
        problems = list(self._problems())
        if problems:
            raise InputError(*problems)

    def _problems(self) -> Iterator[Problem]:
        for key in ("deductible_left", "annual_deductible", "out_of_pocket_left", "annual_out_of_pocket"):
            amount = getattr(self, key)
            if amount is not None and amount < 0:
                yield Problem(key=key, found=quoted(amount), expected="an amount of 0 or more")
        if not self.phases:
            yield Problem(key="phases", found="none", expected="the terms of at least one phase")
        for left, annual in (("deductible_left", "annual_deductible"), ("out_of_pocket_left", "annual_out_of_pocket")):
            most, now = getattr(self, annual), getattr(self, left)
            if most is not None and now is not None and now > most:
                yield Problem(key=left, found=quoted(now), expected=f"at most the {annual}, {most}")
        if self.annual_deductible is not None and (self.annual_out_of_pocket is None) != (
            self.out_of_pocket_left is None
        ):
            yield Problem(key="annual_out_of_pocket", found="only one of it and out_of_pocket_left",
                          expected="both, or neither, with an annual_deductible")  # fmt: skip
        elif self.annual_out_of_pocket is not None and self.out_of_pocket_left is None:
            yield Problem(key="out_of_pocket_left", found="none", expected="what is left of annual_out_of_pocket")

    def covers(self, phase: Phase, elements: Sequence[Element]) -> bool:
        """Return whether a charge of a phase can be claimed; a ketamine charge only if the plan says so."""
        return phase in self.phases and set(elements) <= set(self.elements)


@frozen
class Claim:
    """One session of one charge, submitted to a health plan; `on` is its date, if a start is known."""

    phase: Phase
    label: str
    session: int
    on: date | None
    charge: Decimal


@frozen
class Settled:
    """A claim as the plan settles it, in dollars: base = share + plan_pays.

    `share` is the patient's part of the base, `balance` what an out-of-network provider charges
    above it; `base` is None where the allowed amount is not known, and nothing is counted on.
    """

    claim: Claim
    base: Decimal | None
    share: Decimal
    balance: Decimal
    plan_pays: Decimal
    deductible_left: Decimal

    @property
    def patient_pays(self) -> Decimal:
        """What the patient pays in the end, in dollars."""
        return self.share + self.balance


@dataclass(slots=True)
class _Left:
    """What is left of the deductible and the out-of-pocket maximum while claims are settled."""

    deductible: Decimal
    out_of_pocket: Decimal | None
    year: int | None = field(default=None)


def settle(plan: HealthPlan, claims: Sequence[Claim], start: date | None = None) -> list[Settled]:
    """Return the claims, in order of their dates, as the plan settles them one after another.

    What is left is left on `start`, the day of the first visit, if that is known.

    The base is the allowed amount, or the charge if that is less. What is charged above it is
    written off in network; out of network it is the patient's and counts toward nothing. A copay
    is paid instead of deductible and coinsurance. Each claim is rounded half-up to the cent.
    """
    left = _Left(plan.deductible_left, plan.out_of_pocket_left, start.year if start else None)
    return [_settled(plan, claim, left) for claim in claims]


def _settled(plan: HealthPlan, claim: Claim, left: _Left) -> Settled:
    _begin_year(plan, claim, left)
    terms = plan.phases[claim.phase]
    if terms.allowed is None:
        return Settled(claim=claim, base=None, share=claim.charge, balance=ZERO, plan_pays=ZERO,
                       deductible_left=left.deductible)  # fmt: skip
    base = min(claim.charge, terms.allowed)
    balance = ZERO if plan.network is Network.IN else claim.charge - base
    from_deductible = ZERO if terms.copay is not None else min(base, left.deductible)
    share = _share(terms, base, from_deductible)
    if left.out_of_pocket is not None:
        share = min(share, left.out_of_pocket)
        left.out_of_pocket -= share
    left.deductible -= from_deductible
    return Settled(claim=claim, base=base, share=share, balance=balance, plan_pays=base - share,
                   deductible_left=left.deductible)  # fmt: skip


def _share(terms: Terms, base: Decimal, from_deductible: Decimal) -> Decimal:
    if terms.copay is not None:
        return min(terms.copay, base)
    return from_deductible + to_cents((base - from_deductible) * (terms.coinsurance or ZERO))


def _begin_year(plan: HealthPlan, claim: Claim, left: _Left) -> None:
    """Start deductible and out-of-pocket maximum again when a claim is the first of a later year."""
    year = claim.on.year if claim.on else None
    if left.year is not None and year is not None and year > left.year:
        left.deductible = left.deductible if plan.annual_deductible is None else plan.annual_deductible
        left.out_of_pocket = left.out_of_pocket if plan.annual_out_of_pocket is None else plan.annual_out_of_pocket
    left.year = year
