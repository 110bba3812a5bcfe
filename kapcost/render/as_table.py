"""The table: what a person sees in a terminal."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from kapcost.core.answer import Estimate
from kapcost.core.money import ZERO
from kapcost.render.as_plain import plain
from kapcost.render.document import Kind, Row, document
from kapcost.render.note import Note
from kapcost.render.notes import PAID_TO
from kapcost.render.paragraphs import paragraph
from kapcost.render.words import TIMES

NARROWEST = 60
"""Columns of the narrowest terminal that the table is made for."""

NARROWEST_LABEL, WIDEST_LABEL = 18, 34
GAP = 1
"""Columns between two columns of the table."""

_IN_SHORT = (
    ("reckoning", "amount", "typical", "payee", "bar"),
    ("reckoning", "amount", "payee", "bar"),
    ("reckoning", "amount", "payee"),
    ("reckoning", "amount"),
)
"""The columns beside the label, the most that fits first."""

_IN_DETAIL = (
    ("reckoning", "amount", "typical", "payee"),
    ("reckoning", "amount", "typical"),
    ("reckoning", "amount"),
)

_HEADINGS = {
    "reckoning": f"Sessions {TIMES} price",
    "amount": "Amount",
    "typical": "Typical",
    "payee": "Paid to",
    "bar": "low ● high",
}
BAR_WIDTH = len(_HEADINGS["bar"])
_STYLES = {Kind.PHASE: "bold", Kind.CHARGE: "", Kind.DISCOUNT: "", Kind.TOTAL: "bold"}


def table(estimate: Estimate, *, width: int, bars: bool = True, detail: bool = False) -> RenderableType:
    """Return the table for a terminal of a width in columns, the plain form where it does not fit.

    Columns are left out before a number would be cut: first the typical amounts (which `detail`
    keeps longest), then the bars, then the payees, who are then named below. `bars` is False
    where the terminal cannot show their characters.
    """
    said = document(estimate)
    choices = _IN_DETAIL if detail else [names for names in _IN_SHORT if bars or "bar" not in names]
    columns = _columns(said.rows, width, choices)
    if width < NARROWEST or columns is None:
        return Text(plain(estimate, detail=detail), end="")
    heading = Text.assemble((said.title, "bold"), ": ", (said.headline, "bold green"))
    if detail and said.each:
        heading.append(f" ({said.each})")
    paragraphs = [[note for note in notes if detail or _in_short(note, columns)] for notes in said.paragraphs]
    written = (paragraph(notes, detail=detail) for notes in paragraphs if notes)
    return Group(heading, _grid(said.rows, columns), *written)


def _columns(rows: Sequence[Row], width: int, choices: Iterable[tuple[str, ...]]) -> tuple[str, ...] | None:
    """Return the first choice of columns that fits a width, None if not even the numbers do."""
    widths = {name: max(cell_len(heading), *(cell_len(getattr(row, name, "")) for row in rows))
              for name, heading in _HEADINGS.items()}  # fmt: skip
    label = min(WIDEST_LABEL, max(cell_len(_label(row)) for row in rows))
    said = [name for name in _HEADINGS if name == "bar" or any(getattr(row, name) for row in rows)]
    for names in (tuple(name for name in names if name in said) for names in choices):
        room = width - sum(widths[name] + GAP for name in names)
        if room >= (label if "payee" in names else NARROWEST_LABEL):
            return names
    return None


def _grid(rows: Sequence[Row], columns: Sequence[str]) -> Table:
    grid = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style="dim")
    grid.add_column("Charge", overflow="fold")
    for name in columns:
        right = name not in ("payee", "bar")
        grid.add_column(_HEADINGS[name], justify="right" if right else "left", no_wrap=True)
    most = max((row.span.high for row in rows if row.span and row.span.high), default=ZERO)
    for row in rows:
        cells = [Text(_label(row))]
        cells += [Text(_bar(row, most) if name == "bar" else getattr(row, name)) for name in columns]
        grid.add_row(*cells, style=_STYLES[row.kind])
    return grid


def _label(row: Row) -> str:
    return f"  {row.label}" if row.kind is Kind.CHARGE else row.label


def _bar(row: Row, most: Decimal) -> str:
    """Draw where the range of a phase lies between 0 and the highest of all, and its typical amount."""
    if row.kind is not Kind.PHASE or row.span is None or row.span.high is None or not most:
        return ""

    def place(amount: Decimal) -> int:
        return min(int(amount / most * BAR_WIDTH), BAR_WIDTH - 1)

    first, last = place(row.span.low), place(row.span.high)
    cells = [" " if not first <= cell <= last else "━" for cell in range(BAR_WIDTH)]
    if row.span.typical is not None:
        cells[place(row.span.typical)] = "●"
    return "".join(cells).rstrip()


def _in_short(note: Note, columns: Sequence[str]) -> bool:
    """Return whether a note has a short form and says more than the table."""
    return bool(note.short or note.listed) and not (note.heading == PAID_TO and "payee" in columns)
