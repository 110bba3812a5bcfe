"""Short ways to write health plans, claims and courses with dates in the tests of the core."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from making import DOSING, answer

from kapcost.core.bill import bills
from kapcost.core.charges import charges
from kapcost.core.claims import ClaimLine, PlanResult
from kapcost.core.course import Course, Element, Phase
from kapcost.core.discounts import Discount
from kapcost.core.fee import Fee
from kapcost.core.health_plan import Claim, HealthPlan, Network, Settled, Terms
from kapcost.core.money import End
from kapcost.core.packages import Extent
from kapcost.core.visits import VisitCharge, visit_charges

WEEKLY = dict.fromkeys(Phase, 7)
"""Days between the sessions of every phase."""

AMOUNTS = ("deductible_left", "annual_deductible", "out_of_pocket_left", "annual_out_of_pocket")


def terms(allowed: str | None = None, *, copay: str | None = None, coinsurance: str | None = None) -> Terms:
    """Return what a plan does with a session; without copay and coinsurance, the patient pays all of it."""
    part = "1" if copay is None and coinsurance is None else coinsurance
    return Terms(
        allowed=None if allowed is None else Decimal(allowed),
        copay=None if copay is None else Decimal(copay),
        coinsurance=None if part is None else Decimal(part),
    )


def plan(network: str, *of_dosing: Terms, elements: Sequence[Element] = (), **more: Any) -> HealthPlan:
    """Return a health plan: plan("in", terms("142.68", copay="40"), deductible_left="400")."""
    phases = dict(zip([DOSING], of_dosing, strict=False))
    phases |= {Phase(key): more[key] for key in more if key not in AMOUNTS}
    parts: dict[str, Any] = {key: Decimal(more[key]) for key in AMOUNTS if key in more}
    parts |= {"elements": tuple(elements)} if elements else {}
    return HealthPlan(network=Network(network), phases=phases, **parts)


def claims(*charges: str, on: Sequence[date] = (), phase: Phase = DOSING) -> list[Claim]:
    """Return one claim for each charge, in order."""
    dates: Sequence[date | None] = on or [None] * len(charges)
    return [
        Claim(phase=phase, label="Therapist", session=place, on=when, charge=Decimal(charge))
        for place, (charge, when) in enumerate(zip(charges, dates, strict=True), start=1)
    ]


def shares(settled: Sequence[Settled]) -> list[str]:
    """Return the patient's shares, as written."""
    return [str(one.share) for one in settled]


def result(of: HealthPlan, *fees: Fee, start: date | None = None, **course: Any) -> PlanResult:
    """Return what a plan does to a course of weekly sessions, such as dosing=6, at some fees."""
    asked = Course(**{"days_between": WEEKLY} | course)
    settled = answer(asked, *fees, health_plan=of, start=start).health_plan
    assert settled is not None
    return settled


def line_of(settled: PlanResult, phase: Phase, session: int) -> ClaimLine:
    """Return the claim of one session."""
    return next(line for line in settled.lines if (line.phase, line.session) == (phase, session))


def due_at_visits(course: Course, *fees: Fee, discounts: Sequence[Discount] = ()) -> list[VisitCharge]:
    """Return what falls due at the visits of an exact course of weekly sessions."""
    extent = Extent.of(replace(course, days_between={**WEEKLY, **course.days_between}))
    charged = [line for line in charges(fees, extent, None) if line.unit is not None]
    bill = bills(charged, discounts)[End.LOW]
    assert bill is not None
    return visit_charges(charged, bill, extent.low, extent.course)
