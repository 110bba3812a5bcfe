"""The notes on paying: packages, the health plan, the schedule and stopping early."""

from collections.abc import Iterator, Sequence

from kapcost.core.answer import Estimate
from kapcost.core.claims import ClaimLine, PlanResult
from kapcost.core.health_plan import Network
from kapcost.core.money import AtEnds, CostRange, total
from kapcost.core.package_offers import CheaperPackage, PackageUsed
from kapcost.core.schedule import Schedule, ScheduledPayment
from kapcost.core.stopping import Stop, StoppingEarly
from kapcost.core.text import lower_first
from kapcost.render.note import Note, list_note, text_note
from kapcost.render.words import TIMES, Dollars, count


def paying_paragraphs(estimate: Estimate, dollars: Dollars) -> Iterator[Sequence[Note]]:
    """Yield the paragraphs on how the course is paid, those that were asked for."""
    yield [text_note("Package", [_package(package, dollars) for package in estimate.packages])]
    offers = [_offer(package, estimate.totals.estimate, dollars) for package in estimate.cheaper_packages]
    yield [text_note("Cheaper as a package", offers)]
    if plan := estimate.health_plan:
        plan_dollars = Dollars.for_ranges([plan.plan_pays, plan.patient_pays, plan.written_off, plan.cash_needed_first])
        yield [text_note("Health plan", list(_health_plan(plan, plan_dollars))), _claims(plan)]
    if schedule := estimate.schedule:
        yield from _schedule(schedule)
        if estimate.health_plan:
            yield [text_note("Note", ["Payments, and any budget, are before what the health plan pays."])]
    if stopping := estimate.stopping_early:
        yield from _stopping(stopping)


def _schedule(schedule: Schedule) -> Iterator[Sequence[Note]]:
    amounts = [payment.amount for payment in schedule.payments]
    dollars = Dollars.for_ranges([*amounts, schedule.interest, schedule.if_not_cleared])
    lines = list(_days(schedule, dollars))
    yield [Note(heading="Schedule", short="", sentences=lines, listed=True)]
    months = [f"{month} {dollars.range(amount)}" for month, amount in schedule.by_month.items()]
    yield [list_note("By month", months), text_note("Payments", list(_remarks(schedule, dollars)))]


def _days(schedule: Schedule, dollars: Dollars) -> Iterator[str]:
    """Yield a line for each day: its visits, and what is paid to whom."""
    days = {visit.day for visit in schedule.visits} | {payment.day for payment in schedule.payments}
    for day in sorted(days):
        visits = [visit for visit in schedule.visits if visit.day == day]
        due = [
            payment
            for payment in schedule.payments
            if payment.day == day and (payment.amount.low or payment.amount.high)
        ]
        dates = [*(visit.on for visit in visits), *(payment.on for payment in due)]
        on = dates[0] if dates else None
        said = [f"{visit.phase} {visit.session}" for visit in visits]
        said += [_payment(payment, dollars, [*said]) for payment in due] or ["nothing due"]
        yield f"{on or f'day {day}'}: {', '.join(said)}"


def _payment(payment: ScheduledPayment, dollars: Dollars, visits: Sequence[str]) -> str:
    what, _, visit = payment.what.partition(", ")
    where = f"{lower_first(what)}" if not visit or visit in visits else f"{lower_first(what)}, {visit}"
    return f"{dollars.range(payment.amount)} to {payment.payee} ({where})"


def _remarks(schedule: Schedule, dollars: Dollars) -> Iterator[str]:
    payments = [payment.amount for payment in schedule.payments]
    yield f"Largest single payment {dollars.range(schedule.largest)}."
    if schedule.interest.low or schedule.interest.high:
        yield f"Interest {dollars.range(schedule.interest)}, so {dollars.range(total(payments))} in all."
    if schedule.if_not_cleared.low or schedule.if_not_cleared.high:
        yield f"If the loan is not cleared in time, up to {dollars.range(schedule.if_not_cleared)} interest."
    year = schedule.first_year
    if year.estimate is not None and year.boosters.high:
        cost = Dollars.for_ranges([year.estimate]).range(year.estimate)
        yield f"With boosters until a year has passed ({year.boosters} in all): {cost}."


def _stopping(stopping: StoppingEarly) -> Iterator[Sequence[Note]]:
    known = [cost for stop in stopping.stops for cost in (stop.singly, stop.with_package) if cost]
    dollars = Dollars.for_ranges(known)
    lines = [_stop(stop, dollars) for stop in stopping.stops]
    if not lines:
        return
    yield [Note(heading="Stopping early", short="", sentences=lines, listed=True)]
    without = "Without what comes after dosing, and before any health plan, deposit or loan."
    yield [text_note("These amounts", [without])]
    if stopping.prepaid_at_peak is None:
        return
    at = stopping.break_even.at_high
    known_high = all(cost.high is not None for cost in known)
    even = "The package never pays." if known_high else "From when on the package pays is not known."
    if at:
        even = f"The package pays from dosing session {at} on."
    prepaid = f"Paid for care not yet received, at its peak: {dollars.range(stopping.prepaid_at_peak)}."
    yield [text_note("Package and stopping", [even, prepaid])]


def _stop(stop: Stop, dollars: Dollars) -> str:
    def words(cost: AtEnds | None) -> str:
        return "not known" if cost is None else dollars.range(cost)

    package = f", with the package {words(stop.with_package)}" if stop.with_package else ""
    plural = "" if stop.dosing_sessions == 1 else "s"
    return f"after {stop.dosing_sessions} dosing session{plural}: singly {words(stop.singly)}{package}"


def _package(package: PackageUsed, dollars: Dollars) -> str:
    times = "" if package.times.low == package.times.high == 1 else f"{count(package.times)} {TIMES} "
    saved = package.saved
    saves = f"saves {dollars.range(saved)}"
    if saved.high is not None and saved.low <= 0 and saved.high < 0:
        saves = f"costs {dollars.range(AtEnds(low=-saved.low, high=-saved.high))} more"
    price, singly = dollars.range(package.price), dollars.range(package.replaced)
    return f"{times}{package.label}: {price} in place of {singly} singly, {saves}."


def _offer(package: CheaperPackage, asked: CostRange, dollars: Dollars) -> str:
    sessions = ", ".join(f"{number} {phase}" for phase, number in package.sessions.items())
    cost = dollars.range(package.estimate)
    return f"{package.label} ({sessions}; --package {package.name}): {cost} in all, in place of {dollars.range(asked)}."


def _health_plan(plan: PlanResult, dollars: Dollars) -> Iterator[str]:
    if not plan.lines:
        yield "Nothing in this course is covered."
        return
    yield f"You pay {dollars.range(plan.patient_pays)} in the end, the plan {dollars.range(plan.plan_pays)}."
    if plan.network is Network.OUT:
        yield f"Out of network: you first pay {dollars.range(plan.cash_needed_first)}, and are reimbursed later."
    if plan.written_off.high:
        yield f"Written off by providers in the network: {dollars.range(plan.written_off)}."
    met = plan.sessions_until_deductible_met
    known = [met.at_low] if plan.patient_pays.high is None else [met.at_high, met.at_low]
    counts = dict.fromkeys("not met" if each is None else f"claim {each}" for each in known)
    yield f"Deductible met with: {' to '.join(counts)}." if set(counts) != {"not met"} else "Deductible not met."
    if plan.possible:
        yield f"Possible, not counted, for the allowed amount is not known: {', '.join(plan.possible)}."


def _claims(plan: PlanResult) -> Note:
    return Note(heading="Claims", short="", sentences=[_claim(line) for line in plan.lines])


def _claim(line: ClaimLine) -> str:
    dollars = Dollars(cents=True)
    base = "not known" if line.base is None else dollars.range(line.base)
    when = f"{line.on}, " if line.on else ""
    return (
        f"{when}{lower_first(line.label)}, {line.phase} {line.session}: charge {dollars.range(line.charge)}, "
        f"allowed {base}, you {dollars.range(line.patient_pays)}, plan {dollars.range(line.plan_pays)}"
    )
