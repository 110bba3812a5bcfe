"""The HTML form of the audit of a quote: a page to print or to send, with everything at length."""

from kapcost.core.audit import Audit
from kapcost.render.audit_document import HEADINGS, AuditRow, audit_document
from kapcost.render.markup import Markup, element
from kapcost.render.page import note_parts, page, table

_CSS = ".total th,.total td{font-weight:bold}"


def audit_html(audit: Audit) -> str:
    """Return an audit as an HTML page that stands alone."""
    said = audit_document(audit)
    parts = [element("h1", said.title), element("p", said.verdict.capitalize(), class_="headline")]
    headings = ("Line", *HEADINGS.values())
    parts += [table("Lines and totals", headings, map(_row, said.rows), numbers=headings[1:])] if said.rows else []
    parts += [part for notes in said.paragraphs for note in notes for part in note_parts(note)]
    return page(f"{said.title}: {said.verdict}", Markup("".join(parts)), css=_CSS)


def _row(row: AuditRow) -> tuple[str, tuple[str, ...]]:
    return "total" if row.is_total else "", (row.label, *(getattr(row, name) for name in HEADINGS))
