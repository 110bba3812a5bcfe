"""The claims of an estimate at each of its ends, and what the health plan leaves to the patient."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from math import prod

from kapcost.core.charges import Charge
from kapcost.core.course import Counts, Phase
from kapcost.core.health_plan import Claim, HealthPlan, Network, Settled, settle
from kapcost.core.money import ZERO, AtEnds, CountAtEnds, End
from kapcost.core.packages import Extent
from kapcost.core.price import Per
from kapcost.core.pricing import Pricing, charged_among
from kapcost.core.visits import VisitCharge, visit_charges
from kapcost.frozen import frozen

MOST_COURSES = 200
"""The most exact courses of a range that are settled one by one."""


@frozen
class ClaimLine:
    """One claim at each end: charge, base, the patient's share of it and what the plan pays, in dollars.

    `patient_pays` is the share and, out of network, what is charged above the base.

    `on` is its date, None if not known or not the same at the ends. Amounts are zero at an end
    whose course has no such session; `base` is None where the allowed amount is not known:
    reimbursement is possible, and not counted.
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


@frozen
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
    plan: HealthPlan, pricing: Pricing, extent: Extent, start: date | None
) -> PlanResult:  # fmt: skip
    """Return what a health plan pays and leaves at each end; `start` is the date of the first visit.

    The ends are the least and the most that is left to the patient, by whichever course.

    Without a start nothing is known of a change of year. InputError if the course lacks the days
    between sessions.
    """
    at_end = {end: _extreme(end, plan, pricing, extent, start) for end in End}
    settled = {end: None if one is None else one.settled for end, one in at_end.items()}
    due = {end: None if one is None else one.due for end, one in at_end.items()}

    def over(amount_of: Callable[[Settled], Decimal]) -> AtEnds:
        return AtEnds.over(lambda end: _sum(settled[end], amount_of))

    pays = over(lambda one: one.plan_pays)

    patient = AtEnds.over(lambda end: None if (one := at_end[end]) is None else one.patient_pays)
    written_off = over(lambda one: max(ZERO, one.claim.charge - one.patient_pays - one.plan_pays))
    first = AtEnds.over(due.get) if plan.network is Network.OUT else patient
    return PlanResult(
        network=plan.network, plan_pays=pays, patient_pays=patient, written_off=written_off, cash_needed_first=first,
        sessions_until_deductible_met=CountAtEnds.over(lambda end: _met(plan, settled[end])),
        possible=tuple(dict.fromkeys(f"{one.claim.label} in {one.claim.phase}" for end in (End.HIGH, End.LOW)
                                     for one in settled[end] or () if one.base is None)),
        lines=_lines(settled),
    )  # fmt: skip


@frozen
class _OneCourse:
    """The claims of one exact course at one end of the prices, settled, and what is due before that."""

    settled: list[Settled]
    due: Decimal

    @property
    def patient_pays(self) -> Decimal:
        return self.due + sum((one.patient_pays - one.claim.charge for one in self.settled), ZERO)


def _extreme(end: End, plan: HealthPlan, pricing: Pricing, extent: Extent, start: date | None) -> _OneCourse | None:
    """Return the exact course, at the lowest or highest prices, that leaves the least or the most to the patient."""
    if end is End.TYPICAL and extent.low != extent.high:
        return None
    prices = [End.TYPICAL] if end is End.TYPICAL else [End.LOW, End.HIGH]
    courses = [
        _one_course(price, plan, pricing, extent.only(counts), start)
        for counts in _exact_courses(end, extent)
        for price in prices
    ]
    known = [course for course in courses if course is not None]
    if not known or (end is not End.LOW and len(known) < len(courses)):
        return None
    choose = min if end is End.LOW else max
    return choose(known, key=lambda course: course.patient_pays)


def _exact_courses(end: End, extent: Extent) -> list[Counts]:
    """Return all courses of an extent, or of a very wide one those at its ends.

    A health plan can make more sessions cost less, for instance by moving claims across New Year.
    """
    if end is End.TYPICAL:
        return [extent.low]
    ranges = [extent.course.sessions(phase) for phase in Phase]
    if prod(each.high - each.low + 1 for each in ranges) > MOST_COURSES:
        return [extent.low, extent.high]
    numbers = product(*(range(each.low, each.high + 1) for each in ranges))
    return [dict(zip(Phase, each, strict=True)) for each in numbers]


def _one_course(end: End, plan: HealthPlan, pricing: Pricing, one: Extent, start: date | None) -> _OneCourse | None:
    charged = charged_among(pricing.lines(one))
    bill = pricing.bills(charged)[end]
    if bill is None:
        return None if charged else _OneCourse(settled=[], due=ZERO)
    parts = visit_charges(charged, bill, one.low, one.course)
    claims = [_claim(part, start) for part in parts if is_claimed(plan, part.line)]
    return _OneCourse(settled=settle(plan, claims, start), due=bill.total())


def is_claimed(plan: HealthPlan, charge: Charge) -> bool:
    """Return whether a charge is claimed, session by session; what is sold by pack, month, course or package is not."""
    return charge.per in (Per.SESSION, Per.HOUR) and plan.covers(charge.phase, charge.elements)


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
        dates = {each.claim.on for each in ends.values() if each is not None}

        def over(amount_of: Callable[[Settled], Decimal]) -> AtEnds:
            missing = {end: None if settled[end] is None else ZERO for end in End}
            return AtEnds.over(lambda end: amount_of(each) if (each := ends[end]) else missing[end])

        return ClaimLine(
            phase=one.claim.phase, label=one.claim.label, session=one.claim.session,
            on=one.claim.on if len(dates) == 1 else None,
            charge=over(lambda each: each.claim.charge),
            base=None if one.base is None else over(lambda each: each.base or ZERO),
            share=over(lambda each: each.share), patient_pays=over(lambda each: each.patient_pays),
            plan_pays=over(lambda each: each.plan_pays),
        )  # fmt: skip

    return tuple(line(key) for key in keys)


def _key(one: Settled) -> tuple[Phase, str, int]:
    return one.claim.phase, one.claim.label, one.claim.session
