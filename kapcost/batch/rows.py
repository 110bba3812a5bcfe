"""Rows: what each one says, under the names that the input gives it, or why it cannot be read."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from kapcost.errors import Problem
from kapcost.frozen import frozen

OWN_COLUMNS = ("row", "error", "text")
"""What is added to rejected rows. In an input these say nothing, so that mended rejects are an input again."""

ID = "id"
"""The column that is passed through."""


class Form(StrEnum):
    """The forms of rows, read and written."""

    CSV = "csv"
    JSONL = "jsonl"


@frozen
class Row:
    """One row: its number, from 1, the bytes it was read from, its values, and why it cannot be read, if so.

    A row with a problem may have values all the same, to be written among the rejected rows. The
    problem shows nothing that stands in the row, for it is told on standard error.
    """

    number: int
    raw: bytes
    values: Mapping[str, Any]
    problem: Problem | None = None


@frozen
class Rows:
    """The rows of an input, to be gone through once; `columns` are those of a CSV header.

    `delimiter` is that of CSV; a semicolon says that the input may come from where decimals stand after a comma.
    """

    form: Form
    columns: tuple[str, ...] = ()
    delimiter: str = ","
    found: Iterable[Row]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.found)
