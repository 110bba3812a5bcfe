"""The plain form: one fact a line, one scenario after another."""

from collections.abc import Iterator

from kapcost.core.comparison import Comparison
from kapcost.render.comparison.sheet import Sheet, sheet


def plain(comparison: Comparison) -> str:
    """Return a comparison as lines of text, each a whole fact."""
    said = sheet(comparison)
    lines = [said.title, *_facts(said)]
    lines += [f"{note.heading}: {sentence}" for note in said.notes for sentence in note.sentences]
    return "\n".join(lines) + "\n"


def _facts(said: Sheet) -> Iterator[str]:
    for place, name in enumerate(said.names):
        phase = ""
        for row in said.rows:
            phase = phase if row.is_part else row.label
            where = f"{phase}, {row.label.lower()}" if row.is_part else row.label
            if row.cells[place]:
                yield f"{name}: {where}: {row.cells[place]}"
