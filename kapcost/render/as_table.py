"""The table: what a person sees in a terminal."""

from collections.abc import Sequence
from decimal import Decimal

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from kapcost.core.answer import Estimate
from kapcost.core.money import ZERO
from kapcost.render.as_plain import plain
from kapcost.render.document import PAID_TO, Kind, Note, Row, document
from kapcost.render.words import TIMES

NARROWEST = 60
"""Columns of the narrowest terminal that the table is made for."""

NARROWEST_LABEL = 18
BAR_WIDTH = 10
GAP = 1
"""Columns between two columns of the table."""

_CHOICES = (
    ("reckoning", "amount", "typical", "payee", "bar"),
    ("reckoning", "amount", "payee", "bar"),
    ("reckoning", "amount", "payee"),
    ("reckoning", "amount"),
)
"""The columns beside the label, the most that fits first."""

_HEADINGS = {
    "reckoning": f"Sessions {TIMES} price",
    "amount": "Amount",
    "typical": "Typical",
    "payee": "Paid to",
    "bar": "",
}
_STYLES = {Kind.PHASE: "bold", Kind.CHARGE: "", Kind.DISCOUNT: "", Kind.TOTAL: "bold"}


def table(estimate: Estimate, *, width: int, bars: bool = True, detail: bool = False) -> RenderableType:
    """Return the table for a terminal of a width in columns, the plain form where it does not fit.

    Columns are left out before a number would be cut: typical amounts, then the bars, then the
    payees, who are then named below. `bars` is False where the terminal cannot show their characters.
    """
    said = document(estimate)
    columns = _columns(said.rows, width, bars=bars)
    if width < NARROWEST or columns is None:
        return Text(plain(estimate), end="")
    heading = [Text(said.title, style="bold"), Text(said.headline, style="bold green")]
    hidden = () if detail or "payee" not in columns else (PAID_TO,)
    notes = (_note(note, detail=detail) for note in said.notes if note.heading not in hidden)
    return Group(*heading, _grid(said.rows, columns), *notes)


def _columns(rows: Sequence[Row], width: int, *, bars: bool) -> tuple[str, ...] | None:
    """Return the columns beside the label that fit a width, None if not even the numbers do."""
    widths = {name: max(len(getattr(row, name)) for row in rows) for name in ("reckoning", "amount", "payee")}
    widths |= {"typical": max(len("Typical"), *(len(row.typical) for row in rows)), "bar": BAR_WIDTH}
    widths["reckoning"] = max(widths["reckoning"], len(_HEADINGS["reckoning"]))
    label = max(len(_label(row)) for row in rows)
    for names in _CHOICES:
        room = width - sum(widths[name] + GAP for name in names)
        if ("bar" not in names or bars) and room >= (label if "payee" in names else NARROWEST_LABEL):
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


def _note(note: Note, *, detail: bool) -> Text:
    text = Text.assemble((note.heading, "bold"), ": ")
    if not detail or len(note.sentences) == 1:
        return text.append(note.sentences[0] if detail else note.short)
    return text.append("".join(f"\n  {sentence}" for sentence in note.sentences))
