"""Records of a batch: a line of JSON, or a row of CSV, for each estimate and each rejected row.

A record begins with the number of the row and its id, its head; all that follows is the same
for every row that asks for the same.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from kapcost.core.answer import Estimate
from kapcost.core.summary import Summary
from kapcost.reading import adapter
from kapcost.render.cells import csv_line

COLUMNS = tuple(field.name for field in fields(Summary))

HEAD = ("row", "id")
"""What tells the records of rows that ask for the same apart."""

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def head_json(row: int, name: str | int | None) -> str:
    """Return the head of a line of JSON."""
    return f'{{"row":{row},"id":{_json(name)},'


def head_csv(row: int, name: str | int | None) -> str:
    """Return the head of a row of CSV, under COLUMNS."""
    return csv_line((row, name)).removesuffix("\r\n") + ","


def summary_json(summary: Summary) -> str:
    """Return what follows of a line of JSON, money as decimal strings in dollars, unknown as null."""
    return adapter(Summary).dump_json(summary, exclude=set(HEAD)).decode().removeprefix("{") + "\n"


def summary_csv(summary: Summary) -> str:
    """Return what follows of a row of CSV."""
    values = {name: getattr(summary, name) for name in COLUMNS if name not in HEAD}
    values |= {"complete": str(summary.complete).lower(), "warnings": " ".join(summary.warnings)}
    return csv_line(values.values())


def detail_json(estimate: Estimate) -> str:
    """Return what follows of a line of JSON if it is a whole estimate."""
    return adapter(Estimate).dump_json(estimate).decode().removeprefix("{") + "\n"


def rejected_json(values: Mapping[str, Any]) -> str:
    """Return a rejected row as a line of JSON; its numbers, which are exact decimals, as text."""
    return json.dumps(values, ensure_ascii=False, default=str) + "\n"
