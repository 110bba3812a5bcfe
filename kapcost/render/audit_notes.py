"""The notes of an audit: everything that it says beside the lines and totals of the quote."""

from collections.abc import Iterator, Sequence

from kapcost.core.against_published import Position
from kapcost.core.audit import Audit, LineAudited
from kapcost.core.checks import Check, PackageAudited, Sum
from kapcost.core.corrections import Correction, Mistake
from kapcost.core.price import Status
from kapcost.core.text import lower_first
from kapcost.core.vocabulary import enumerated
from kapcost.core.whole_course import WholeCourse
from kapcost.core.wording import not_known
from kapcost.render.note import Note, list_note, text_note
from kapcost.render.notes import NOT_KNOWN, sources_note
from kapcost.render.words import TIMES, Dollars, percent, reckoning

MOST_CORRECTIONS = 3
"""As many single corrections are named, and the rest counted."""


def audit_notes(audit: Audit, dollars: Dollars) -> Iterator[Sequence[Note]]:
    """Yield the notes, those that belong together in one paragraph."""
    yield [_listed("Sums", [_check(check, audit, dollars) for check in audit.checks if check.difference])]
    yield [_listed("Missing", [missing.question for missing in audit.missing])]
    yield [_listed("Perhaps charged twice", [twice.question for twice in audit.charged_twice])]
    place = f", {audit.location.name}" if audit.location else ""
    compared = [_compared(line, dollars) for line in audit.lines if line.line.price is not Status.INCLUDED]
    yield [_listed(f"Against published prices ({audit.setting_title}{place})", compared)]
    yield [_listed("Packages", [_package(package, dollars) for package in audit.packages])]
    yield from _whole_course(audit, dollars)


def _listed(heading: str, sentences: Sequence[str]) -> Note:
    return Note(heading=heading, short="", sentences=sentences, listed=True)


def _check(check: Check, audit: Audit, dollars: Dollars) -> str:
    """Say what is stated beside what it comes to, and what would explain the difference."""
    stated, computed = dollars.amount(check.stated), dollars.amount(check.computed)
    said = (
        check.label
        + {
            Sum.LINE: f": stated {stated}, count {TIMES} price is {computed}",
            Sum.TOTAL: f": stated {stated}, its lines come to {computed}",
            Sum.INSTEAD_OF: f": instead of {stated} as stated, its sessions singly come to {computed}",
            Sum.PERCENT_OFF: f": stated {stated}, at the percentage off it comes to {computed}",
        }[check.of]
    )
    difference = dollars.amount(abs(check.difference))
    if check.unpriced and check.foots:
        return f"{said}; that leaves {difference} for {enumerated(list(map(lower_first, check.unpriced)))}."
    said = f"{said}: {difference} too {'much' if check.difference > 0 else 'little'}."
    if check.of is Sum.PERCENT_OFF or check.unpriced:
        return said
    if not check.corrections:
        return f"{said} No single correction explains it: {', '.join(_looked_for(check, audit))}."
    named = [_correction(each, audit) for each in check.corrections[:MOST_CORRECTIONS]]
    if more := len(check.corrections) - len(named):
        named.append(f"{more} other{'' if more == 1 else 's'}")
    return f"{said} Explained by {'; or '.join(named)}."


def _looked_for(check: Check, audit: Audit) -> Iterator[str]:
    """Yield the slips that a sum may have, as far as it adds up more than one line, and has discounts or packages."""
    yield "another count"
    if check.of is not Sum.LINE and len(check.lines or audit.lines) > 1:
        yield "a line left out or counted twice"
    if check.taken_off:
        yield "a discount not taken off"
    if check.of is Sum.TOTAL and audit.packages:
        yield "a package in place of its sessions or on top of them"
    yield "two digits swapped"
    yield "a decimal point misplaced"


def _correction(correction: Correction, audit: Audit) -> str:
    label = lower_first(correction.label)
    if correction.mistake is Mistake.COUNT:
        by_session = any(each.line.label == correction.label and each.line.is_by_session for each in audit.lines)
        unit = (" session" if correction.count == 1 else " sessions") if by_session else ""
        return f"{correction.count}{unit} instead of {correction.instead_of} ({label})"
    return {
        Mistake.LEFT_OUT: f"{label} left out",
        Mistake.TWICE: f"{label} counted twice",
        Mistake.AS_STATED: f"the stated amount of {label}",
        Mistake.DISCOUNT_LEFT_OUT: f"the discount {label} not taken off",
        Mistake.PACKAGE_IN_PLACE: f"{label} in place of its single sessions",
        Mistake.PACKAGE_ON_TOP: f"{label} added on top of the lines",
        Mistake.DIGITS_SWAPPED: "two digits swapped",
        Mistake.DECIMAL_POINT: "a zero or the decimal point misplaced",
    }[correction.mistake]


def _compared(audited: LineAudited, dollars: Dollars) -> str:
    line, comparison = audited.line, audited.comparison
    if not line.is_priced:
        return f"{line.label}: no price stated"
    if line.unit is None or not line.is_by_session:
        return f"{line.label}: no price of one session to compare"
    if comparison is None:
        return f"{line.label}: no published range to compare with"
    price, published = dollars.amount(line.unit), dollars.range(comparison.published)
    if hours := comparison.hours:
        published += f" for {hours} hour{'' if hours == 1 else 's'}"
    if comparison.position is Position.WITHIN:
        return f"{line.label}: {price}, within {published}"
    return f"{line.label}: {price}, {dollars.amount(comparison.difference)} {comparison.position} {published}"


def _package(audited: PackageAudited, dollars: Dollars) -> str:
    package, singly, saving = audited.package, audited.singly, audited.saving
    price = f"{package.label}: {dollars.amount(package.price)}"
    if not singly or saving is None:
        elements = enumerated(package.covers)
        return f"{price}; the lines do not say what its sessions, each with {elements}, cost singly"
    share = percent(abs(saving) / singly)
    result = f"saves {dollars.amount(saving)} ({share})" if saving else "saves nothing"
    if saving < 0:
        result = f"costs {dollars.amount(-saving)} more ({share})"
    return f"{price} in place of {dollars.amount(singly)} singly, {result}"


def _whole_course(audit: Audit, dollars: Dollars) -> Iterator[Sequence[Note]]:
    whole, other = audit.whole_course, audit.with_package
    yield [text_note("Whole course", [_cost(whole, dollars)])]
    if other:
        sessions = f"{other.course.dosing} dosing sessions"
        remarks = [] if other.course == whole.course else [f"That is a course of {sessions}."]
        if unknown := not_known(other.charges):
            remarks.append(f"Not known: {', '.join(unknown)}.")
        yield [text_note(f"With {lower_first(other.package or '')}", [_cost(other, dollars), *remarks])]
    lines = [(charge, f"{charge.phase.capitalize()}: {lower_first(charge.label)}") for charge in whole.charges]
    priced = [f"{label}, {reckoning(charge, dollars)} = {dollars.range(charge.amount)}"
              for charge, label in lines if charge.amount]  # fmt: skip
    included = [f"{label}, included in {charge.included_in}" for charge, label in lines if charge.included_in]
    yield [_listed("Filled in from the price list", [*priced, *included])]
    yield [list_note(NOT_KNOWN, not_known(whole.charges))]
    yield [list_note("Not included", whole.not_included)]
    yield [text_note("Warning", whole.warnings)]
    yield [text_note("Assumes", whole.assumptions), sources_note(whole.sources, "kapcost prices sources")]


def _cost(whole: WholeCourse, dollars: Dollars) -> str:
    cost = dollars.range(whole.cost)
    if whole.cost.typical is not None and not whole.cost.is_exact:
        cost += f", typically {dollars.amount(whole.cost.typical)}"
    parts = f"{dollars.range(whole.quoted)} as quoted and {dollars.range(whole.filled_in)} filled in"
    return f"{'' if whole.complete else 'known part '}{cost}: {parts}."
