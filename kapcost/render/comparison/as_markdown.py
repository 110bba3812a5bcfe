"""The Markdown form: one table with a column for each scenario."""

from kapcost.core.comparison import Comparison
from kapcost.render.as_markdown import in_markdown
from kapcost.render.comparison.sheet import SheetRow, sheet
from kapcost.render.markup import escaped, table_row


def markdown(comparison: Comparison) -> str:
    """Return a comparison as a Markdown document with one table."""
    said = sheet(comparison)
    lines = [f"## {escaped(said.title)}", ""]
    lines += [table_row(["", *map(escaped, said.names)]), table_row([":--", *("--:" for _ in said.names)])]
    lines += [_row(row) for row in said.rows]
    return "\n".join([*lines, *in_markdown(said.notes)]) + "\n"


def _row(row: SheetRow) -> str:
    label = escaped(row.label)
    return table_row([label if row.is_part else f"**{label}**", *map(escaped, row.cells)])
