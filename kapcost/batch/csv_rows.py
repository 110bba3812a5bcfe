"""The rows of CSV, as spreadsheet programs write it: whatever delimiter, quotes and line breaks they use."""

import csv
import re
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from kapcost.batch.asking import as_named, check_column, is_named
from kapcost.batch.lines import LONGEST_ROW, decoded
from kapcost.batch.rows import OWN_COLUMNS, Form, Row, Rows
from kapcost.errors import InputError, Problem, caught, quoted
from kapcost.render.cells import original

DELIMITERS = ",;\t"

_SEPARATOR_LINE = re.compile(f'"?sep=([{DELIMITERS}])"?', re.IGNORECASE)
"""What tells a spreadsheet program the delimiter."""


def csv_rows(lines: Iterator[bytes]) -> Rows:
    """Return the rows below a header; InputError if there is none, or it names a column that does not exist.

    The delimiter is the one that a first line such as sep=; names, else the one that the header has
    most of. Lines without any text, and rows of empty cells only, are no rows.
    """
    header = decoded(next(lines, b""))
    if named := _SEPARATOR_LINE.fullmatch(header.strip(" \r\n")):
        header = decoded(next(lines, b""))
    delimiter = named[1] if named else max(DELIMITERS, key=header.count)
    cells = [cell.strip() for cell in _cells(header, delimiter)]
    columns = _columns(cells)
    found = _rows(lines, columns, len(cells), delimiter)
    return Rows(form=Form.CSV, columns=columns, delimiter=delimiter, found=found)


def _columns(cells: list[str]) -> tuple[str, ...]:
    """Return the names in a header, written as in a course file; empty cells at its end name no column.

    A first line without any name that exists may be a row, and is not shown.
    """
    columns = tuple(map(as_named, cells[: max((place for place, cell in enumerate(cells, 1) if cell), default=0)]))
    problems: list[Problem] = []
    if not columns:
        problems.append(Problem(found="no header", expected="the names of the columns in the first line"))
    is_header = any(map(is_named, columns))
    for place, column in enumerate(columns):
        if column in columns[:place]:
            found = f"the column {quoted(column)} twice" if is_header else "a column twice"
            problems.append(Problem(found=found, expected="each column once"))
        else:
            with caught(problems):
                check_column(column, shown=quoted(column) if is_header else str(place + 1))
    if problems:
        raise InputError(*problems)
    return columns


def _rows(lines: Iterator[bytes], columns: tuple[str, ...], width: int, delimiter: str) -> Iterator[Row]:
    number = 0
    for raw in _joined(lines, delimiter):
        if not _is_blank(raw, delimiter):
            number += 1
            values, problem = _read(raw, columns, width, delimiter)
            yield Row(number=number, raw=raw, values=values, problem=problem)


def _is_blank(raw: bytes, delimiter: str) -> bool:
    """Return whether nothing stands in any cell, as in the rows that spreadsheets write below the last."""
    if not raw.strip(b' \t\r\n"' + delimiter.encode()):
        with suppress(InputError):
            return not any(cell.strip() for cell in _cells(decoded(raw), delimiter))
    return False


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


def _read(raw: bytes, columns: tuple[str, ...], width: int, delimiter: str) -> tuple[Mapping[str, Any], Problem | None]:
    """Return the cells of a row by column, and what is wrong with the row as a whole, if anything is.

    `width` is the number of cells of the header, of which some at its end may be empty.
    """
    try:
        cells = _cells(decoded(raw), delimiter)
    except InputError as error:
        return {}, error.problems[0]
    values = dict(zip(columns, map(original, cells), strict=False))
    if not len(columns) <= len(cells) <= width:
        found = f"{len(cells)} cell{'s' if len(cells) > 1 else ''}"
        return values, Problem(found=found, expected=f"{len(columns)}, one for each column")
    if any(cell.strip() for cell in cells[len(columns) :]):
        return values, Problem(found="a cell below no column", expected="the name of its column in the header")
    if not any(cell.strip() for name, cell in values.items() if name not in OWN_COLUMNS):
        return values, Problem(found="only empty cells", expected="something in one of them")
    return values, None


def _cells(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([text], delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        expected = "quotes around a cell, doubled inside it"
        raise InputError(Problem(found=f"no valid CSV: {error}", expected=expected)) from None
