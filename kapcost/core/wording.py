"""The sentences of an estimate, the same in every format."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from kapcost.core.charges import Charge
from kapcost.core.course import Course, Element, Phase
from kapcost.core.discounts import Discount
from kapcost.core.health_plan import HealthPlan, Network
from kapcost.core.location import LocationUsed
from kapcost.core.packages import Extent
from kapcost.core.price import Basis, Per, Status
from kapcost.core.spread import unit_name
from kapcost.core.text import lower_first
from kapcost.core.vocabulary import NEVER_PRICED, PHASE_WORDS, enumerated

STALE_AFTER = timedelta(days=365)
"""A price checked longer ago than this before the date of the estimate is warned of."""


def title(charges: Sequence[Charge], course: Course, setting: str | None) -> str:
    """Return what is estimated, in which care setting, and that it is partial if something is not known.

    It is psychotherapy only if a therapist takes part in some session.
    """
    therapy = any(
        Element.THERAPIST in charge.elements and charge.status is not Status.NOT_CHARGED for charge in charges
    )
    dosing = course.sessions(Phase.DOSING)
    parts = [
        "ketamine-assisted psychotherapy" if therapy else "ketamine treatment",
        f"{dosing} dosing session{'' if str(dosing) == '1' else 's'}",
        *filter(None, [setting]),
    ]
    partial = any(charge.status is Status.UNKNOWN for charge in charges)
    words = ", ".join(["partial estimate", *parts] if partial else parts)
    return words[0].upper() + words[1:]


def not_known(charges: Sequence[Charge]) -> list[str]:
    """Return the charges whose price is not known, each with its phase."""
    return [f"{lower_first(charge.label)} in {PHASE_WORDS[charge.phase]}"
            for charge in charges if charge.status is Status.UNKNOWN]  # fmt: skip


def not_included(charges: Sequence[Charge], extent: Extent) -> Iterator[str]:
    """Yield everything that the total leaves out: elements and phases without a charge, and what nobody prices."""
    for charge in charges:
        if charge.status is Status.NOT_CHARGED:
            yield left_out(charge, extent.low[charge.phase], extent.high[charge.phase])
    yield from (PHASE_WORDS[phase] for phase in Phase if extent.course.sessions(phase).high == 0)
    yield from NEVER_PRICED


def left_out(charge: Charge, low: int, high: int) -> str:
    """Return what a line is for, with the number of its sessions unless it is for all, from low to high."""
    number = charge.quantity
    some = "" if (number.low, number.high) == (low, high) else f"{max(number.low, number.high)} "
    return f"{lower_first(charge.label)} in {some}{PHASE_WORDS[charge.phase]}"


def assumptions(
    charges: Sequence[Charge], extent: Extent, location: LocationUsed | None, discounts: Sequence[Discount]
) -> Iterator[str]:
    """Yield what the estimate takes for granted, one sentence each."""
    charged = [charge for charge in charges if charge.status is Status.CHARGED]
    yield from filter(None, [no_typical(charged)])
    scaled = list(dict.fromkeys(lower_first(charge.label) for charge in charged if charge.scales_with_location))
    if scaled and location is None:
        yield f"No state given, so {enumerated(scaled)} at the national price level."
    if location is not None and not scaled:
        yield f"{location.name} changes nothing: no price here varies by location."
    if scaled and location is not None:
        yield f"Price level of {location.name} for {enumerated(scaled)}: {location.index:.2f} times the national one."
    inferred = {charge.label: charge.reason for charge in charged if charge.basis is Basis.INFERRED}
    yield from (f"{label} is inferred: {reason}." for label, reason in inferred.items())
    yield from (f"{charge.label}: as given, per {unit_name(charge)}, {charge.reason}."
                for charge in charged if charge.basis is Basis.GIVEN and charge.reason)  # fmt: skip
    hourly = dict.fromkeys(charge.phase for charge in charges if charge.per is Per.HOUR)
    yield from (f"{PHASE_WORDS[phase].capitalize()} of {extent.course.hours_of(phase)} hours." for phase in hourly)
    for discount in discounts:
        if not any(discount.is_for(charge.sold_for, charge.elements) for charge in charged):
            yield f"{discount} applies to no charge."
    if extent.package is not None and not any(charge.per is Per.PACKAGE for charge in charged):
        yield f"{extent.package.label} does not apply: the course has too few of its sessions."


def plan_assumptions(plan: HealthPlan | None, start: date | None, as_of: date) -> Iterator[str]:
    """Yield what the estimate takes for granted of the health plan and of its years, one sentence each."""
    if plan is None:
        yield "Self-pay: no health plan is counted."
        return
    where = f"{enumerated(plan.elements)} in {enumerated([PHASE_WORDS[phase] for phase in plan.phases])}"
    network = "in" if plan.network is Network.IN else "out of"
    yield f"The health plan covers {where}, {network} network; all else is self-pay."
    if start is None or plan.annual_deductible is None:
        lacking = "start date" if start is None else "annual deductible"
        yield f"No {lacking} given, so the deductible does not start again on 1 January."
    else:
        yield f"The deductible starts again on 1 January, at ${plan.annual_deductible:,}."
    if start is not None and start.year > as_of.year:
        yield f"The deductible left, ${plan.deductible_left:,}, is taken as that on {start}."


def no_typical(charged: Sequence[Charge]) -> str | None:
    """Return why the total has no typical figure, None if it has one."""
    lacking = [charge for charge in charged if charge.amount is None or charge.amount.typical is None]
    if not lacking:
        return None
    ranged = [charge.phase for charge in lacking if charge.quantity.low != charge.quantity.high]
    without = [lower_first(charge.label) for charge in lacking if charge.unit is None or charge.unit.typical is None]
    reasons = [f"no median for {enumerated(without)}"] if without else []
    reasons += [f"the number of {enumerated(ranged)} sessions is a range"] if ranged else []
    return f"No typical total: {'; '.join(reasons)}."


def warnings(charged: Sequence[Charge], as_of: date) -> Iterator[str]:
    """Yield a warning for every charge whose price was last checked too long before a date."""
    stale = {charge.label: charge.checked for charge in charged
             if is_stale(charge.checked, as_of)}  # fmt: skip
    for label, checked in stale.items():
        yield f"{label}: price last checked on {checked}, more than {STALE_AFTER.days} days before {as_of}."


def is_stale(checked: date | None, as_of: date) -> bool:
    """Return whether a price was last checked too long before a date; False for one without such a day."""
    return checked is not None and as_of - checked > STALE_AFTER
