"""The CSV form: one row a charge, then the totals and everything else the estimate says."""

from collections.abc import Iterable, Iterator
from typing import Any

from kapcost.core.answer import Estimate
from kapcost.core.charges import Charge
from kapcost.core.money import AtEnds
from kapcost.render.cells import csv_of

COLUMNS = (
    "row", "phase", "label", "elements", "payee", "status", "per", "quantity_low", "quantity_high",
    "unit_low", "unit_typical", "unit_high", "amount_low", "amount_typical", "amount_high", "basis",
    "checked", "sources", "text",
)  # fmt: skip


def csv_text(estimate: Estimate) -> str:
    """Return an estimate as CSV with a header."""
    return csv_of(COLUMNS, _rows(estimate))


def _rows(estimate: Estimate) -> Iterator[dict[str, Any]]:
    yield from _header(estimate)
    for charge in estimate.charges:
        yield _charge(charge)
    yield from _packages(estimate)
    yield from _plan(estimate)
    yield from _schedule(estimate)
    for discount in estimate.discounts:
        yield {"row": "discount", "label": discount.label, **_money("amount", discount.amount)}
    yield from _totals(estimate)
    if budget := estimate.budget:
        fitting = budget.dosing_sessions_that_fit
        yield {"row": "budget", "label": budget.verdict, "amount_low": budget.amount, "amount_high": budget.amount}
        for end in ("low", "typical", "high"):
            number = getattr(fitting, f"at_{end}")
            yield {"row": "dosing sessions that fit", "label": f"at_{end}", "text": "" if number is None else number}
    for name, cost in estimate.by_setting.items():
        therapist = "" if cost.therapist_in_dosing else "no therapist in dosing"
        yield {"row": "by setting", "label": name, "text": therapist, **_money("amount", cost)}
    yield from ({"row": "not by setting", "label": name} for name in estimate.not_by_setting)
    for driver in estimate.spread:
        yield {"row": "spread", "label": driver.driver, "text": driver.share}
    remarks = {
        "question": filter(None, [estimate.question]),
        "not included": estimate.not_included,
        "warning": estimate.warnings,
        "assumption": estimate.assumptions,
    }
    yield from ({"row": kind, "text": text} for kind, texts in remarks.items() for text in texts)
    for source in estimate.sources:
        yield {"row": "source", "label": source.id, "text": _joined([source.title, source.url, source.as_of])}


def _packages(estimate: Estimate) -> Iterator[dict[str, Any]]:
    for package in estimate.packages:
        for name in ("replaced", "price", "saved"):
            times = {"quantity_low": package.times.low, "quantity_high": package.times.high}
            yield {"row": "package", "label": package.label, "text": _joined([name, package.name]), **times,
                   **_money("amount", getattr(package, name))}  # fmt: skip
    for offer in estimate.cheaper_packages:
        sessions = [f"{number} {phase}" for phase, number in offer.sessions.items()]
        yield {"row": "cheaper package", "label": offer.label, "text": _joined([offer.name, *sessions]),
               **_money("amount", offer.estimate)}  # fmt: skip


def _plan(estimate: Estimate) -> Iterator[dict[str, Any]]:
    plan = estimate.health_plan
    if plan is None:
        return
    for name in ("patient_pays", "plan_pays", "written_off", "cash_needed_first"):
        yield {"row": "health plan", "label": name, **_money("amount", getattr(plan, name))}
    yield {"row": "health plan", "label": "network", "text": plan.network}
    yield from ({"row": "possible", "text": text} for text in plan.possible)
    for end in ("at_low", "at_typical", "at_high"):
        met = getattr(plan.sessions_until_deductible_met, end)
        yield {"row": "deductible met with claim", "label": end, "text": "" if met is None else met}
    for line in plan.lines:
        where = {"row": "claim", "phase": line.phase, "label": line.label}
        for name in ("charge", "base", "share", "patient_pays", "plan_pays"):
            text = _joined([name, f"session {line.session}", line.on])
            yield {**where, "text": text, **_money("amount", getattr(line, name))}


def _schedule(estimate: Estimate) -> Iterator[dict[str, Any]]:
    if schedule := estimate.schedule:
        for visit in schedule.visits:
            yield {"row": "visit", "phase": visit.phase, "label": visit.session, "text": visit.on or f"day {visit.day}"}
        year = schedule.first_year
        yield {"row": "first year", "label": f"{year.boosters} boosters", **_money("amount", year.estimate)}
        for due in schedule.payments:
            yield {"row": "payment", "label": due.what, "payee": due.payee, "text": due.on or f"day {due.day}",
                   **_money("amount", due.amount)}  # fmt: skip
        for month, amount in schedule.by_month.items():
            yield {"row": "paid by month", "label": month, **_money("amount", amount)}
        for name in ("largest", "interest", "if_not_cleared"):
            yield {"row": "payments", "label": name, **_money("amount", getattr(schedule, name))}
    if stopping := estimate.stopping_early:
        for stop in stopping.stops:
            for name in ("singly", "with_package"):
                yield {"row": "stopping early", "label": name, "quantity_low": stop.dosing_sessions,
                       "quantity_high": stop.dosing_sessions, **_money("amount", getattr(stop, name))}  # fmt: skip
        for end in ("at_low", "at_typical", "at_high"):
            even = getattr(stopping.break_even, end)
            yield {"row": "break even", "label": end, "text": "" if even is None else even}
        yield {"row": "prepaid at peak", **_money("amount", stopping.prepaid_at_peak)}


def _header(estimate: Estimate) -> Iterator[dict[str, Any]]:
    used, place = estimate.price_list, estimate.location
    facts = {
        "title": estimate.title,
        "complete": str(estimate.complete).lower(),
        "setting": estimate.setting,
        "tier": estimate.tier,
        "location": place and _joined([place.name, place.index]),
        "price_list": _joined([used.name, used.as_of, used.sha256]),
        "as_of": estimate.as_of,
        "estimate_id": estimate.estimate_id,
    }
    yield from ({"row": "estimate", "label": name, "text": text} for name, text in facts.items() if text)


def _charge(charge: Charge) -> dict[str, Any]:
    return {
        "row": "charge", "phase": charge.phase, "label": charge.label, "elements": _joined(charge.elements),
        "payee": charge.payee, "status": charge.status, "per": charge.per, "quantity_low": charge.quantity.low,
        "quantity_high": charge.quantity.high, **_money("unit", charge.unit), **_money("amount", charge.amount),
        "basis": charge.basis, "checked": charge.checked,
        "sources": _joined(charge.sources), "text": charge.included_in,
    }  # fmt: skip


def _totals(estimate: Estimate) -> Iterator[dict[str, Any]]:
    totals = estimate.totals
    named = {"charges": totals.charges, "savings": totals.savings, "estimate": totals.estimate,
             "per_dosing_session": totals.per_dosing_session}  # fmt: skip
    for name, cost in named.items():
        yield {"row": "total", "label": name, **_money("amount", cost)}
    for payee, cost in totals.by_payee.items():
        yield {"row": "total", "label": "by_payee", "payee": payee, **_money("amount", cost)}


def _money(column: str, cost: AtEnds | None) -> dict[str, Any]:
    if cost is None:
        return {}
    return {f"{column}_low": cost.low, f"{column}_typical": cost.typical, f"{column}_high": cost.high}


def _joined(parts: Iterable[object]) -> str:
    return "; ".join(str(part) for part in parts if part is not None)
