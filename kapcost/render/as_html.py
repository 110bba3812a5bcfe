"""The HTML form: a page with the chart, the table and everything else that the estimate says, to read and to print."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kapcost.core.answer import Estimate
from kapcost.render.chart import CHART_CSS, draw_rows
from kapcost.render.document import Document, Kind, document
from kapcost.render.markup import Markup, element
from kapcost.render.note import Note
from kapcost.render.notes import SOURCES
from kapcost.render.page import NARROW, page, table
from kapcost.render.picture import Picture
from kapcost.render.words import TIMES

HEADINGS = ("Charge", f"Sessions {TIMES} price", "Amount", "Typical", "Paid to")

_CSS = f"""{CHART_CSS}
.headline{{font-size:1.25rem;font-weight:bold;margin:.25rem 0}}
svg{{display:block;width:100%;max-width:28rem;height:auto}}
.phase th,.total th,.phase td:nth-child(3),.total td:nth-child(3){{font-weight:bold}}
.charge th{{padding-left:1rem}}
{NARROW}{{.charge td{{padding-left:1rem}}}}
"""

_ADDRESS = re.compile(r"(?<!\S)(https?://\S+)")


def html(estimate: Estimate) -> str:
    """Return an estimate as an HTML page that stands alone, everything at length."""
    said = document(estimate)
    parts = [element("h1", said.title), element("p", said.headline, class_="headline")]
    parts += [element("p", said.each)] if said.each else []
    parts += [_chart(said), _table(said), *(part for note in said.notes for part in _note(note))]
    return page(f"{said.title}: {said.headline}", Markup("".join(parts)), css=_CSS)


def _chart(said: Document) -> Markup:
    picture = Picture("Cost by phase")
    drawn = [row for row in said.rows if row.kind is Kind.PHASE or row.span]
    draw_rows(picture, [replace(row, reckoning="" if row.amount else row.reckoning, payee="") for row in drawn])
    return picture.markup()


def _table(said: Document) -> Markup:
    rows = ((row.kind, (row.label, row.reckoning, row.amount, row.typical, row.payee)) for row in said.rows)
    return table("Charges by phase", HEADINGS, rows, numbers=HEADINGS[1:4])


def _note(note: Note) -> Iterator[Markup]:
    yield element("h2", note.heading)
    with_links = note.heading == SOURCES
    items = (_linked(sentence) if with_links else [sentence] for sentence in note.sentences)
    yield element("ul", *(element("li", *item) for item in items))


def _linked(sentence: str) -> list[str]:
    """Return the pieces of a sentence, in which addresses of the web, and no others, are links."""
    pieces = _ADDRESS.split(sentence)
    return [element("a", piece, href=piece) if _ADDRESS.fullmatch(piece) else piece for piece in pieces]
