"""From the bytes of an input to its rows, whichever form it has."""

from collections.abc import Iterator
from itertools import chain
from pathlib import PurePath
from typing import BinaryIO

from kapcost.batch.csv_rows import csv_rows
from kapcost.batch.jsonl_rows import jsonl_rows
from kapcost.batch.lines import lines_of
from kapcost.batch.rows import Form, Rows
from kapcost.errors import InputError, Problem

SUFFIXES = {".csv": Form.CSV, ".jsonl": Form.JSONL, ".ndjson": Form.JSONL}
"""The form that the name of a file says it has."""


def rows_of(stream: BinaryIO, file: str, form: Form | None = None) -> Rows:
    """Return the rows of an input; its form is the one asked for, else that of its name, else what it looks like.

    InputError, naming the file, if no row of it could be read in that form.
    """
    lines = lines_of(stream, file)
    try:
        form = form or SUFFIXES.get(PurePath(file).suffix.lower())
        if form is None:
            form, lines = _seen(lines)
        return csv_rows(lines) if form is Form.CSV else jsonl_rows(lines)
    except InputError as error:
        raise InputError(*(problem.at(file=file) for problem in error.problems)) from None


def _seen(lines: Iterator[bytes]) -> tuple[Form, Iterator[bytes]]:
    """Return the form that the first line shows, and all lines."""
    first = next((line for line in lines if line.strip()), b"")
    begin = first.lstrip()[:1]
    if begin in (b"", b"["):
        found = "nothing" if not begin else "a JSON list"
        raise InputError(Problem(found=found, expected="CSV with a header, or one JSON object a line"))
    return Form.JSONL if begin == b"{" else Form.CSV, chain([first], lines)
