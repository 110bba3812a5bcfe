"""The plain text of a good faith estimate: 80 columns, every heading of a draft marked."""

import textwrap
from collections.abc import Iterator

from kapcost.core.good_faith.document import GoodFaithEstimate
from kapcost.render.good_faith.sections import Row, Section, mark_of, sections

WIDTH = 80
_FACT = 18
"""Columns of the name of a fact."""


def good_faith_text(said: GoodFaithEstimate) -> str:
    """Return a good faith estimate as lines of at most 80 columns."""
    mark = mark_of(said)
    lines = [_heading(said.title.upper(), mark), "=" * WIDTH]
    for section in sections(said):
        lines += ["", _heading(section.heading, mark), "-" * WIDTH, *_section(section)]
    lines += ["", *_wrapped(said.notice), *([_heading("", mark)] if mark else [])]
    return "\n".join(lines) + "\n"


def _heading(text: str, mark: str) -> str:
    """Return a heading with the mark of a draft flush right, below it if there is no room."""
    if not mark:
        return text
    lines = _wrapped(text) or [""]
    room = WIDTH - len(lines[-1]) - len(mark)
    return "\n".join([*lines[:-1], f"{lines[-1]}{' ' * room}{mark}"] if room > 0 else [*lines, mark.rjust(WIDTH)])


def _section(section: Section) -> Iterator[str]:
    for name, value in section.facts:
        yield from _wrapped(value, first=f"{name}:".ljust(_FACT), then=" " * _FACT)
    if section.facts and section.rows:
        yield ""
    for row in section.rows:
        yield from _row(row)
    for sentence in section.sentences:
        yield from _wrapped(sentence)
    for item in section.items:
        yield from _wrapped(item, first="- ", then="  ")


def _row(row: Row) -> Iterator[str]:
    """Yield the lines of a row: what it is and the amount, then how that is reckoned and coded."""
    name, code, diagnosis, quantity, unit, amount = row.cells
    if row.is_total:
        yield "".rjust(WIDTH, "-")
    *above, last = _wrapped(name, width=WIDTH - 2 - len(amount))
    yield from above
    yield f"{last}{amount.rjust(WIDTH - len(last))}"
    if not row.is_total:
        reckoned = f"{quantity} x {unit}; " if quantity else ""
        yield from _wrapped(f"{reckoned}code {code}; diagnosis {diagnosis}", first="  ", then="  ")
    if row.remark:
        yield from _wrapped(row.remark, first="  ", then="  ")


def _wrapped(text: str, *, first: str = "", then: str = "", width: int = WIDTH) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=then, break_on_hyphens=False)
