"""The claims of an estimate at each of its ends, and what the health plan leaves to the patient."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from kapcost.core.bill import Bills
from kapcost.core.charges import Charge
from kapcost.core.course import Phase
from kapcost.core.health_plan import Claim, HealthPlan, Network, Settled, settle
from kapcost.core.money import ZERO, AtEnds, CountAtEnds, End
from kapcost.core.packages import Extent
from kapcost.core.price import Per
from kapcost.core.pricing import Pricing, charged_among
from kapcost.core.visits import VisitCharge, visit_charges


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One claim at each end: charge, base, the patient's share of it and what the plan pays, in dollars.

    `patient_pays` is the share and, out of network, what is charged above the base.

    Amounts are zero at an end whose course has no such session; `base` is None where the allowed
    amount is not known: reimbursement is possible, and not counted.
    """

    phase: Phase
    label: str
    session: int
    on: date | None
    charge: AtEnds
    base: AtEnds | None
    share: AtEnds
    patient_pays: AtEnds
    plan_pays: AtEnds


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanResult:
    """What a health plan does to an estimate.

    `plan_pays` and `patient_pays` are the whole course's; `written_off` is what a provider in the
    network may not charge; `cash_needed_first` is what the patient pays before any reimbursement.
    `sessions_until_deductible_met` is the number of the claim with which it is, None if none is.
    """

    network: Network
    plan_pays: AtEnds
    patient_pays: AtEnds
    written_off: AtEnds
    cash_needed_first: AtEnds
    sessions_until_deductible_met: CountAtEnds
    possible: tuple[str, ...]
    lines: tuple[ClaimLine, ...]


def plan_result(
    plan: HealthPlan, lines: Sequence[Charge], pricing: Pricing, extent: Extent, start: date | None
) -> PlanResult:  # fmt: skip
    """Return what a health plan pays and leaves at each end; `start` is the date of the first visit.

    Without a start nothing is known of a change of year. InputError if the course lacks the days
    between sessions.
    """
    charged, bills = charged_among(lines), pricing.bills(lines)
    settled: dict[End, list[Settled] | None] = {}
    for end in End:
        parts = _parts_at(end, charged, bills, extent)
        claims = [_claim(part, start) for part in parts or () if _is_claim(plan, part)]
        settled[end] = None if parts is None else settle(plan, claims)
    due = {end: None if (bill := bills[end]) is None else bill.total() for end in End}

    def over(amount_of: Callable[[Settled], Decimal]) -> AtEnds:
        return AtEnds.over(lambda end: _sum(settled[end], amount_of))

    charges, shares = over(lambda one: one.claim.charge), over(lambda one: one.patient_pays)
    pays = over(lambda one: one.plan_pays)

    def patient_at(end: End) -> Decimal | None:
        whole, claimed, share = due[end], charges.at(end), shares.at(end)
        return None if whole is None or claimed is None or share is None else whole - claimed + share

    patient = AtEnds.over(patient_at)
    written_off = over(lambda one: max(ZERO, one.claim.charge - one.patient_pays - one.plan_pays))
    first = AtEnds.over(due.get) if plan.network is Network.OUT else patient
    return PlanResult(
        network=plan.network, plan_pays=pays, patient_pays=patient, written_off=written_off, cash_needed_first=first,
        sessions_until_deductible_met=CountAtEnds.over(lambda end: _met(plan, settled[end])),
        possible=tuple(dict.fromkeys(f"{one.claim.label} in {one.claim.phase}" for one in settled[End.HIGH] or ()
                                     if one.base is None)),
        lines=_lines(settled),
    )  # fmt: skip


def _parts_at(end: End, charged: Sequence[Charge], bills: Bills, extent: Extent) -> list[VisitCharge] | None:
    bill = bills[end]
    return None if bill is None else visit_charges(charged, bill, extent.at(end), extent.course)


def _is_claim(plan: HealthPlan, part: VisitCharge) -> bool:
    """Return whether a part is claimed: one session, and not what is sold by pack, month, course or package."""
    return part.line.per in (Per.SESSION, Per.HOUR) and plan.covers(part.phase, part.line.elements)


def _claim(part: VisitCharge, start: date | None) -> Claim:
    on = None if start is None else start + timedelta(days=part.day)
    return Claim(phase=part.phase, label=part.line.label, session=part.session, on=on, charge=part.amount)


def _sum(settled: Sequence[Settled] | None, amount_of: Callable[[Settled], Decimal]) -> Decimal | None:
    return None if settled is None else sum(map(amount_of, settled), ZERO)


def _met(plan: HealthPlan, settled: Sequence[Settled] | None) -> int | None:
    """Return the number of the first claim after which nothing is left of the deductible."""
    if settled is None or plan.deductible_left == 0:
        return None if settled is None else 0
    return next((place for place, one in enumerate(settled, start=1) if one.deductible_left == 0), None)


def _lines(settled: Mapping[End, list[Settled] | None]) -> tuple[ClaimLine, ...]:
    """Put the claims of the three ends side by side, by phase, label and session."""
    by_key = {end: {_key(one): one for one in claims or ()} for end, claims in settled.items()}
    keys = list(dict.fromkeys(key for end in (End.HIGH, End.LOW) for key in by_key[end]))

    def line(key: tuple[Phase, str, int]) -> ClaimLine:
        ends = {end: by_key[end].get(key) for end in End}
        one = next(one for one in ends.values() if one is not None)

        def over(amount_of: Callable[[Settled], Decimal]) -> AtEnds:
            missing = {end: None if settled[end] is None else ZERO for end in End}
            return AtEnds.over(lambda end: amount_of(each) if (each := ends[end]) else missing[end])

        return ClaimLine(
            phase=one.claim.phase, label=one.claim.label, session=one.claim.session, on=one.claim.on,
            charge=over(lambda each: each.claim.charge),
            base=None if one.base is None else over(lambda each: each.base or ZERO),
            share=over(lambda each: each.share), patient_pays=over(lambda each: each.patient_pays),
            plan_pays=over(lambda each: each.plan_pays),
        )  # fmt: skip

    return tuple(line(key) for key in keys)


def _key(one: Settled) -> tuple[Phase, str, int]:
    return one.claim.phase, one.claim.label, one.claim.session
