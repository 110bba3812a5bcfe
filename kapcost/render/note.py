"""A note: a heading and what is said under it."""

from collections.abc import Sequence

from kapcost.frozen import frozen


@frozen
class Note:
    """A heading and what is said under it: in short (empty where only the long form says it), and at length.

    A `listed` note has a line for each sentence in any form.
    """

    heading: str
    short: str
    sentences: Sequence[str]
    listed: bool = False

    def said(self, *, detail: bool) -> Sequence[str]:
        """Return the lines below the heading, none where only the long form has some."""
        if detail or self.listed:
            return self.sentences
        return [self.short] if self.short else []


def list_note(heading: str, things: Sequence[str]) -> Note:
    """Return a note that lists things."""
    return Note(heading=heading, short=f"{', '.join(things)}.", sentences=things)


def text_note(heading: str, sentences: Sequence[str]) -> Note:
    """Return a note of whole sentences."""
    return Note(heading=heading, short=" ".join(sentences), sentences=sentences)
