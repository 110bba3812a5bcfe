"""The table: scenarios side by side where there is room for them, else one after another."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from kapcost.core.comparison import Comparison
from kapcost.render.as_table import GAP, NARROWEST, NARROWEST_LABEL, WIDEST_LABEL
from kapcost.render.comparison.as_plain import plain
from kapcost.render.comparison.sheet import Sheet, SheetRow, sheet
from kapcost.render.paragraphs import paragraph


def table(comparison: Comparison, *, width: int) -> RenderableType:
    """Return the table for a terminal of a width in columns, the plain form where it does not fit.

    Text wraps between words; a number is never cut, and never wrapped.
    """
    said = sheet(comparison)
    grids = _side_by_side(said, width) or _one_after_another(said, width)
    if width < NARROWEST or grids is None:
        return Text(plain(comparison), end="")
    return Group(Text(said.title, "bold"), *grids, *(paragraph([note], detail=False) for note in said.notes))


def _side_by_side(said: Sheet, width: int) -> list[RenderableType] | None:
    """Return one table with a column for each scenario, None where a number would have to be cut."""
    columns = [[name, *(row.cells[place] for row in said.rows)] for place, name in enumerate(said.names)]
    return _grid(said.rows, ["", *said.names], columns, width)


def _one_after_another(said: Sheet, width: int) -> list[RenderableType] | None:
    """Return the totals with a row for each scenario, then a table for each; None where not even that has room."""
    totals = [row for row in said.rows if row.is_total]
    grids = _turned(said, totals, width) or [grid for row in totals for grid in _turned(said, [row], width) or ()]
    for place, name in enumerate(said.names):
        rows = [SheetRow(label=row.label, cells=[row.cells[place]], is_part=row.is_part, is_total=row.is_total)
                for row in said.rows if row.cells[place]]  # fmt: skip
        grid = _grid(rows, [name, ""], [[row.cells[0] for row in rows]], width)
        if grid is None:
            return None
        grids += [Text(), *grid]
    return grids


def _turned(said: Sheet, totals: Sequence[SheetRow], width: int) -> list[RenderableType] | None:
    """Return a table of some totals with a row for each scenario, None where a number would have to be cut."""
    turned = [SheetRow(label=name, cells=[row.cells[place] for row in totals]) for place, name in enumerate(said.names)]
    columns = [[row.label, *row.cells] for row in totals]
    return _grid(turned, ["", *(row.label for row in totals)], columns, width)


def _grid(
    rows: Sequence[SheetRow], headings: Sequence[str], columns: Sequence[Sequence[str]], width: int
) -> list[RenderableType] | None:
    label = min(WIDEST_LABEL, max(cell_len(text) for text in (headings[0], *map(_label, rows))))
    widths = _widths(columns, width - label)
    if widths is None and label > NARROWEST_LABEL:
        label = NARROWEST_LABEL
        widths = _widths(columns, width - label)
    if widths is None:
        return None
    grid = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style="bold")
    grid.add_column(Text(headings[0]), overflow="fold", width=label)
    for heading, wide in zip(headings[1:], widths, strict=True):
        grid.add_column(Text(heading), justify="right", overflow="fold", width=wide)
    for row in rows:
        style = "bold" if row.is_total else ""
        grid.add_row(Text(_label(row)), *(Text(cell) for cell in row.cells), style=style)
    return [grid]


def _label(row: SheetRow) -> str:
    return f"  {row.label}" if row.is_part else row.label


def _widths(columns: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """Return how wide each column may be, at least as its longest word, None if that is too much for the room.

    What room is left goes to the columns that lack most of their longest cell.
    """
    widths = [max(cell_len(word) for cell in column for word in cell.split(" ")) for column in columns]
    wanted = [max(map(cell_len, column)) for column in columns]
    left = room - sum(widths) - GAP * len(widths)
    if left < 0:
        return None
    while left and widths != wanted:
        place = max(range(len(widths)), key=lambda each: wanted[each] - widths[each])
        widths[place] += 1
        left -= 1
    return widths
