"""The CSV form: one row for each part of a phase in each scenario, then totals, differences and what is left out."""

from collections.abc import Iterable, Iterator
from typing import Any

from kapcost.core.comparison import Comparison, Difference
from kapcost.core.comparison_rows import Scenario
from kapcost.core.money import AtEnds, End
from kapcost.core.wording import not_known
from kapcost.render.cells import csv_of

COLUMNS = ("row", "scenario", "phase", "part", "status", "amount_low", "amount_typical", "amount_high", "text")


def csv_text(comparison: Comparison) -> str:
    """Return a comparison as CSV with a header."""
    return csv_of(COLUMNS, _rows(comparison))


def _rows(comparison: Comparison) -> Iterator[dict[str, Any]]:
    facts = {"first": comparison.first, "decided by": comparison.decided_by, "cheapest": comparison.cheapest}
    yield from ({"row": name, "text": text} for name, text in facts.items() if text)
    for one in comparison.scenarios:
        yield from _scenario(one)
    for row in comparison.rows:
        for name, cell in row.cells.items():
            yield {"row": "cell", "scenario": name, "phase": row.phase, "part": row.part, "status": cell.status,
                   **_money(cell.amount), "text": cell.included_in}  # fmt: skip
            if cell.filled_in:
                yield {"row": "filled in", "scenario": name, "phase": row.phase, "part": row.part,
                       **_money(cell.filled_in)}  # fmt: skip
    for one in comparison.scenarios:
        yield from _totals(one)
    for difference in comparison.differences:
        yield from _difference(difference)


def _scenario(one: Scenario) -> Iterator[dict[str, Any]]:
    said = one.estimate
    facts: dict[str, Iterable[object]] = {
        "title": [said.title],
        "complete": [str(said.complete).lower()],
        "as_of": [said.as_of],
        "price_list": [f"{said.price_list.name}; {said.price_list.as_of}; {said.price_list.sha256}"],
        "estimate_id": [said.estimate_id],
        "dosing_sessions": [said.course.dosing],
        "not known": not_known(said.charges),
        "not included": said.not_included,
        "warning": said.warnings,
    }
    yield from ({"row": name, "scenario": one.name, "text": text} for name, texts in facts.items() for text in texts)


def _totals(one: Scenario) -> Iterator[dict[str, Any]]:
    totals, plan, quote = one.estimate.totals, one.estimate.health_plan, one.quote
    named = {"charges": totals.charges, "savings": totals.savings, "estimate": totals.estimate}
    named |= {"patient_pays": plan.patient_pays} if plan else {}
    named |= {"quoted": quote.quoted, "filled_in": quote.filled_in} if quote else {}
    for name, cost in named.items():
        yield {"row": "total", "scenario": one.name, "part": name, **_money(cost)}


def _difference(difference: Difference) -> Iterator[dict[str, Any]]:
    named = {"scenario": difference.scenario}
    yield {"row": "difference", **named, "status": difference.relation, **_money(difference.amount)}
    yield from ({"row": "without", **named, "text": text} for text in difference.without)
    yield from ({"row": "besides", **named, "text": text} for text in difference.besides)


def _money(cost: AtEnds | None) -> dict[str, Any]:
    return {} if cost is None else {f"amount_{end}": cost.at(end) for end in End}
