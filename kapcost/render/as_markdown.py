"""The Markdown form: pastes into an e-mail, a wiki or an issue."""

from collections.abc import Iterator, Sequence

from kapcost.core.answer import Estimate
from kapcost.render.document import Kind, Row, document
from kapcost.render.markup import escaped, table_row
from kapcost.render.note import Note


def markdown(estimate: Estimate) -> str:
    """Return an estimate as a Markdown document with one table."""
    said = document(estimate)
    lines = [f"## {escaped(said.title)}", "", f"**{escaped(said.headline)}**", ""]
    lines += [said.each, ""] if said.each else []
    lines += ["| Charge | Sessions × price | Amount | Typical | Paid to |", "| :-- | --: | --: | --: | :-- |"]
    lines += [_row(row) for row in said.rows]
    return "\n".join([*lines, *in_markdown(said.notes)]) + "\n"


def in_markdown(notes: Sequence[Note]) -> Iterator[str]:
    """Yield the lines of notes in Markdown, each a heading and a list."""
    for note in notes:
        yield from ("", f"**{escaped(note.heading)}**", "", *(f"- {escaped(sentence)}" for sentence in note.sentences))


def _row(row: Row) -> str:
    label = escaped(row.label)
    if row.kind in (Kind.PHASE, Kind.TOTAL):
        label = f"**{label}**"
    return table_row([label, *map(escaped, (row.reckoning, row.amount, row.typical, row.payee))])
