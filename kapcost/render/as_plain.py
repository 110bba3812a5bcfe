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
        sentences = note.sentences if detail or note.listed else [note.short] if note.short else []
        lines += [f"{note.heading}: {sentence}" for sentence in sentences]
    return "\n".join(lines) + "\n"


def _row_lines(rows: Sequence[Row]) -> Iterator[str]:
    phase = ""
    for row in rows:
        phase = row.label if row.kind is Kind.PHASE else phase
        where = f"{phase}, {row.label}" if row.kind is Kind.CHARGE else row.label
        facts = [" = ".join(filter(None, (row.reckoning, row.amount))) or "partly not known"]
        facts += [f"typically {row.typical}"] if row.typical else []
        facts += [f"to {row.payee}"] if row.payee else []
        yield f"{where}: {', '.join(facts)}"
