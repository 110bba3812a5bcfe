"""The rows of a comparison: what each scenario charges in each phase, element by element, no price twice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Literal

from kapcost.core.answer import Estimate
from kapcost.core.charges import Charge
from kapcost.core.course import Element, Phase
from kapcost.core.money import AtEnds, CostRange, total
from kapcost.core.price import Basis, Status
from kapcost.core.vocabulary import PHASE_WORDS
from kapcost.frozen import frozen


@frozen
class QuoteCompared:
    """What an estimate that is made from a quote rests on, in US dollars after discounts.

    `quoted` is what the quote itself comes to, `filled_in` the price list's fees for what it leaves
    out; `packages_not_used` are the labels of those that are offered and not counted.
    """

    provider: str | None
    quoted: CostRange
    filled_in: CostRange
    foots: bool
    packages_not_used: tuple[str, ...]


@frozen
class Scenario:
    """An estimate that is compared with others, by a name that no other of them has; `quote` if it is of one."""

    name: str
    estimate: Estimate
    quote: QuoteCompared | None = None

    def is_filled_in(self, line: Charge) -> bool:
        """Return whether a charge is the price list's, for what a quote leaves out."""
        return self.quote is not None and line.status is Status.CHARGED and line.basis is not Basis.GIVEN


class Sum(StrEnum):
    """The parts of a phase that are no single element: the whole of it, and the prices that cover several elements."""

    PHASE = "phase"
    SEVERAL = "several"


NO_SESSIONS: Literal["no_sessions"] = "no_sessions"


@frozen
class Cell:
    """What one scenario charges for a part of a phase; `included_in` says where else its price is.

    `amount` is the known part, before discounts, None if there is none: what is not known is not zero.
    `filled_in` is the part of it that a quote does not state and the price list does, None if there is none.
    """

    status: Status | Literal["no_sessions"]
    amount: AtEnds | None = None
    included_in: str | None = None
    filled_in: AtEnds | None = None

    @property
    def is_left_out(self) -> bool:
        """Whether the scenario has no such part."""
        return self.status in (NO_SESSIONS, Status.NOT_CHARGED)


@frozen
class Row:
    """A part of a phase in every scenario, by their names.

    The elements and the part of several elements add up to that of the whole phase, and the
    whole phases to the charges of the estimate.
    """

    phase: Phase
    part: Element | Sum
    cells: Mapping[str, Cell]


_STRONGEST = (Status.UNKNOWN, Status.CHARGED, Status.INCLUDED, Status.NOT_CHARGED)
"""Of several lines in one cell, the status that is said of all: first what must not be overlooked."""


def rows(scenarios: Sequence[Scenario]) -> tuple[Row, ...]:
    """Return the rows for every phase and element that some scenario has a line for, in their order."""
    return tuple(
        Row(phase=phase, part=part, cells={one.name: _cell(one, phase, part) for one in scenarios})
        for phase in Phase
        for part in (*Sum, *Element)
        if any(_lines(one, phase, part) for one in scenarios)
    )


def lacking(compared: Sequence[Row], name: str, beside: str) -> Iterator[str]:
    """Yield what a scenario leaves out and another one has: whole phases without sessions, else elements of them."""
    for row in compared:
        cell = row.cells[name]
        if not cell.is_left_out or row.cells[beside].is_left_out:
            continue
        if row.part is Sum.PHASE:
            yield PHASE_WORDS[row.phase]
        elif isinstance(row.part, Element) and not _whole(compared, row.phase, name).is_left_out:
            yield f"{row.part} in {PHASE_WORDS[row.phase]}"


def _whole(compared: Sequence[Row], phase: Phase, name: str) -> Cell:
    return next(row.cells[name] for row in compared if row.phase is phase and row.part is Sum.PHASE)


def _cell(scenario: Scenario, phase: Phase, part: Element | Sum) -> Cell:
    found = _lines(scenario, phase, part)
    if not found:
        return Cell(status=Status.NOT_CHARGED if scenario.estimate.course.sessions(phase).high else NO_SESSIONS)
    status = next(status for status in _STRONGEST if any(line.status is status for line in found))
    inside = dict.fromkeys(line.included_in for line in found if line.included_in is not None)
    return Cell(
        status=status,
        amount=_sum(line.amount for line in found),
        included_in=" and ".join(inside) if status is Status.INCLUDED and inside else None,
        filled_in=_sum(line.filled_in for line in found),
    )


def _sum(amounts: Iterable[AtEnds | None]) -> AtEnds | None:
    """Return the sum of the amounts that there are, None if there is none."""
    known = [amount for amount in amounts if amount is not None]
    return total(known) if known else None


def _lines(scenario: Scenario, phase: Phase, part: Element | Sum) -> list[Cell]:
    """Return what each charge of a scenario says of a part of a phase."""
    said = (_of_line(line, phase, part, scenario) for line in scenario.estimate.charges)
    return [cell for cell in said if cell is not None]


def _of_line(line: Charge, phase: Phase, part: Element | Sum, scenario: Scenario) -> Cell | None:
    """Return what a charge says of a part of a phase, None if nothing.

    A price for several elements is an amount of the part of several, and of the whole phase; each
    of its elements is included in it. A package is counted in its first phase.
    """
    filled_in = line.amount if scenario.is_filled_in(line) else None
    own = Cell(status=line.status, amount=line.amount, included_in=line.included_in, filled_in=filled_in)
    inside = Cell(status=Status.INCLUDED, included_in=line.label)
    if line.phase is not phase:
        return None
    joint = len(line.elements) > 1 and line.status in (Status.CHARGED, Status.UNKNOWN)
    if part is Sum.PHASE or (part is Sum.SEVERAL and joint):
        return own
    if part not in line.elements:
        return None
    return inside if joint else own
