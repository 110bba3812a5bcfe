"""The Markdown of a good faith estimate."""

from collections.abc import Iterator

from kapcost.core.good_faith.document import GoodFaithEstimate
from kapcost.render.good_faith.sections import COLUMNS, NUMBERS, Row, Section, mark_of, sections
from kapcost.render.markup import escaped, table_row


def good_faith_markdown(said: GoodFaithEstimate) -> str:
    """Return a good faith estimate as a Markdown document, every heading of a draft marked."""
    mark = f" ({mark_of(said)})" if mark_of(said) else ""
    lines = [f"# {escaped(said.title)}{mark}"]
    for section in sections(said):
        lines += ["", f"## {escaped(section.heading)}{mark}", *_section(section)]
    return "\n".join([*lines, "", escaped(said.notice)]) + "\n"


def _section(section: Section) -> Iterator[str]:
    if section.facts:
        yield ""
    for name, value in section.facts:
        yield f"- {name}: {escaped(value)}"
    if section.rows:
        yield from ("", table_row(COLUMNS), table_row(["--:" if name in NUMBERS else ":--" for name in COLUMNS]))
        yield from map(_row, section.rows)
    for sentence in section.sentences:
        yield from ("", escaped(sentence))
    if section.items:
        yield ""
    yield from (f"- {escaped(item)}" for item in section.items)


def _row(row: Row) -> str:
    name, *others = map(escaped, row.cells)
    remark = f"<br>{escaped(row.remark)}" if row.remark else ""
    cells = [f"{name}{remark}", *others]
    return table_row([f"**{cell}**" if cell and row.is_total else cell for cell in cells])
