"""What a comparison says to people, as rows with a cell for each scenario; the notes stand beside it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from kapcost.core.comparison import Comparison, Difference, Relation
from kapcost.core.comparison_rows import NO_SESSIONS, Cell, Row, Scenario, Sum
from kapcost.core.course import Phase
from kapcost.core.money import AtEnds, End
from kapcost.core.price import Status
from kapcost.core.text import lower_first
from kapcost.frozen import frozen
from kapcost.render.comparison.notes import notes
from kapcost.render.note import Note
from kapcost.render.words import NO_AMOUNT, Dollars

_RELATIONS = {
    Relation.CHEAPER: "cheaper",
    Relation.MAY_BE_CHEAPER: "may be cheaper: overlap",
    Relation.SAME: "same low and high",
    Relation.OVERLAP: "may be either: overlap",
    Relation.MAY_BE_DEARER: "may be dearer: overlap",
    Relation.DEARER: "dearer",
    Relation.NOT_COMPARABLE: "not comparable: partial",
}

_LEFT_OUT = {(False, False): "the same", (True, False): "more", (False, True): "less", (True, True): "other things"}
"""What a scenario leaves out, by whether it has less, and whether it has more, than the first one."""

_NO_AMOUNT: Mapping[str, str] = {**NO_AMOUNT, Status.CHARGED: NO_AMOUNT[Status.UNKNOWN], NO_SESSIONS: "no sessions"}


@frozen
class SheetRow:
    """One row: its label and a cell for each scenario, "" for none; a part belongs to a phase, a total sums up."""

    label: str
    cells: Sequence[str]
    is_part: bool = False
    is_total: bool = False


@frozen
class Sheet:
    """A title, the names of the scenarios as headings, the rows and the notes."""

    title: str
    names: Sequence[str]
    rows: Sequence[SheetRow]
    notes: Sequence[Note]


def sheet(comparison: Comparison) -> Sheet:
    """Return what a comparison says to people."""
    dollars = Dollars.for_ranges(_ranges(comparison))
    number = len(comparison.scenarios)
    return Sheet(
        title=f"{number} scenarios side by side, the others compared with {comparison.first}",
        names=[f"{one.name}{'' if one.estimate.complete else ' (partial)'}" for one in comparison.scenarios],
        rows=[*_rows(comparison, dollars)],
        notes=[*notes(comparison, dollars)],
    )


def _ranges(comparison: Comparison) -> Iterator[AtEnds]:
    for one in comparison.scenarios:
        totals, plan = one.estimate.totals, one.estimate.health_plan
        yield from (totals.charges, totals.savings, totals.estimate, *([plan.patient_pays] if plan else []))
        yield from (one.quote.quoted, one.quote.filled_in) if one.quote else ()
    yield from (cell.amount for row in comparison.rows for cell in row.cells.values() if cell.amount)


def _rows(comparison: Comparison, dollars: Dollars) -> Iterator[SheetRow]:
    scenarios = comparison.scenarios

    def row(label: str, cell: Callable[[Scenario], str], *, is_total: bool = False) -> SheetRow:
        return SheetRow(label=label, cells=[cell(one) for one in scenarios], is_total=is_total)

    yield row("Dosing sessions", lambda one: str(one.estimate.course.dosing))
    yield row("Integration sessions", lambda one: str(one.estimate.course.integration))
    for phase in Phase:
        yield from _phase(phase, comparison, dollars)
    if any(one.estimate.discounts for one in scenarios):
        yield row("Charges", lambda one: dollars.range(one.estimate.totals.charges))
        yield row("Less discounts", lambda one: dollars.range(one.estimate.totals.savings))
    yield row("You pay", lambda one: _total(one, one.estimate.totals.estimate, dollars), is_total=True)
    yield row("Typically", lambda one: _one(one.estimate.totals.estimate.typical, dollars.amount))
    if any(one.estimate.health_plan for one in scenarios):
        yield row("After the health plan", lambda one: _after_plan(one, dollars), is_total=True)
    yield from _differences(comparison, dollars)


def _phase(phase: Phase, comparison: Comparison, dollars: Dollars) -> Iterator[SheetRow]:
    """Yield the row of a phase and those of its parts; a phase of one element is one row."""
    of_phase = [row for row in comparison.rows if row.phase is phase]
    if len(of_phase) == 2:  # the phase and its only part, which says the same
        yield _row(f"{phase.capitalize()}: {of_phase[1].part}", of_phase[1], comparison, dollars, is_part=False)
        return
    for row in of_phase:
        whole = row.part is Sum.PHASE
        label = phase if whole else "several in one price" if row.part is Sum.SEVERAL else row.part
        yield _row(label.capitalize(), row, comparison, dollars, is_part=not whole)


def _row(label: str, row: Row, comparison: Comparison, dollars: Dollars, *, is_part: bool) -> SheetRow:
    apart = row.part is Sum.SEVERAL
    cells = [_cell(row.cells[one.name], dollars, apart=apart) for one in comparison.scenarios]
    return SheetRow(label=label, cells=cells, is_part=is_part)


def _cell(cell: Cell, dollars: Dollars, *, apart: bool) -> str:
    """Write a cell; `apart` is what a scenario without a price for several elements has instead."""
    if apart and cell.is_left_out:
        return "none"
    if cell.included_in is not None:
        return f"in {lower_first(cell.included_in)}"
    if cell.amount is None:
        return _NO_AMOUNT[cell.status]
    unknown = " and not known" if cell.status is Status.UNKNOWN else ""
    filled_in = "" if cell.filled_in is None else " filled in" if cell.filled_in == cell.amount else " partly filled in"
    return f"{dollars.range(cell.amount)}{filled_in}{unknown}"


def _total(one: Scenario, cost: AtEnds, dollars: Dollars) -> str:
    return f"{'' if one.estimate.complete else 'known part '}{dollars.range(cost)}"


def _after_plan(one: Scenario, dollars: Dollars) -> str:
    plan = one.estimate.health_plan
    return "no health plan" if plan is None else _total(one, plan.patient_pays, dollars)


def _differences(comparison: Comparison, dollars: Dollars) -> Iterator[SheetRow]:
    """Yield how each scenario stands to the first one; where each difference is one amount, in one row."""
    by_name = {difference.scenario: difference for difference in comparison.differences}
    found = [by_name.get(one.name) for one in comparison.scenarios]
    known = [one.amount for one in comparison.differences if one.amount is not None]
    ends = [End.LOW] if all(amount.low == amount.typical == amount.high for amount in known) else list(End)
    for end in ends if known else []:
        label = "Difference" if len(ends) == 1 else f"Difference, {end}"
        yield SheetRow(label=label, cells=[_difference(one, end, dollars) for one in found])
    relations = ["" if one is None else _RELATIONS[one.relation] for one in found]
    yield SheetRow(label=f"Compared with {comparison.first}", cells=relations, is_total=True)
    left_out = ["" if one is None else _LEFT_OUT[bool(one.without), bool(one.besides)] for one in found]
    yield SheetRow(label="Leaves out", cells=left_out, is_total=True)


def _difference(difference: Difference | None, end: End, dollars: Dollars) -> str:
    if difference is None:
        return ""
    return _one(None if difference.amount is None else difference.amount.at(end), dollars.signed)


def _one(amount: Decimal | None, write: Callable[[Decimal], str]) -> str:
    return NO_AMOUNT[Status.UNKNOWN] if amount is None else write(amount)
