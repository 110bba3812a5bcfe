"""The HTML of a good faith estimate: one file that prints on Letter paper, a draft marked on every sheet."""

from collections.abc import Iterator

from kapcost.core.good_faith.document import GoodFaithEstimate
from kapcost.core.good_faith.wording import DRAFT
from kapcost.render.good_faith.sections import COLUMNS, NUMBERS, Row, Section, mark_of, sections
from kapcost.render.markup import Markup, element
from kapcost.render.page import page, table

_CSS = """
dl{display:grid;grid-template-columns:max-content 1fr;gap:0 1rem;margin:.25rem 0}
dd{margin:0}
.total th,.total td{font-weight:bold}
.draft{font-size:1rem;font-weight:bold;margin-left:1rem}
td:nth-child(2){overflow-wrap:break-word}
td:nth-child(3){min-width:5.5rem}
@media print{
dl,p{break-inside:avoid}
.total{break-before:avoid}
table+p{break-before:avoid}
}
"""

_ON_EVERY_SHEET = f'@page{{@top-right{{content:"{DRAFT}";font-weight:bold}}}}'
"""Marks the sheets of a draft in their margin too, in browsers that know of margins."""


def good_faith_html(said: GoodFaithEstimate) -> str:
    """Return a good faith estimate as an HTML page; all that comes from outside is escaped."""
    mark = mark_of(said)
    parts = (element("section", *_section(section, mark)) for section in sections(said))
    body = "".join([_heading("h1", said.title, mark), *parts, element("p", said.notice, class_="quiet")])
    return page(said.title, Markup(body), css=_CSS + (_ON_EVERY_SHEET if mark else ""))


def _heading(level: str, text: str, mark: str) -> Markup:
    marked = [" ", element("span", mark, class_="draft")] if mark else []
    return element(level, text, *marked)


def _section(section: Section, mark: str) -> Iterator[Markup]:
    yield _heading("h2", section.heading, mark)
    if section.facts:
        pairs = ((element("dt", name), element("dd", value)) for name, value in section.facts)
        yield element("dl", *(part for pair in pairs for part in pair))
    if section.rows:
        rows = (("total" if row.is_total else "", [_service(row), *row.cells[1:]]) for row in section.rows)
        yield table("Expected charges", COLUMNS, rows, numbers=NUMBERS)
    yield from (element("p", sentence) for sentence in section.sentences)
    if section.items:
        yield element("ul", *(element("li", item) for item in section.items))


def _service(row: Row) -> str:
    """Return the first cell of a row: what is charged, and below it the remark."""
    name = row.cells[0]
    return Markup(element("div", name) + element("div", row.remark, class_="quiet")) if row.remark else name
