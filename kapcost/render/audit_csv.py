"""The CSV form of the audit of a quote."""

from collections.abc import Iterator
from typing import Any

from kapcost.core.audit import Audit, LineAudited
from kapcost.core.checks import Check
from kapcost.core.whole_course import WholeCourse
from kapcost.render.audit_document import verdict
from kapcost.render.cells import csv_of

COLUMNS = (
    "row", "label", "phase", "elements", "count", "price", "amount", "stated", "difference", "low", "high", "text",
    "typical", "hours",
)  # fmt: skip


def audit_csv(audit: Audit) -> str:
    """Return an audit as CSV: a row for each line, check, package, question and part of the whole course."""
    return csv_of(COLUMNS, _rows(audit))


def _rows(audit: Audit) -> Iterator[dict[str, Any]]:
    yield {"row": "quote", "label": audit.provider, "text": verdict(audit)}
    yield from map(_line, audit.lines)
    yield from map(_check, audit.checks)
    for package in audit.packages:
        yield {"row": "package", "label": package.package.label, "price": package.package.price,
               "amount": package.singly, "difference": package.saving}  # fmt: skip
    for missing in audit.missing:
        yield {"row": "ask", "phase": missing.phase, "elements": "; ".join(missing.elements), "text": missing.question}
    for twice in audit.charged_twice:
        yield {"row": "ask", "label": twice.label, "elements": "; ".join(twice.elements), "text": twice.question}
    yield from _whole_course(audit.whole_course)
    if audit.with_package:
        yield from _costs(audit.with_package, f"with {audit.with_package.package}")


def _line(audited: LineAudited) -> dict[str, Any]:
    line, compared = audited.line, audited.comparison
    published = compared and compared.published
    return {
        "row": "line", "label": line.label, "phase": line.phase, "elements": "; ".join(line.elements),
        "count": line.count, "price": line.price, "amount": audited.reckoned, "stated": line.amount,
        "low": published and published.low, "typical": published and published.typical,
        "high": published and published.high, "hours": compared and compared.hours,
        "text": compared and compared.position,
    }  # fmt: skip


def _check(check: Check) -> dict[str, Any]:
    causes = [" ".join(map(str, filter(None, (each.mistake, each.label, each.count)))) for each in check.corrections]
    return {"row": f"check {check.of}", "label": check.label, "amount": check.computed, "stated": check.stated,
            "difference": check.difference, "text": "; ".join(causes)}  # fmt: skip


def _whole_course(whole: WholeCourse) -> Iterator[dict[str, Any]]:
    for charge in whole.charges:
        yield {"row": "filled in", "label": charge.label, "phase": charge.phase, "text": charge.status,
               "elements": "; ".join(charge.elements), "low": charge.amount and charge.amount.low,
               "typical": charge.amount and charge.amount.typical,
               "high": charge.amount and charge.amount.high}  # fmt: skip
    yield from _costs(whole, "whole course")
    remarks = {"not included": whole.not_included, "warning": whole.warnings, "assumption": whole.assumptions}
    yield from ({"row": kind, "text": text} for kind, texts in remarks.items() for text in texts)
    yield from ({"row": "source", "label": source.id, "text": source.title} for source in whole.sources)


def _costs(whole: WholeCourse, row: str) -> Iterator[dict[str, Any]]:
    for name in ("quoted", "filled_in", "cost"):
        cost = getattr(whole, name)
        complete = "" if whole.complete else "partial"
        yield {"row": row, "label": name, "low": cost.low, "typical": cost.typical, "high": cost.high, "text": complete}
