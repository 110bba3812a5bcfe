"""Estimates and rejected rows of a batch, each as one record: a line of JSON, or a row of CSV."""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from kapcost.core.answer import Estimate
from kapcost.core.summary import Summary
from kapcost.reading import adapter
from kapcost.render.cells import csv_line

COLUMNS = tuple(field.name for field in fields(Summary))


def summary_json(summary: Summary) -> str:
    """Return a summary as a line of JSON, money as decimal strings in dollars, unknown as null."""
    return adapter(Summary).dump_json(summary).decode() + "\n"


def summary_csv(summary: Summary) -> str:
    """Return a summary as a row of CSV, under COLUMNS."""
    values = {name: getattr(summary, name) for name in COLUMNS}
    values |= {"complete": str(summary.complete).lower(), "warnings": " ".join(summary.warnings)}
    return csv_line(values.values())


def detail_json(estimate: Estimate, *, row: int, name: str | int | None) -> str:
    """Return a whole estimate as a line of JSON, the row's number and id in front of it."""
    head = json.dumps({"row": row, "id": name}, ensure_ascii=False)
    return f"{head[:-1]}, {adapter(Estimate).dump_json(estimate).decode()[1:]}\n"


def rejected_json(values: Mapping[str, Any]) -> str:
    """Return a rejected row as a line of JSON; its numbers, which are exact decimals, as text."""
    return json.dumps(values, ensure_ascii=False, default=str) + "\n"
