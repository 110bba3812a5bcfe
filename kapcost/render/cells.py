"""Cells of CSV that a spreadsheet shows as they are, and never runs."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet would run as a formula."""


def csv_of(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as CSV with a header; what a row does not say is an empty cell."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({column: cell(value) for column, value in row.items()})
    return text.getvalue()


def cell(value: Any) -> str:
    """Return the text of a cell; text that a spreadsheet would run gets a leading apostrophe.

    >>> cell("=1+1"), cell("-6"), cell(Decimal("-6.00")), cell(None)
    ("'=1+1", "'-6", '-6.00', '')
    """
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) and not isinstance(value, Decimal) else text
