"""From the values of a row to the tables of a course file: columns are their dotted names."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any, get_origin

from kapcost.batch.rows import ID, OWN_COLUMNS
from kapcost.core.packages import Package
from kapcost.core.request import Request
from kapcost.core.text import LONGEST_SENTENCE
from kapcost.course_file import HOMES
from kapcost.errors import InputError, Problem, quoted, unknown_name
from kapcost.reading import names_in

LONGEST_ID = LONGEST_SENTENCE

_AMBIGUOUS = re.compile(r"(?<!\d)\d{1,3}[.,]\d{3}(?!\d)")
_ONE_SEPARATOR = "a number with no separator but a point before its decimals"

_PACKAGE = re.compile(r"packages\.[^.]+\.(.+)")
"""Session packages have names of their own."""


@cache
def _types(of: type) -> Mapping[str, Any]:
    return names_in(of)


@lru_cache(maxsize=1000)  # rows have the same names, but strangers may make up any number of them
def _type_of(name: str) -> Any:
    """Return the type of what a course file says under a dotted name, None if it says nothing there."""
    match = _PACKAGE.fullmatch(name)
    return _types(Package).get(match[1]) if match else _types(Request).get(name)


def is_named(column: str) -> bool:
    """Return whether a column has a name that means something: a dotted one of a course file, or one of a batch."""
    return column in (ID, *OWN_COLUMNS) or _type_of(column) is not None


def as_named(column: str) -> str:
    """Return the name of a column in the case in which it means something, if there is one.

    >>> as_named("Sessions.Dosing"), as_named("ID"), as_named("Colour")
    ('sessions.dosing', 'id', 'Colour')
    """
    lower = column.lower()
    return lower if is_named(lower) and not is_named(column) else column


def check_column(name: str, *, shown: str) -> None:
    """Raise InputError, with the nearest name, if a column means nothing; `shown` is how a message calls it."""
    if not is_named(name):
        meant = name if name not in HOMES else f"{HOMES[name]}.{name}"
        problem = unknown_name(
            meant, _types(Request), what="a name as in a course file, such as setting or sessions.dosing"
        )
        raise InputError(replace(problem, found=f"the column {shown}"))


def id_of(values: Mapping[str, Any]) -> str | int | None:
    """Return the id of a row; InputError if it is neither text of a reasonable length nor a whole number."""
    found = values.get(ID)
    if found is None or (isinstance(found, int) and not isinstance(found, bool)):
        return found
    if isinstance(found, str) and len(found) <= LONGEST_ID and not any(map(_is_control, found)):
        return found or None
    expected = f"a whole number, or text of at most {LONGEST_ID} characters, none of them invisible"
    raise InputError(Problem(key=ID, found=f"a {type(found).__name__} that cannot be passed on", expected=expected))


def _is_control(char: str) -> bool:
    """Return whether a character could do harm where it is printed; spreadsheets put line breaks into cells."""
    return unicodedata.category(char)[0] == "C" and char not in "\n\r\t"


def check_separators(row: Mapping[str, Any]) -> None:
    """Raise InputError for numbers such as 1.250, which are 1.25 in some countries and 1250 in others."""
    problems = [
        Problem(key=name, found=f"{quoted(value)} among cells separated by semicolons", expected=_ONE_SEPARATOR)
        for name, value in _flat(row)
        if isinstance(value, str) and _AMBIGUOUS.search(value)
    ]
    if problems:
        raise InputError(*problems)


def values_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a row says, by dotted name; an empty cell, or null, says nothing.

    InputError if it says something twice, as by {"sessions.dosing": 6, "sessions": {"dosing": 6}}.
    """
    values: dict[str, Any] = {}
    for name, value in _flat(row):
        if name in values:
            raise InputError(Problem(key=name, found="two values", expected="one"))
        values[name] = _from_text(name, value) if isinstance(value, str) else value
    return values


def _flat(table: Mapping[str, Any], outer: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        name = f"{outer}{key}"
        if name == ID or name in OWN_COLUMNS or value is None or (isinstance(value, str) and not value.strip()):
            continue
        if isinstance(value, Mapping) and _type_of(name) is None:
            yield from _flat(value, f"{name}.")
        else:
            yield name, value


def _from_text(name: str, text: str) -> Any:
    """Return what a cell stands for where a course file has no text: true or false, or a list."""
    of, text = _type_of(name), text.strip()
    if of is bool:
        return {"true": True, "false": False}.get(text.casefold(), text)
    if get_origin(of) is tuple:
        return [part.strip() for part in text.split(";") if part.strip()]
    return text
