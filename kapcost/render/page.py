"""The frame of an HTML page: one file without scripts that reads at any width, in light and dark, and prints."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from kapcost.render.colours import coloured
from kapcost.render.markup import Markup, element
from kapcost.render.note import Note
from kapcost.render.notes import SOURCES

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What the page may load and run: its own style and nothing else, whatever text is in it."""

NARROW = "@media screen and (max-width:54rem)"
"""Where a table has no room for columns."""

LONGEST_WHOLE = 24
"""Characters of the longest number or range of numbers in a table that is never wrapped."""

_ADDRESS = re.compile(r"(?<!\S)(https?://\S+)")

_LAYOUT = f"""
:root{{color-scheme:light dark}}
body{{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:52rem;padding:1rem;overflow-wrap:anywhere}}
h1{{font-size:1.5rem;line-height:1.25;margin:0}}
.headline{{font-size:1.25rem;font-weight:bold;margin:.25rem 0}}
h2{{font-size:1.1rem;margin:1.5rem 0 .25rem}}
ul{{margin:0;padding-left:1.25rem}}
table{{border-collapse:collapse;width:100%;margin:1.5rem 0}}
caption{{text-align:left;padding-bottom:.25rem}}
th,td{{border-bottom:1px solid;padding:.3rem .75rem .3rem 0;text-align:left;vertical-align:top}}
tbody th{{font-weight:normal;min-width:8.5em}}
td:not(.number){{min-width:5.5em}}
.number{{text-align:right;font-variant-numeric:tabular-nums}}
.whole{{white-space:nowrap}}
{NARROW}{{
table,caption,tbody,tr,tbody th{{display:block}}
thead{{position:absolute;clip-path:inset(50%)}}
tr{{border-bottom:1px solid;padding:.3rem 0}}
th,td{{border:0;padding:0}}
tbody td{{display:flex;flex-wrap:wrap;column-gap:.5ch}}
td:empty{{display:none}}
td::before{{content:attr(data-heading) ":"}}
.number{{text-align:left}}
.whole{{white-space:normal}}
}}
@page{{size:Letter;margin:.6in}}
@media print{{
body{{font-size:10pt;max-width:none;padding:0}}
tr,li,svg{{break-inside:avoid}}
h1,h2,caption{{break-after:avoid}}
thead{{display:table-header-group}}
}}
"""

_COLOURS = coloured(
    "html{background:$paper;color:$ink}a{color:$link}"
    "caption,thead th,td::before,.quiet{color:$quiet}tr,th,td{border-color:$line}"
)


def page(title: str, body: Markup, *, css: str = "") -> str:
    """Return a whole page with a title and what is in its `<main>`; `css` is added to the common style."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", Markup(f"{_LAYOUT}{_COLOURS}{css}")),
    )
    return f"<!DOCTYPE html>\n{element('html', head, element('body', element('main', body)), lang='en')}\n"


def table(
    caption: str, headings: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]], *, numbers: Collection[str] = ()
) -> Markup:
    """Return a table of rows, each a class and its cells; the first cell of a row is its heading.

    The columns whose headings are `numbers` are set flush right and, if that leaves room for the
    others, not wrapped. On a narrow screen each cell is a line of its own that begins with the
    heading of its column.
    """

    def kind(heading: str, cell: str) -> str | None:
        if heading not in numbers:
            return None
        return "number whole" if len(cell) <= LONGEST_WHOLE else "number"

    def row(name: str, cells: Sequence[str]) -> Markup:
        pairs = zip(headings[1:], cells[1:], strict=True)
        others = (element("td", cell, class_=kind(heading, cell), data_heading=heading) for heading, cell in pairs)
        return element("tr", element("th", cells[0], scope="row"), *others, class_=name or None)

    head = element("tr", *(element("th", heading, scope="col", class_=kind(heading, heading)) for heading in headings))
    body = element("tbody", *(row(name, cells) for name, cells in rows))
    return element("table", element("caption", caption), element("thead", head), body)


def note_parts(note: Note) -> Iterator[Markup]:
    """Yield a note at length: its heading, and a list in which the addresses of sources are links."""
    yield element("h2", note.heading)
    with_links = note.heading == SOURCES
    items = (_linked(sentence) if with_links else [sentence] for sentence in note.sentences)
    yield element("ul", *(element("li", *item) for item in items))


def _linked(sentence: str) -> list[str]:
    """Return the pieces of a sentence, in which addresses of the web, and no others, are links."""
    pieces = _ADDRESS.split(sentence)
    return [element("a", piece, href=piece) if _ADDRESS.fullmatch(piece) else piece for piece in pieces]
