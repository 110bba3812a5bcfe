"""Cells of CSV that a spreadsheet shows as they are, and never runs."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet would run as a formula."""


def csv_of(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as CSV with a header; what a row does not say is an empty cell."""
    lines = (csv_line(row.get(column) for column in columns) for row in rows)
    return "".join([csv_line(columns), *lines])


def csv_line(values: Iterable[Any], delimiter: str = ",") -> str:
    """Return one row of CSV, with the end of its line; what is not known is an empty cell."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerow([cell(value) for value in values])
    return text.getvalue()


def cell(value: Any) -> str:
    """Return the text of a cell; text that a spreadsheet would run gets a leading apostrophe, a number never.

    >>> cell("=1+1"), cell(-6), cell(None)
    ("'=1+1", '-6', '')
    """
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text


def original(text: str) -> str:
    """Return what a cell was before it got an apostrophe.

    >>> original(cell("=1+1")), original("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA) else text
