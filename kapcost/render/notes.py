"""The notes of an estimate: everything that it says beside its lines, in paragraphs."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kapcost.core.answer import CostElsewhere, Estimate, SourceUsed
from kapcost.core.budget import Budget, Verdict
from kapcost.core.charges import Charge
from kapcost.core.course import MOST_SESSIONS
from kapcost.core.money import CostRange
from kapcost.core.price import Basis, Status
from kapcost.core.text import lower_first
from kapcost.core.wording import not_known
from kapcost.render.note import Note, list_note, text_note
from kapcost.render.paying import paying_paragraphs
from kapcost.render.words import Dollars, percent

PAID_TO, SOURCES, MADE = "Paid to", "Sources", "Made"
"""Headings of notes that some forms treat in a way of their own."""

NOT_KNOWN = "Not known, so not in the total"
"""The heading of what makes an answer partial, the same wherever there is a total."""


def paragraphs(estimate: Estimate, dollars: Dollars) -> Iterator[Sequence[Note]]:
    """Yield the notes, those that belong together in one paragraph."""
    yield [list_note(NOT_KNOWN, not_known(estimate.charges))]
    inside = {f"{lower_first(charge.label)} in {charge.included_in}": None for charge in estimate.charges
              if charge.status is Status.INCLUDED and charge.included_in != charge.label}  # fmt: skip
    yield [list_note("Included", list(inside)), list_note("Not included", estimate.not_included)]
    payees = [f"{payee} {dollars.range(cost)}" for payee, cost in estimate.totals.by_payee.items()]
    yield [list_note(PAID_TO, payees if len(payees) > 1 else [])]
    yield from paying_paragraphs(estimate, dollars)
    cost = estimate.totals.estimate
    yield [text_note("Budget", [_budget(estimate.budget, cost, dollars)] if estimate.budget else [])]
    shares = [f"{driver.driver} {percent(driver.share)}" for driver in estimate.spread]
    why = Note(heading="Why so wide", short=f"{', '.join(shares[:2])}.", sentences=shares)
    yield [why, text_note("Ask", [estimate.question] if estimate.question else [])]
    yield [_by_setting(estimate.by_setting, estimate.not_by_setting)]
    yield [text_note("Warning", estimate.warnings)]
    yield [Note(heading="Basis", short="", sentences=list(dict.fromkeys(map(_basis, _priced(estimate)))))]
    yield [text_note("Assumes", estimate.assumptions), sources_note(estimate.sources, "--detail")]
    used = estimate.price_list
    made = f"from {used.name} of {used.as_of}, care setting {estimate.setting}, number {estimate.estimate_id[:12]}"
    yield [Note(heading=MADE, short="", sentences=[f"on {estimate.as_of} {made}"])]


def _priced(estimate: Estimate) -> list[Charge]:
    return [charge for charge in estimate.charges if charge.status is Status.CHARGED]


def _basis(charge: Charge) -> str:
    basis = f"survey of {charge.n} sources" if charge.basis is Basis.SURVEY else f"{charge.basis}"
    checked = f", checked {charge.checked}" if charge.checked else ""
    sources = f" ({', '.join(charge.sources)})" if charge.sources else ""
    return f"{lower_first(charge.label)}: {basis}{checked}{sources}"


def _by_setting(costs: Mapping[str, CostElsewhere], unlike: Sequence[str]) -> Note:
    """Say what the same sessions cost in other care settings: in short, in the cheapest and the dearest."""
    dollars = Dollars.for_ranges(costs.values())
    ranked = sorted(costs, key=lambda name: costs[name].low)
    words = {name: f"{name} {dollars.range(costs[name])}" for name in ranked}
    short = " to ".join(dict.fromkeys(words[name] for name in ranked[:1] + ranked[-1:]))
    remarks = [words[name] + ("" if costs[name].therapist_in_dosing else ", no therapist in dosing") for name in ranked]
    if unlike:
        left_out = f"not comparable, because one price covers what you gave apart: {', '.join(unlike)}"
        short, remarks = "; ".join(filter(None, [short, left_out])), [*remarks, left_out]
    return Note(heading="By care setting", short=f"{short}.", sentences=remarks)


def sources_note(sources: Sequence[SourceUsed], listed_by: str) -> Note:
    """Return a note of sources: in short how many, and what lists them."""
    long = [
        " ".join(filter(None, (f"{source.id}: {source.title}", source.url, f"({source.as_of})"))) for source in sources
    ]
    return Note(heading=SOURCES, short=f"{len(sources)}, listed by {listed_by}.", sentences=long)


def _budget(budget: Budget, cost: CostRange, dollars: Dollars) -> str:
    over = cost.high - budget.amount if cost.high is not None else Decimal(0)
    most = f"the highest is {dollars.amount(over)} above it" if over > 0 else "the highest is not known"
    verdict = {
        Verdict.FITS: "fits: even the highest cost is within it",
        Verdict.MAY_FIT: f"may fit: the lowest cost is within it, {most}",
        Verdict.EXCEEDS: f"is exceeded: even the lowest cost is {dollars.amount(cost.low - budget.amount)} above it",
    }[budget.verdict]
    fitting = budget.dosing_sessions_that_fit
    counts = {"lowest": fitting.at_low, "typical": fitting.at_typical, "highest": fitting.at_high}
    known = [f"{number}{' or more' if number == MOST_SESSIONS else ''} at the {end} prices"
             for end, number in counts.items() if number is not None]  # fmt: skip
    sessions = f" Dosing sessions that fit: {', '.join(known)}." if known else ""
    return f"{dollars.amount(budget.amount)} {verdict}.{sessions}"
