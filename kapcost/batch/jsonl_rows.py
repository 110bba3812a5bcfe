"""The rows of JSONL: one JSON object a line."""

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NoReturn

from kapcost.batch.lines import decoded
from kapcost.batch.rows import Form, Row, Rows
from kapcost.errors import InputError, Problem
from kapcost.shape import is_deeper

_TOO_DEEP = "tables or lists nested too deeply"
_ROW = 'one JSON object a line, such as {"setting": "office"}'


def jsonl_rows(lines: Iterator[bytes]) -> Rows:
    """Return the rows of lines of JSON; lines without any text are no rows."""
    return Rows(form=Form.JSONL, found=_rows(lines))


def _rows(lines: Iterator[bytes]) -> Iterator[Row]:
    for number, raw in enumerate((line for line in lines if line.strip()), start=1):
        try:
            yield Row(number=number, raw=raw, values=_object(decoded(raw)))
        except InputError as error:
            yield Row(number=number, raw=raw, values={}, problem=error.problems[0])


def _object(text: str) -> Mapping[str, Any]:
    """Return what a line of JSON says, its numbers as exact decimals; InputError if it is no object."""
    try:
        value = _EXACT.decode(text)
    except InputError:
        raise
    except RecursionError:
        found = _TOO_DEEP
    except ValueError as error:
        found = f"no valid JSON: {error}"
    else:
        if isinstance(value, dict) and not is_deeper(value):
            return value
        found = _TOO_DEEP if isinstance(value, dict) else "JSON of something else"
    raise InputError(Problem(found=found, expected=_ROW))


def _without_doubles(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        raise InputError(Problem(found="a key that stands twice", expected="each key once"))
    return table


def _no_number(name: str) -> NoReturn:
    raise InputError(Problem(found=name, expected="a number, or null"))


_EXACT = json.JSONDecoder(parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_without_doubles)
"""Made once, which takes longer than to read a row."""
