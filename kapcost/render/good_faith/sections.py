"""What every form of a good faith estimate says, in order: sections of facts, charges, sentences and items."""

from collections.abc import Iterator
from decimal import Decimal

from kapcost.core.good_faith import wording
from kapcost.core.good_faith.document import GoodFaithEstimate, Standing
from kapcost.core.good_faith.lines import Line
from kapcost.core.good_faith.parts import Part
from kapcost.core.good_faith.recurring import Recurrence
from kapcost.core.good_faith.request import NONE_EXPECTED, NOT_YET_SCHEDULED
from kapcost.core.price import Per
from kapcost.frozen import frozen

NOT_SAID = "(not given)"
NOT_ONE_FIGURE = "not one figure"
NO_TOTAL = "no total yet"

COLUMNS = ("Service", "Code", "Diagnosis", "Quantity", "Unit charge", "Amount")
NUMBERS = COLUMNS[3:]
"""The columns of the table of charges, and those of them that hold numbers."""


@frozen
class Row:
    """One row of a table of charges, its cells in the order of COLUMNS; a total has no more than its amount.

    The remark says how what is charged comes again, or why there is no one figure for it.
    """

    cells: tuple[str, str, str, str, str, str]
    remark: str = ""
    is_total: bool = False


@frozen
class Section:
    """A heading, and below it in this order: named facts, a table of charges, sentences, and a list of items."""

    heading: str
    facts: tuple[tuple[str, str], ...] = ()
    rows: tuple[Row, ...] = ()
    sentences: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


def mark_of(said: GoodFaithEstimate) -> str:
    """Return what marks every heading of a draft, empty for an issued document."""
    return wording.DRAFT if said.status is Standing.DRAFT else ""


def sections(said: GoodFaithEstimate) -> Iterator[Section]:
    """Yield the sections of a good faith estimate, a draft's last one saying what hinders its issue."""
    yield Section(heading="This document", facts=tuple(_document(said)))
    yield Section(heading="Patient and service", facts=tuple(_patient(said)))
    for place, part in enumerate(said.parts, 1):
        yield _part(place, part)
    yield Section(heading="Total of all providers", facts=(("Expected charges", _total(said.total)),))
    if said.discounts:
        yield Section(heading="Discounts, already taken off above", items=said.discounts)
    if said.included:
        yield Section(heading="Included without a charge of its own", items=said.included)
    items = said.separately if said.separately is not None else (NOT_SAID,)
    yield Section(heading="Scheduled separately", sentences=(said.separate_statement,),
                  items=items or (NONE_EXPECTED.capitalize(),))  # fmt: skip
    yield Section(heading="What you should know", items=said.disclaimers)
    if said.before_issue:
        items = tuple(f"{problem.key}: found {problem.found}; expected {problem.expected}"
                      for problem in said.before_issue)  # fmt: skip
        yield Section(heading="Before it can be issued", items=items)


def dollars(amount: Decimal) -> str:
    """Return an amount with its cents, such as $1,250.00; what is taken off has a minus in front.

    >>> dollars(Decimal("-50"))
    '-$50.00'
    """
    return f"{'-' if amount < 0 else ''}${abs(amount):,.2f}"


def _document(said: GoodFaithEstimate) -> Iterator[tuple[str, str]]:
    yield "Date", str(said.date)
    yield "Number", said.id or NOT_SAID
    yield "Version", str(said.version)
    if said.replaces or said.version > 1:
        yield "Replaces", said.replaces or NOT_SAID
    yield "Valid until", str(said.valid_until or NOT_SAID)


def _patient(said: GoodFaithEstimate) -> Iterator[tuple[str, str]]:
    scheduled = NOT_SAID if said.scheduled is None else ", ".join(map(str, said.scheduled)) or NOT_YET_SCHEDULED
    yield "Patient", said.patient.name or NOT_SAID
    yield "Date of birth", str(said.patient.date_of_birth or NOT_SAID)
    yield "Primary service", said.service or NOT_SAID
    yield "Diagnosis", said.diagnosis or NOT_SAID
    yield "Scheduled", scheduled
    if said.no_claim:
        yield "Health plan", wording.NO_CLAIM


def _part(place: int, part: Part) -> Section:
    if part.provider is None:
        return Section(heading="Billed by a provider to be named", rows=(*_rows(part), _sum(part.total)))
    who = part.provider
    facts = {"NPI": who.npi, "TIN": who.tin, "State": who.state, "Address": who.address,
             "Contact": who.contact}  # fmt: skip
    may = () if part.total is None or part.disputed_from is None else (
        wording.dispute(who.name or "this provider", part.total, part.disputed_from),
    )  # fmt: skip
    return Section(
        heading=f"Provider {place}: {who.name or NOT_SAID}",
        facts=tuple((key, value or NOT_SAID) for key, value in facts.items()),
        rows=(*_rows(part), _sum(part.total)), sentences=may,
    )  # fmt: skip


def _rows(part: Part) -> Iterator[Row]:
    for line in part.lines:
        yield Row(
            cells=(line.description, line.service_code or NOT_SAID, line.diagnosis or NOT_SAID, *_figures(line)),
            remark=line.not_one_figure or "; ".join(map(_recurring, line.recurring)),
        )


def _figures(line: Line) -> tuple[str, str, str]:
    if line.quantity is None or line.unit is None or line.amount is None:
        return "", "", NOT_ONE_FIGURE
    number = f"{line.quantity.normalize():f}" if isinstance(line.quantity, Decimal) else str(line.quantity)
    unit = "" if line.per in (Per.SESSION, Per.COURSE, Per.PACKAGE) else f" {line.per}{'' if number == '1' else 's'}"
    return f"{number}{unit}", dollars(line.unit), dollars(line.amount)


def _recurring(recurrence: Recurrence) -> str:
    often = "how often is to be stated"
    if recurrence.every_days is not None:
        days = "day" if recurrence.every_days == 1 else f"{recurrence.every_days} days"
        often = f"one every {days}, over {recurrence.days} days"
    return f"{recurrence.number} {recurrence.what}, {often}"


def _sum(total: Decimal | None) -> Row:
    return Row(cells=("Total", "", "", "", "", _total(total)), is_total=True)


def _total(total: Decimal | None) -> str:
    return NO_TOTAL if total is None else dollars(total)
