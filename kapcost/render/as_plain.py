"""The plain form: one fact a line, no boxes, for screen readers, narrow terminals and pipes."""

from collections.abc import Iterator, Sequence

from kapcost.core.answer import Estimate
from kapcost.render.document import Kind, Row, document


def plain(estimate: Estimate, *, detail: bool = True) -> str:
    """Return an estimate as lines of text, each a whole fact; without detail, each note on one line."""
    said = document(estimate)
    lines = [said.title, f"Total: {said.headline}"]
    lines += [f"That is {said.each}"] if said.each else []
    lines += _row_lines(said.rows)
    for note in said.notes:
        lines += [f"{note.heading}: {sentence}" for sentence in note.said(detail=detail)]
    return "\n".join(lines) + "\n"


def _row_lines(rows: Sequence[Row]) -> Iterator[str]:
    phase = ""
    for row in rows:
        phase = row.label if row.kind is Kind.PHASE else phase
        where = f"{phase}, {row.label}" if row.kind is Kind.CHARGE else row.label
        yield f"{where}: {row.facts}"
