"""The HTML form: a page with the chart, the table and everything else that the estimate says, to read and to print."""

from dataclasses import replace

from kapcost.core.answer import Estimate
from kapcost.render.chart import CHART_CSS, draw_rows
from kapcost.render.document import Document, Kind, document
from kapcost.render.markup import Markup, element
from kapcost.render.page import NARROW, note_parts, page, table
from kapcost.render.picture import Picture
from kapcost.render.words import TIMES

HEADINGS = ("Charge", f"Sessions {TIMES} price", "Amount", "Typical", "Paid to")

_CSS = f"""{CHART_CSS}
svg{{display:block;width:100%;max-width:28rem;height:auto}}
.phase th,.total th,.phase td:nth-child(3),.total td:nth-child(3){{font-weight:bold}}
.charge th{{padding-left:1rem}}
{NARROW}{{.charge td{{padding-left:1rem}}}}
"""


def html(estimate: Estimate) -> str:
    """Return an estimate as an HTML page that stands alone, everything at length."""
    said = document(estimate)
    parts = [element("h1", said.title), element("p", said.headline, class_="headline")]
    parts += [element("p", said.each)] if said.each else []
    parts += [_chart(said), _table(said), *(part for note in said.notes for part in note_parts(note))]
    return page(f"{said.title}: {said.headline}", Markup("".join(parts)), css=_CSS)


def _chart(said: Document) -> Markup:
    picture = Picture("Cost by phase")
    drawn = [row for row in said.rows if row.kind is Kind.PHASE or row.span]
    draw_rows(picture, [replace(row, reckoning="" if row.amount else row.reckoning, payee="") for row in drawn])
    return picture.markup()


def _table(said: Document) -> Markup:
    rows = ((row.kind, (row.label, row.reckoning, row.amount, row.typical, row.payee)) for row in said.rows)
    return table("Charges by phase", HEADINGS, rows, numbers=HEADINGS[1:4])
