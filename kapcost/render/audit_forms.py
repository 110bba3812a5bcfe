"""The forms of the audit of a quote that people read: table, plain text and Markdown."""

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from kapcost.core.audit import Audit
from kapcost.render.as_markdown import in_markdown
from kapcost.render.as_table import GAP, NARROWEST, NARROWEST_LABEL
from kapcost.render.audit_document import HEADINGS, AuditDocument, AuditRow, audit_document
from kapcost.render.markup import escaped, table_row
from kapcost.render.paragraphs import paragraph


def audit_plain(audit: Audit) -> str:
    """Return an audit as lines of text, each a whole fact."""
    said = audit_document(audit)
    lines = [f"{said.title}: {said.verdict}", *map(_plain_row, said.rows)]
    lines += [
        f"{note.heading}: {sentence}" for notes in said.paragraphs for note in notes for sentence in note.sentences
    ]
    return "\n".join(lines) + "\n"


def _plain_row(row: AuditRow) -> str:
    fact = " = ".join(filter(None, (row.reckoning, row.amount)))
    return f"{row.label}: {fact}{f', stated {row.stated}' if row.stated else ''}"


def audit_markdown(audit: Audit) -> str:
    """Return an audit as a Markdown document with one table."""
    said = audit_document(audit)
    lines = [f"## {escaped(said.title)}", "", f"**{said.verdict.capitalize()}**", ""]
    if said.rows:
        lines += [table_row(["Line", *HEADINGS.values()]), "| :-- | --: | --: | --: |"]
    for row in said.rows:
        label = f"**{escaped(row.label)}**" if row.is_total else escaped(row.label)
        lines.append(table_row([label, *(escaped(getattr(row, name)) for name in HEADINGS)]))
    lines += [line for notes in said.paragraphs for line in in_markdown(notes)]
    return "\n".join(lines) + "\n"


def audit_table(audit: Audit, *, width: int) -> RenderableType:
    """Return an audit for a terminal of a width in columns, the plain form where its numbers do not fit."""
    said = audit_document(audit)
    numbers = sum(GAP + max(map(cell_len, (heading, *(getattr(row, name) for row in said.rows))))
                  for name, heading in HEADINGS.items())  # fmt: skip
    if width < NARROWEST or width - numbers < NARROWEST_LABEL:
        return Text(audit_plain(audit), end="")
    heading = Text.assemble((said.title, "bold"), ": ", (said.verdict, "bold green" if audit.foots else "bold red"))
    return Group(
        heading, *([_grid(said)] if said.rows else []), *(paragraph(notes, detail=False) for notes in said.paragraphs)
    )


def _grid(said: AuditDocument) -> Table:
    grid = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style="dim")
    grid.add_column("Line", overflow="fold")
    for heading in HEADINGS.values():
        grid.add_column(heading, justify="right", no_wrap=True)
    for row in said.rows:
        cells = (row.label, *(getattr(row, name) for name in HEADINGS))
        grid.add_row(*map(Text, cells), style="bold" if row.is_total else "")
    return grid
