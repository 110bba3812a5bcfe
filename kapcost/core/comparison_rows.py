"""The rows of a comparison: what each scenario charges in each phase, element by element, no price twice."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Literal

from kapcost.core.answer import Estimate
from kapcost.core.charges import Charge
from kapcost.core.course import Element, Phase
from kapcost.core.frozen import frozen
from kapcost.core.money import AtEnds, total
from kapcost.core.price import Status
from kapcost.core.vocabulary import PHASE_WORDS


@frozen
class Scenario:
    """An estimate that is compared with others, by a name that no other of them has."""

    name: str
    estimate: Estimate


class Sum(StrEnum):
    """The parts of a phase that are no single element: the whole of it, and the prices that cover several elements."""

    PHASE = "phase"
    SEVERAL = "several"


NO_SESSIONS: Literal["no_sessions"] = "no_sessions"


@frozen
class Cell:
    """What one scenario charges for a part of a phase; `included_in` says where else its price is.

    `amount` is the known part, before discounts, None if there is none: what is not known is not zero.
    """

    status: Status | Literal["no_sessions"]
    amount: AtEnds | None = None
    included_in: str | None = None

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
        Row(phase=phase, part=part, cells={one.name: _cell(one.estimate, phase, part) for one in scenarios})
        for phase in Phase
        for part in (*Sum, *Element)
        if any(_lines(one.estimate, phase, part) for one in scenarios)
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


def _cell(estimate: Estimate, phase: Phase, part: Element | Sum) -> Cell:
    found = _lines(estimate, phase, part)
    if not found:
        return Cell(status=Status.NOT_CHARGED if estimate.course.sessions(phase).high else NO_SESSIONS)
    status = next(status for status in _STRONGEST if any(line.status is status for line in found))
    amounts = [line.amount for line in found if line.amount is not None]
    inside = dict.fromkeys(line.included_in for line in found if line.included_in is not None)
    return Cell(
        status=status,
        amount=total(amounts) if amounts else None,
        included_in=" and ".join(inside) if status is Status.INCLUDED and inside else None,
    )


def _lines(estimate: Estimate, phase: Phase, part: Element | Sum) -> list[Cell]:
    """Return what each charge of an estimate says of a part of a phase."""
    said = (_of_line(line, phase, part) for line in estimate.charges)
    return [cell for cell in said if cell is not None]


def _of_line(line: Charge, phase: Phase, part: Element | Sum) -> Cell | None:
    """Return what a charge says of a part of a phase, None if nothing.

    A price for several elements is an amount of the part of several, and of the whole phase; each
    of its elements is included in it. A package is counted in its first phase.
    """
    own = Cell(status=line.status, amount=line.amount, included_in=line.included_in)
    inside = Cell(status=Status.INCLUDED, included_in=line.label)
    if line.phase is not phase:
        return None
    joint = len(line.elements) > 1 and line.status in (Status.CHARGED, Status.UNKNOWN)
    if part is Sum.PHASE or (part is Sum.SEVERAL and joint):
        return own
    if part not in line.elements:
        return None
    return inside if joint else own
