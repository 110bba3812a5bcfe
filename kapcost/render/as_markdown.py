"""The Markdown form: pastes into an e-mail, a wiki or an issue."""

import re
from collections.abc import Sequence

from kapcost.core.answer import Estimate
from kapcost.render.document import Kind, Row, document

_IN_ADDRESS = re.compile(r"([\\`\[\]<>|~])")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#])")
_LEADING = re.compile(r"^(\d*)([-+.)])")


def markdown(estimate: Estimate) -> str:
    """Return an estimate as a Markdown document with one table."""
    said = document(estimate)
    lines = [f"## {_escaped(said.title)}", "", f"**{_escaped(said.headline)}**", ""]
    lines += [said.each, ""] if said.each else []
    lines += ["| Charge | Sessions × price | Amount | Typical | Paid to |", "| :-- | --: | --: | --: | :-- |"]
    lines += [_row(row) for row in said.rows]
    for note in said.notes:
        lines += ["", f"**{note.heading}**", "", *(f"- {_escaped(sentence)}" for sentence in note.sentences)]
    return "\n".join(lines) + "\n"


def _row(row: Row) -> str:
    label = _escaped(row.label)
    if row.kind in (Kind.PHASE, Kind.TOTAL):
        label = f"**{label}**"
    return _cells([label, *map(_escaped, (row.reckoning, row.amount, row.typical, row.payee))])


def _cells(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    r"""Return text that Markdown shows as it is: its own characters escaped.

    Addresses keep their underscores and asterisks, which are harmless in them.

    >>> _escaped("1|2 <b>")
    '1\\|2 \\<b\\>'
    """
    special = {word: _IN_ADDRESS if word.startswith(("https://", "http://")) else _SPECIAL for word in text.split(" ")}
    escaped = " ".join(special[word].sub(r"\\\1", word) for word in text.split(" "))
    return _LEADING.sub(r"\1\\\2", escaped)
