"""What an estimate says to people, as rows and notes: the plain, table and Markdown forms are made from it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kapcost.core.answer import Estimate, SourceUsed
from kapcost.core.budget import Budget, Verdict
from kapcost.core.charges import Charge
from kapcost.core.claims import ClaimLine, PlanResult
from kapcost.core.course import MOST_SESSIONS, Phase
from kapcost.core.health_plan import Network
from kapcost.core.money import AtEnds, CostRange, total
from kapcost.core.package_offers import CheaperPackage, PackageUsed
from kapcost.core.price import Basis, Status
from kapcost.core.text import lower_first
from kapcost.core.vocabulary import PHASE_WORDS
from kapcost.render.words import TIMES, Dollars, count, percent, reckoning

PAID_TO = "Paid to"


class Kind(StrEnum):
    """What a row is: a phase, a charge inside one, a discount or the total."""

    PHASE = "phase"
    CHARGE = "charge"
    DISCOUNT = "discount"
    TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the table, its numbers already in words; `span` is the range that a bar may show."""

    kind: Kind
    label: str
    reckoning: str = ""
    amount: str = ""
    typical: str = ""
    payee: str = ""
    span: AtEnds | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A heading and what is said under it: in short (empty where only the long form says it), and at length."""

    heading: str
    short: str
    sentences: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
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
    paragraphs = ([note for note in notes if note.sentences] for notes in _paragraphs(estimate, dollars))
    return Document(
        title=estimate.title,
        headline=_headline(estimate, dollars),
        each=f"{Dollars.for_ranges([each]).range(each, ' to ')} per dosing session" if each else "",
        rows=[*_rows(estimate, dollars)],
        paragraphs=[notes for notes in paragraphs if notes],
    )


def _headline(estimate: Estimate, dollars: Dollars) -> str:
    cost = estimate.totals.estimate
    words = dollars.range(cost, " to ")
    if cost.high is None:
        words = f"{dollars.amount(cost.low)} or more; no upper end is known"
    if cost.typical is not None and not cost.is_exact:
        words += f", typically {dollars.amount(cost.typical)}"
    return words if estimate.complete else f"{words} and what is not known"


def _rows(estimate: Estimate, dollars: Dollars) -> Iterator[Row]:
    for phase in Phase:
        charges = [charge for charge in estimate.charges
                   if charge.phase is phase and charge.status is not Status.NOT_CHARGED]  # fmt: skip
        if len(charges) == 1:
            yield _charge_row(charges[0], dollars, Kind.PHASE)
        elif charges:
            yield _phase_row(phase, charges, dollars)
            yield from (_charge_row(charge, dollars, Kind.CHARGE) for charge in charges)
    totals = estimate.totals
    if estimate.discounts:
        yield _sum_row(Kind.TOTAL, "Charges", totals.charges, dollars)
    for discount in estimate.discounts:
        yield _sum_row(Kind.DISCOUNT, f"Less {discount.label}", discount.amount, dollars)
    label = "You pay" if estimate.complete else "Known part"
    yield _sum_row(Kind.TOTAL, label, totals.estimate, dollars)


def _charge_row(charge: Charge, dollars: Dollars, kind: Kind) -> Row:
    label = charge.label if kind is Kind.CHARGE else f"{charge.phase.capitalize()}: {lower_first(charge.label)}"
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


def _paragraphs(estimate: Estimate, dollars: Dollars) -> Iterator[Sequence[Note]]:
    """Yield the notes, those that belong together in one paragraph."""
    unknown = [f"{lower_first(charge.label)} in {PHASE_WORDS[charge.phase]}"
               for charge in estimate.charges if charge.status is Status.UNKNOWN]  # fmt: skip
    yield [_list_note("Not known, so not in the total", unknown)]
    inside = {f"{lower_first(charge.label)} in {charge.included_in}": None for charge in estimate.charges
              if charge.status is Status.INCLUDED and charge.included_in != charge.label}  # fmt: skip
    yield [_list_note("Included", list(inside)), _list_note("Not included", estimate.not_included)]
    yield [_text_note("Package", [_package(package, dollars) for package in estimate.packages])]
    offers = [_offer(package, estimate.totals.estimate, dollars) for package in estimate.cheaper_packages]
    yield [_text_note("Cheaper as a package", offers)]
    payees = [f"{payee} {dollars.range(cost)}" for payee, cost in estimate.totals.by_payee.items()]
    yield [_list_note(PAID_TO, payees if len(payees) > 1 else [])]
    if plan := estimate.health_plan:
        plan_dollars = Dollars.for_ranges([plan.plan_pays, plan.patient_pays, plan.written_off, plan.cash_needed_first])
        yield [_text_note("Health plan", list(_health_plan(plan, plan_dollars))), _claims(plan)]
    cost = estimate.totals.estimate
    yield [_text_note("Budget", [_budget(estimate.budget, cost, dollars)] if estimate.budget else [])]
    shares = [f"{driver.driver} {percent(driver.share)}" for driver in estimate.spread]
    why = Note(heading="Why so wide", short=f"{', '.join(shares[:2])}.", sentences=shares)
    yield [why, _text_note("Ask", [estimate.question] if estimate.question else [])]
    yield [_by_setting(estimate.by_setting)]
    yield [_text_note("Warning", estimate.warnings)]
    yield [Note(heading="Basis", short="", sentences=list(dict.fromkeys(map(_basis, _priced(estimate)))))]
    yield [_text_note("Assumes", estimate.assumptions), _sources(estimate.sources)]
    used = estimate.price_list
    made = f"from {used.name} of {used.as_of}, care setting {estimate.setting}, number {estimate.estimate_id[:12]}"
    yield [Note(heading="Made", short="", sentences=[f"on {estimate.as_of} {made}"])]


def _package(package: PackageUsed, dollars: Dollars) -> str:
    times = "" if package.times.low == package.times.high == 1 else f"{count(package.times)} {TIMES} "
    return (
        f"{times}{package.label}: {dollars.range(package.price)} in place of {dollars.range(package.replaced)} singly, "
        f"saves {dollars.range(package.saved)}."
    )


def _offer(package: CheaperPackage, asked: CostRange, dollars: Dollars) -> str:
    sessions = ", ".join(f"{number} {phase}" for phase, number in package.sessions.items())
    cost = dollars.range(package.estimate)
    return f"{package.label} ({sessions}; --package {package.name}): {cost} in all, in place of {dollars.range(asked)}."


def _health_plan(plan: PlanResult, dollars: Dollars) -> Iterator[str]:
    yield f"You pay {dollars.range(plan.patient_pays)} in the end, the plan {dollars.range(plan.plan_pays)}."
    if plan.network is Network.OUT:
        yield f"Out of network: you first pay {dollars.range(plan.cash_needed_first)}, and are reimbursed later."
    if plan.written_off.high:
        yield f"Written off by providers in the network: {dollars.range(plan.written_off)}."
    met = plan.sessions_until_deductible_met
    words = " to ".join(
        dict.fromkeys("never" if number is None else str(number) for number in (met.at_high, met.at_low))
    )
    yield f"Claims until the deductible is met: {words}."
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
        f"allowed {base}, you {dollars.range(line.share)}, plan {dollars.range(line.plan_pays)}"
    )


def _priced(estimate: Estimate) -> list[Charge]:
    return [charge for charge in estimate.charges if charge.status is Status.CHARGED]


def _basis(charge: Charge) -> str:
    basis = f"survey of {charge.n} sources" if charge.basis is Basis.SURVEY else f"{charge.basis}"
    checked = f", checked {charge.checked}" if charge.checked else ""
    sources = f" ({', '.join(charge.sources)})" if charge.sources else ""
    return f"{lower_first(charge.label)}: {basis}{checked}{sources}"


def _by_setting(costs: Mapping[str, CostRange]) -> Note:
    """Say what the same course costs in other care settings: in short, in the cheapest and the dearest."""
    dollars = Dollars.for_ranges(costs.values())
    words = [f"{name} {dollars.range(costs[name])}" for name in sorted(costs, key=lambda name: costs[name].low)]
    short = f"{words[0]} to {words[-1]}." if words else ""
    return Note(heading="By care setting, same sessions", short=short, sentences=words)


def _list_note(heading: str, things: Sequence[str]) -> Note:
    return Note(heading=heading, short=f"{', '.join(things)}.", sentences=things)


def _text_note(heading: str, sentences: Sequence[str]) -> Note:
    return Note(heading=heading, short=" ".join(sentences), sentences=sentences)


def _sources(sources: Sequence[SourceUsed]) -> Note:
    long = [
        " ".join(filter(None, (f"{source.id}: {source.title}", source.url, f"({source.as_of})"))) for source in sources
    ]
    return Note(heading="Sources", short=f"{len(sources)}, listed by --detail.", sentences=long)


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
