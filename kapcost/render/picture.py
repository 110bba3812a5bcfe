"""A picture in SVG: texts and drawings one below the other, and its text alternative, which says the same."""

import unicodedata
from collections.abc import Iterator

from kapcost.frozen import frozen
from kapcost.render.colours import coloured
from kapcost.render.markup import Markup, element
from kapcost.render.words import DASH, TIMES

WIDTH, MARGIN = 400, 16
"""Units of a picture's width and of the room around what is in it: pixels, at its own size."""

LIGHTER = 0.9
"""The width of a text that is not bold, as a share of its width in bold."""

_WIDTHS = {
    0.5: " .,:;'!()[]|/-ijlt",
    0.72: f"abcdefghknopqrsuvxyz0123456789$?{DASH}",
    1.11: f"mMwW%@{TIMES}",
}
"""Ems of characters in DejaVu Sans Bold, the widest of the usual fonts; 0.9 is enough for the rest of ASCII."""

WIDEST = 1.4
"""Ems of a character of any script, or an emoji."""


@frozen
class Style:
    """How a text is set: its class in the CSS, its weight, its size and the height of a line."""

    name: str
    bold: bool = False
    size: int
    leading: int


TITLE = Style(name="title", bold=True, size=18, leading=24)
LABEL = Style(name="label", bold=True, size=15, leading=20)
FACT = Style(name="fact", size=15, leading=20)
SMALL = Style(name="small", size=13, leading=18)

TEXT_CSS = coloured("svg text{fill:$ink}svg .small{fill:$quiet}") + "".join(
    f"svg .{style.name}{{font:{'bold ' if style.bold else ''}{style.size}px system-ui,sans-serif}}"
    for style in (TITLE, LABEL, FACT, SMALL)
)


class Picture:
    """A picture that grows downwards; what is written in it is also its text alternative."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._texts: list[str] = []
        self._parts: list[Markup] = []
        self.height = MARGIN

    def write(self, text: str, style: Style, *, indent: int = 0) -> None:
        """Set a text below what is there, on as many lines as it needs."""
        self._texts.append(text)
        room = (WIDTH - 2 * MARGIN - indent) / style.size / (1 if style.bold else LIGHTER)
        for line in wrapped(text, room):
            self.height += style.leading
            baseline = self.height - (style.leading - style.size)
            self._parts.append(element("text", line, x=MARGIN + indent, y=baseline, class_=style.name))

    def draw(self, *parts: Markup) -> None:
        """Add what is drawn at coordinates of its own."""
        self._parts += parts

    def space(self, height: int) -> None:
        """Leave a space below what is there."""
        self.height += height

    def markup(self, *before: Markup) -> Markup:
        """Return the picture as an element, in which what comes `before` lies below all else."""
        height = self.height + MARGIN
        names = {"aria_labelledby": "picture-title", "aria_describedby": "picture-text"}
        size = {"width": WIDTH, "height": height, "viewBox": f"0 0 {WIDTH} {height}"}
        said = (
            element("title", self._title, id="picture-title"),
            element("desc", "\n".join(self._texts), id="picture-text"),
        )
        return element("svg", *said, *before, *self._parts, xmlns="http://www.w3.org/2000/svg", role="img",
                       **names, **size)  # fmt: skip


def wrapped(text: str, room: float) -> Iterator[str]:
    """Yield the lines of a text, none wider than a number of ems in any usual font, set bold.

    Words are kept whole unless one alone is too wide.

    >>> list(wrapped("six dosing sessions", 8))
    ['six dosing', 'sessions']
    """
    line = ""
    for word in text.split(" "):
        for piece in _pieces(word, room):
            longer = f"{line} {piece}" if line else piece
            if line and _ems(longer) > room:
                yield line
                line = piece
            else:
                line = longer
    yield line


def _pieces(word: str, room: float) -> Iterator[str]:
    piece = ""
    for char in word:
        if _ems(piece + char) > room:
            yield piece
            piece = ""
        piece += char
    yield piece


def _ems(text: str) -> float:
    return sum(map(_em, text))


def _em(char: str) -> float:
    """Return how wide a character is at most, in ems."""
    if unicodedata.combining(char):
        return 0
    width = next((width for width, chars in _WIDTHS.items() if char in chars), None)
    return width or (WIDEST if not char.isascii() else 0.9)
