"""Text inside markup: Markdown, HTML and SVG, each escaped where text enters."""

import html
import re
from collections.abc import Sequence

_IN_ADDRESS = re.compile(r"([\\`\[\]<>|~])")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#])")
_LEADING = re.compile(r"^(\d+(?=[.)])|)([-+.)])")


def table_row(cells: Sequence[str]) -> str:
    """Return one row of a Markdown table; its cells are Markdown already."""
    return f"| {' | '.join(cells)} |"


def escaped(text: str) -> str:
    r"""Return text that Markdown shows as it is: its own characters escaped.

    Addresses keep their underscores and asterisks, which are harmless in them.

    >>> escaped("1|2 <b>")
    '1\\|2 \\<b\\>'
    """
    special = {word: _IN_ADDRESS if word.startswith(("https://", "http://")) else _SPECIAL for word in text.split(" ")}
    escaped = " ".join(special[word].sub(r"\\\1", word) for word in text.split(" "))
    return _LEADING.sub(r"\1\\\2", escaped)


class Markup(str):
    """HTML or SVG: text in which everything that is no markup is escaped already."""

    __slots__ = ()


def element(name: str, /, *content: str, **attributes: object) -> Markup:
    """Return an element of HTML or SVG; content that is not Markup is text, and escaped.

    An attribute that is None or False is left out, one that is True has no value; underscores
    in its name are hyphens, and one at the end is dropped (`class_`).

    >>> element("td", "<b>", element("br"), class_="amount", colspan=None)
    '<td class="amount">&lt;b&gt;<br></td>'
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items() if value not in (None, False))
    inner = "".join(part if isinstance(part, Markup) else html.escape(part) for part in content)
    return Markup(f"<{name}{written}>" if name in _WITHOUT_END else f"<{name}{written}>{inner}</{name}>")


_WITHOUT_END = ("br", "meta", "hr")
"""Elements of HTML that have no end."""


def _attribute(key: str, value: object) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{html.escape(str(value))}"'
