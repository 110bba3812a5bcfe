"""The rows of CSV, as spreadsheet programs write it: whatever delimiter, quotes and line breaks they use."""

import csv
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from kapcost.batch.asking import check_column
from kapcost.batch.lines import LONGEST_ROW, decoded
from kapcost.batch.rows import ID, OWN_COLUMNS, Form, Row, Rows
from kapcost.errors import InputError, Problem, caught, quoted

DELIMITERS = ",;\t"


def csv_rows(lines: Iterator[bytes]) -> Rows:
    """Return the rows below a header; InputError if there is none, or it names a column that does not exist.

    The delimiter is the one that the header has most of. Lines without any text are no rows.
    """
    header = next(lines, b"")
    delimiter = max(DELIMITERS, key=decoded(header).count)
    columns = _columns(header, delimiter)
    found = _rows(lines, columns, delimiter)
    return Rows(form=Form.CSV, columns=columns, decimal_commas=delimiter == ";", found=found)


def _columns(header: bytes, delimiter: str) -> tuple[str, ...]:
    cells = _cells(decoded(header), delimiter)
    columns = tuple(cell.strip() for cell in cells)
    problems: list[Problem] = []
    if not columns:
        problems.append(Problem(found="no header", expected="the names of the columns in the first line"))
    for place, column in enumerate(columns):
        if column in columns[:place]:
            problems.append(Problem(found=f"the column {quoted(column)} twice", expected="each column once"))
        elif column not in (ID, *OWN_COLUMNS):
            with caught(problems):
                check_column(column)
    if problems:
        raise InputError(*problems)
    return columns


def _rows(lines: Iterator[bytes], columns: tuple[str, ...], delimiter: str) -> Iterator[Row]:
    number = 0
    for raw in _joined(lines, delimiter):
        if raw.strip():
            number += 1
            values, problem = _read(raw, columns, delimiter)
            yield Row(number=number, raw=raw, values=values, problem=problem)


def _joined(lines: Iterator[bytes], delimiter: str) -> Iterator[bytes]:
    """Yield lines, several as one where line breaks stand within quotes.

    A quote that is never closed is a slip of one line: those after it are read as if it were not there.
    """
    waiting: deque[bytes] = deque()
    while first := waiting.popleft() if waiting else next(lines, b""):
        raw, ahead, is_open = first, list[bytes](), _is_open(first, delimiter)
        while is_open and len(raw) <= LONGEST_ROW:
            line = waiting.popleft() if waiting else next(lines, b"")
            if not line:
                break
            ahead.append(line)
            raw += line
            is_open = b'"' not in line or _is_open(raw, delimiter)
        if is_open:
            waiting.extendleft(reversed(ahead))
        yield first if is_open else raw


def _is_open(raw: bytes, delimiter: str) -> bool:
    """Return whether a quote is open at the end of a row."""
    if b'"' not in raw:
        return False
    try:
        next(csv.reader([raw.decode(errors="replace")], delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def _read(raw: bytes, columns: tuple[str, ...], delimiter: str) -> tuple[Mapping[str, Any], Problem | None]:
    """Return the cells of a row by column, and what is wrong with the row as a whole, if anything is."""
    try:
        cells = _cells(decoded(raw), delimiter)
    except InputError as error:
        return {}, error.problems[0]
    values = dict(zip(columns, cells, strict=False))
    if len(cells) != len(columns):
        found = f"{len(cells)} cell{'s' if len(cells) > 1 else ''}"
        return values, Problem(found=found, expected=f"{len(columns)}, one for each column")
    if not any(cell.strip() for name, cell in values.items() if name not in OWN_COLUMNS):
        return values, Problem(found="only empty cells", expected="something in one of them")
    return values, None


def _cells(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([text], delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        expected = "quotes around a cell, doubled inside it"
        raise InputError(Problem(found=f"no valid CSV: {error}", expected=expected)) from None
