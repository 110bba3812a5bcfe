"""What an estimate says to people, as rows and notes: every form for people is made from it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

from kapcost.core.answer import Estimate
from kapcost.core.charges import Charge
from kapcost.core.course import Phase
from kapcost.core.money import AtEnds, total
from kapcost.core.price import Per, Status
from kapcost.core.pricing import charged_among
from kapcost.core.text import lower_first
from kapcost.frozen import frozen
from kapcost.render.note import Note
from kapcost.render.notes import paragraphs
from kapcost.render.words import Dollars, reckoning


class Kind(StrEnum):
    """What a row is: a phase, a charge inside one, a discount or the total."""

    PHASE = "phase"
    CHARGE = "charge"
    DISCOUNT = "discount"
    TOTAL = "total"


@frozen
class Row:
    """One row of the table, its numbers already in words; `span` is the range that a bar may show.

    A phase has one or, where its sum is not known, those of its charges that are known have one each.
    """

    kind: Kind
    label: str
    reckoning: str = ""
    amount: str = ""
    typical: str = ""
    payee: str = ""
    span: AtEnds | None = None

    @property
    def cost(self) -> str:
        """What the row costs, in words, or why there is no amount."""
        words = self.amount or self.reckoning or "partly not known"
        return f"{words}, typically {self.typical}" if self.typical else words

    @property
    def facts(self) -> str:
        """Everything that the row says beside its label, in words."""
        cost = f"{self.reckoning} = {self.cost}" if self.reckoning and self.amount else self.cost
        return f"{cost}, to {self.payee}" if self.payee else cost


_EACH = "for each dosing session, with everything around it"


@frozen
class Document:
    """A title, the range in words, the same for each dosing session, the rows and the notes."""

    title: str
    headline: str
    each: str
    rows: Sequence[Row]
    paragraphs: Sequence[Sequence[Note]]

    @property
    def notes(self) -> list[Note]:
        """All notes, in order."""
        return [note for paragraph in self.paragraphs for note in paragraph]


def document(estimate: Estimate) -> Document:
    """Return what an estimate says to people."""
    dollars = Dollars.of(estimate)
    each = estimate.totals.per_dosing_session
    said = ([note for note in notes if note.sentences] for notes in paragraphs(estimate, dollars))
    return Document(
        title=estimate.title,
        headline=_headline(estimate, dollars),
        each=f"{Dollars.for_ranges([each]).range(each, ' to ')} {_EACH}" if each else "",
        rows=[*_rows(estimate, dollars)],
        paragraphs=[notes for notes in said if notes],
    )


def _headline(estimate: Estimate, dollars: Dollars) -> str:
    cost = estimate.totals.estimate
    if not charged_among(estimate.charges):
        return "no price is known"
    words = dollars.range(cost, " to ") if cost.high is not None else f"{dollars.amount(cost.low)} or more"
    if cost.typical is not None and not cost.is_exact:
        words += f", typically {dollars.amount(cost.typical)}"
    words += "" if estimate.complete else " and what is not known"
    return words if cost.high is not None else f"{words}; no upper end is known"


def _rows(estimate: Estimate, dollars: Dollars) -> Iterator[Row]:
    for phase in Phase:
        charges = [charge for charge in estimate.charges
                   if charge.phase is phase and charge.status is not Status.NOT_CHARGED]  # fmt: skip
        if len(charges) == 1:
            yield _charge_row(charges[0], dollars, Kind.PHASE)
        elif charges:
            whole = _phase_row(phase, charges, dollars)
            parts = (_charge_row(charge, dollars, Kind.CHARGE) for charge in charges)
            yield from (whole, *(replace(part, span=None if whole.span else part.span) for part in parts))
    totals = estimate.totals
    if estimate.discounts:
        yield _sum_row(Kind.TOTAL, "Charges", totals.charges, dollars)
    for discount in estimate.discounts:
        yield _sum_row(Kind.DISCOUNT, f"Less {discount.label}", discount.amount, dollars)
    label = "You pay" if estimate.complete else "Known part"
    yield _sum_row(Kind.TOTAL, label, totals.estimate, dollars)


def _charge_row(charge: Charge, dollars: Dollars, kind: Kind) -> Row:
    label = charge.label
    if kind is Kind.PHASE:
        label = f"{charge.phase.capitalize()}: {label if charge.per is Per.PACKAGE else lower_first(label)}"
    return Row(
        kind=kind, label=label, reckoning=reckoning(charge, dollars), payee=charge.payee or "",
        amount=dollars.range(charge.amount) if charge.amount else "",
        typical=_typical(charge.amount, dollars), span=charge.amount,
    )  # fmt: skip


def _phase_row(phase: Phase, charges: Sequence[Charge], dollars: Dollars) -> Row:
    """Add up a phase, unless something in it is not known."""
    if any(charge.status is Status.UNKNOWN for charge in charges):
        return Row(kind=Kind.PHASE, label=phase.capitalize())
    return _sum_row(
        Kind.PHASE, phase.capitalize(), total(charge.amount for charge in charges if charge.amount), dollars
    )


def _sum_row(kind: Kind, label: str, cost: AtEnds, dollars: Dollars) -> Row:
    span = cost if kind is Kind.PHASE else None
    return Row(kind=kind, label=label, amount=dollars.range(cost), typical=_typical(cost, dollars), span=span)


def _typical(cost: AtEnds | None, dollars: Dollars) -> str:
    return dollars.amount(cost.typical) if cost and cost.typical is not None and not cost.is_exact else ""
