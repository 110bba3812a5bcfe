"""What the audit of a quote says to people, as rows and notes: the forms for people are made from it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kapcost.core.audit import Audit, LineAudited
from kapcost.core.charges import Charge
from kapcost.core.checks import Check, Sum
from kapcost.core.money import CostRange
from kapcost.core.price import Status
from kapcost.frozen import frozen
from kapcost.render.audit_notes import audit_notes
from kapcost.render.note import Note
from kapcost.render.words import TIMES, Dollars

HEADINGS = {"reckoning": f"Count {TIMES} price", "amount": "Comes to", "stated": "Stated"}
"""The heading of each part of a row but its label."""


@frozen
class AuditRow:
    """One line or total: what it comes to, and what the quote states."""

    label: str
    reckoning: str = ""
    amount: str = ""
    stated: str = ""
    is_total: bool = False


@frozen
class AuditDocument:
    """A title, the verdict, the rows and the notes in paragraphs."""

    title: str
    verdict: str
    rows: Sequence[AuditRow]
    paragraphs: Sequence[Sequence[Note]]


def audit_document(audit: Audit) -> AuditDocument:
    """Return what an audit says to people."""
    dollars = Dollars.for_ranges(map(CostRange.exactly, _amounts(audit)))
    notes = ([note for note in notes if note.sentences] for notes in audit_notes(audit, dollars))
    return AuditDocument(
        title=f"Quote of {audit.provider}" if audit.provider else "Quote",
        verdict=verdict(audit),
        rows=[*_rows(audit, dollars)],
        paragraphs=[paragraph for paragraph in notes if paragraph],
    )


def verdict(audit: Audit) -> str:
    """Return in a few words whether a quote adds up, as far as it says what there is to check."""
    if not audit.checks:
        return "states no sum to check"
    if not audit.foots:
        return "does not add up"
    return "adds up as far as prices are stated" if any(check.unpriced for check in audit.checks) else "adds up"


def _rows(audit: Audit, dollars: Dollars) -> Iterator[AuditRow]:
    for audited in audit.lines:
        yield _line(audited, dollars)
    for check in audit.checks:
        if check.of is Sum.TOTAL:
            yield _total(check, dollars)


def _line(audited: LineAudited, dollars: Dollars) -> AuditRow:
    line = audited.line
    if line.price is Status.INCLUDED:
        return AuditRow(label=line.label, reckoning="included")
    stated = dollars.amount(line.amount) if line.amount is not None else ""
    if line.unit is None or audited.reckoned is None:
        return AuditRow(label=line.label, reckoning="" if stated else "not stated", amount=stated, stated=stated)
    reckoning = f"{line.count} {TIMES} {dollars.amount(line.unit)}"
    return AuditRow(label=line.label, reckoning=reckoning, amount=dollars.amount(audited.reckoned), stated=stated)


def _total(check: Check, dollars: Dollars) -> AuditRow:
    parts = [f"{len(check.lines)} of these"] if check.lines else []
    parts += [f"less {dollars.amount(check.taken_off)}"] if check.taken_off else []
    return AuditRow(label=check.label, reckoning=", ".join(parts), amount=dollars.amount(check.computed),
                    stated=dollars.amount(check.stated), is_total=True)  # fmt: skip


def _amounts(audit: Audit) -> Iterator[Decimal]:
    """Yield every amount that is shown, to know whether any has cents."""
    for audited in audit.lines:
        yield from filter(None, (audited.line.unit, audited.line.amount, audited.reckoned))
        if audited.comparison:
            yield from _ends(audited.comparison.published)
    for check in audit.checks:
        yield from (check.stated, check.computed, check.taken_off)
    for package in audit.packages:
        yield from filter(None, (package.package.price, package.package.instead_of, package.singly))
    for whole in filter(None, (audit.whole_course, audit.with_package)):
        for cost in (whole.quoted, whole.filled_in, *_priced(whole.charges)):
            yield from _ends(cost)


def _priced(charges: Sequence[Charge]) -> Iterator[CostRange]:
    for charge in charges:
        if charge.unit is not None and charge.amount is not None:
            yield charge.unit
            yield CostRange(low=charge.amount.low, typical=charge.amount.typical, high=charge.amount.high)


def _ends(cost: CostRange) -> Iterator[Decimal]:
    yield from (amount for amount in (cost.low, cost.typical, cost.high) if amount is not None)
