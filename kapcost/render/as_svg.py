"""The SVG form: the chart, the rows of the table and the notes as one picture that stands alone."""

from kapcost.core.answer import Estimate
from kapcost.render.chart import CHART_CSS, draw_rows
from kapcost.render.colours import coloured
from kapcost.render.document import document
from kapcost.render.markup import Markup, element
from kapcost.render.notes import MADE, SOURCES
from kapcost.render.picture import MARGIN, SMALL, TITLE, Picture

_PAPER = coloured("svg .paper{fill:$paper}")


def svg(estimate: Estimate) -> str:
    """Return an estimate as an SVG file; the notes are short, and the sources are left to longer forms."""
    said = document(estimate)
    picture = Picture(said.title)
    picture.write(said.title, TITLE)
    picture.write(said.headline, TITLE)
    draw_rows(picture, said.rows)
    picture.space(MARGIN // 2)
    for note in said.notes:
        for sentence in note.said(detail=note.heading == MADE) if note.heading != SOURCES else ():
            picture.write(f"{note.heading}: {sentence}", SMALL)
    paper = element("rect", width="100%", height="100%", class_="paper")
    style = element("style", Markup(f"{_PAPER}{CHART_CSS}"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{picture.markup(style, paper)}\n'
