"""What a patient with a health plan pays for an exact course at exact prices: section 5 of the contract once more.

Nothing here uses the arithmetic of kapcost.core; it knows fees by session, hour, pack and course, without credits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from oracle import half_up, visits
from plan_strategies import PlanCase

from kapcost.core.course import Element, Phase
from kapcost.core.fee import Fee
from kapcost.core.price import Per

Counts = Mapping[Phase, int]
NONE = Decimal(0)


@dataclass
class Owed:
    """One fee: its sessions, the price of one of them, what came off it, and what is owed in all."""

    fee: Fee
    sessions: list[int]
    unit: Decimal
    times: Decimal
    off: Decimal = NONE
    owed: Decimal = NONE


@dataclass
class Session:
    """What is charged for one session of a fee, and on which day from the first visit."""

    fee: Fee
    day: int
    charge: Decimal


def charged(case: PlanCase, counts: Counts, prices: Mapping[str, Decimal]) -> tuple[list[Session], Decimal]:
    """Return what is charged session by session, in the order of the days, and all other charges together."""
    lines = [_owed(case, fee, counts, prices[fee.label]) for fee in case.fees]
    lines.sort(key=lambda line: (_place(line.fee.phases[0]), list(Element).index(line.fee.elements[0])))
    for discount in case.discounts:
        left = discount.amount or NONE
        for line in lines:
            if discount.percent is None:
                taken = min(left, line.owed)
                left, line.off, line.owed = left - taken, line.off + taken, line.owed - taken
            else:
                kept = (100 - discount.percent) / 100
                line.unit, line.off = half_up(line.unit * kept), half_up(line.off * kept)
                line.owed = max(NONE, min(line.owed, half_up(line.unit * line.times) - line.off))
    calendar = visits(case.course, counts)
    singly = [line for line in lines if line.fee.per in (Per.SESSION, Per.HOUR)]
    single = [session for line in singly for session in _split(line, calendar)]
    rest = sum((line.owed for line in lines if line not in singly), NONE)
    return sorted(single, key=lambda one: (one.day, _place(one.fee.phases[0]))), rest


def patient_pays(case: PlanCase, counts: Counts, prices: Mapping[str, Decimal]) -> Decimal:
    """Return what the patient pays in the end."""
    sessions, total = charged(case, counts, prices)
    plan = case.plan
    deductible, maximum, year = plan.deductible_left, plan.out_of_pocket_left, case.start.year if case.start else 0
    for session in sessions:
        on = case.start + timedelta(days=session.day) if case.start else None
        if on is not None and on.year > year:
            year = on.year
            deductible = deductible if plan.annual_deductible is None else plan.annual_deductible
            maximum = maximum if plan.annual_out_of_pocket is None else plan.annual_out_of_pocket
        terms = plan.phases.get(session.fee.phases[0])
        if terms is None or terms.allowed is None or not set(session.fee.elements) <= set(plan.elements):
            total += session.charge
            continue
        base = min(session.charge, terms.allowed)
        total += session.charge - base if plan.network == "out" else NONE
        if terms.copay is not None:
            share = min(terms.copay, base)
        else:
            assert terms.coinsurance is not None
            used = min(base, deductible)
            share = used + half_up((base - used) * terms.coinsurance)
            deductible -= used
        if maximum is not None:
            share = min(share, maximum)
            maximum -= share
        total += share
    return total


def _place(phase: Phase) -> int:
    return list(Phase).index(phase)


def _owed(case: PlanCase, fee: Fee, counts: Counts, price: Decimal) -> Owed:
    (phase,) = fee.phases
    window = fee.sessions
    held = [n for n in range(1, counts[phase] + 1) if n >= window.first and (window.last is None or n <= window.last)]
    times = Decimal(len(held))
    if fee.per is Per.HOUR:
        times *= case.course.hours[phase]
    elif fee.per is Per.PACK:
        assert fee.pack_size is not None
        times = Decimal(len(held[:: fee.pack_size]))
    elif fee.per is Per.COURSE:
        times = Decimal(bool(held))
    return Owed(fee=fee, sessions=held, unit=price, times=times, owed=half_up(price * times))


def _split(line: Owed, calendar: Sequence[tuple[Phase, int]]) -> list[Session]:
    """Split what is owed evenly over the sessions, to the cent, and take what came off from the first ones."""
    (phase,) = line.fee.phases
    days = [day for other, day in calendar if other is phase]
    whole, number = half_up(line.unit * line.times), len(line.sessions)
    gone, result, before = whole - line.owed, [], NONE
    for place, session in enumerate(line.sessions, start=1):
        upto = half_up(whole * place / number)
        part, before = upto - before, upto
        taken = min(part, gone)
        gone -= taken
        result.append(Session(fee=line.fee, day=days[session - 1], charge=part - taken))
    return result
