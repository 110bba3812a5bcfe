"""Notes as a terminal shows them."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from kapcost.render.note import Note


def paragraph(notes: Sequence[Note], *, detail: bool) -> RenderableType:
    """Write notes one after another in short, or in detail with a line for each sentence."""
    if not (detail or any(note.listed for note in notes)):
        return Text(" ").join(Text.assemble((f"{note.heading}: ", "bold"), note.short) for note in notes)
    return Group(*(part for note in notes for part in _long(note)))


def _long(note: Note) -> Iterator[RenderableType]:
    yield Text(f"{note.heading}:", "bold")
    yield from (Padding(Text(sentence), (0, 0, 0, 2)) for sentence in note.sentences)
