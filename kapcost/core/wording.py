"""The sentences of an estimate, the same in every format."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from kapcost.core.charges import Charge
from kapcost.core.course import Course, Phase
from kapcost.core.fee import Fee
from kapcost.core.price import Basis, Per, Status
from kapcost.core.price_list import LocationUsed
from kapcost.core.spread import Driver, unit_name
from kapcost.core.text import lower_first
from kapcost.core.vocabulary import NEVER_PRICED, PHASE_WORDS
from kapcost.errors import either

STALE_AFTER = timedelta(days=365)
"""A price checked longer ago than this before the date of the estimate is warned of."""


def title(course: Course, setting: str | None, *, complete: bool) -> str:
    """Return what is estimated, in which care setting, and that it is partial if something is not known."""
    dosing = course.sessions(Phase.DOSING)
    plural = "" if str(dosing) == "1" else "s"
    what = f"etamine-assisted psychotherapy, {dosing} dosing session{plural}{f', {setting}' if setting else ''}"
    return f"K{what}" if complete else f"Partial estimate, k{what}"


def not_included(charges: Sequence[Charge], course: Course) -> Iterator[str]:
    """Yield everything that the total leaves out: elements and phases without a charge, and what nobody prices."""
    for charge in charges:
        if charge.status is Status.NOT_CHARGED:
            yield f"{lower_first(charge.label)} in {PHASE_WORDS[charge.phase]}"
    yield from (PHASE_WORDS[phase] for phase in Phase if course.sessions(phase).high == 0)
    yield from NEVER_PRICED


def assumptions(
    charges: Sequence[Charge], fees: Sequence[Fee], course: Course, location: LocationUsed | None
) -> Iterator[str]:
    """Yield what the estimate takes for granted, one sentence each."""
    charged = [charge for charge in charges if charge.status is Status.CHARGED]
    yield from filter(None, [no_typical(charged)])
    scaled = [lower_first(fee.label) for fee in fees if fee.scales_with_location and _is_charged(fee, charges)]
    if scaled and location is None:
        yield f"No state given, so {_list(scaled)} at the national price level."
    if scaled and location is not None:
        yield f"Price level of {location.name} for {_list(scaled)}: {location.index:.2f} times the national one."
    inferred = {charge.label: charge.reason for charge in charged if charge.basis is Basis.INFERRED}
    yield from (f"{label} is inferred: {reason}." for label, reason in inferred.items())
    hourly = {charge.phase: course.hours.get(charge.phase) for charge in charges if charge.per is Per.HOUR}
    for phase, hours in hourly.items():
        if hours is not None:
            yield f"{PHASE_WORDS[phase].capitalize()} of {hours} hours."
    yield "Self-pay: no health plan is counted."


def no_typical(charged: Sequence[Charge]) -> str | None:
    """Return why the total has no typical figure, None if it has one."""
    lacking = [charge for charge in charged if charge.amount is None or charge.amount.typical is None]
    if not lacking:
        return None
    ranged = [charge.phase for charge in lacking if charge.quantity.low != charge.quantity.high]
    without = [lower_first(charge.label) for charge in lacking if charge.unit is None or charge.unit.typical is None]
    reasons = [f"no median for {_list(without)}"] if without else []
    reasons += [f"the number of {_list(ranged)} sessions is a range"] if ranged else []
    return f"No typical total: {'; '.join(reasons)}."


def warnings(charged: Sequence[Charge], as_of: date) -> Iterator[str]:
    """Yield a warning for every charge whose price was last checked too long before a date."""
    for charge in charged:
        if charge.checked is not None and as_of - charge.checked > STALE_AFTER:
            yield (
                f"{charge.label}: price last checked on {charge.checked}, "
                f"more than {STALE_AFTER.days} days before {as_of}."
            )


def question(charges: Sequence[Charge], spread: Sequence[Driver]) -> str | None:
    """Return the one question to the provider that would narrow the estimate most, None if it is exact.

    What is not known at all comes first, then an open end, then the widest driver.
    """
    for charge in charges:
        if charge.status is Status.UNKNOWN:
            return f"What does {lower_first(charge.label)} cost in {PHASE_WORDS[charge.phase]}, or is it included?"
    for charge in charges:
        if charge.unit is not None and charge.unit.high is None:
            return f"What is the most that {lower_first(charge.label)} costs per {unit_name(charge)}?"
    return spread[0].question if spread else None


def _is_charged(fee: Fee, charges: Sequence[Charge]) -> bool:
    return any(charge.label == fee.label and charge.status is Status.CHARGED for charge in charges)


def _list(words: Sequence[str]) -> str:
    return either(dict.fromkeys(words)).replace(" or ", " and ")
