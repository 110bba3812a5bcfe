"""From what a file holds to the core's values: every problem found at once, each with its key."""

import dataclasses
import re
import types
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from functools import cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from kapcost.errors import NOTHING, InputError, Problem, quoted, unknown_name

_EXPECTED = {
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "dataclass_type": "a table",
    "date_from_datetime_inexact": "a date such as 2026-11-24",
    "date_from_datetime_parsing": "a date such as 2026-11-24",
    "date_parsing": "a date such as 2026-11-24",
    "date_type": "a date such as 2026-11-24",
    "decimal_parsing": "a number",
    "dict_type": "a table",
    "decimal_type": "a number",
    "finite_number": "a number",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "mapping_type": "a table",
    "string_type": "text",
    "tuple_type": "a list",
}
"""What pydantic expects, in the words of people who write files."""

_BRANCHES = ("int", "decimal")
"""Branches of unions of numbers, as pydantic calls them."""

T = TypeVar("T")
Place = Sequence[str | int]


_adapters: dict[Any, TypeAdapter[Any]] = {}


def adapter(of: type[T]) -> TypeAdapter[T]:
    """Return the pydantic adapter of a core value, made once: it reads and describes the value."""
    if of not in _adapters:
        _adapters[of] = TypeAdapter(of)
    return _adapters[of]


def read_value(of: type[T], raw: Any) -> T:
    """Return the value that raw tables, lists and scalars describe; InputError with every problem."""
    try:
        return adapter(of).validate_python(raw)
    except ValidationError as error:
        raise _input_error(of, raw, error.errors()) from None


def read_field(of: type, key: str, raw: Any) -> Any:
    """Return the value of one field of a core value, without a look at the others; InputError as of `read_value`."""
    to_value = _field_adapter(of, key)
    if to_value is None:
        raise InputError(unknown_name(key, keys_of(of, ())))
    try:
        return to_value.validate_python(raw)
    except ValidationError as error:
        inside = [ErrorDetails(**{**details, "loc": (key, *details["loc"])}) for details in error.errors()]
        raise _input_error(of, {key: raw}, inside) from None


@cache
def _field_adapter(of: type, key: str) -> TypeAdapter[Any] | None:
    """Return the adapter of a field of a core value, None if it has no such field."""
    return adapter(_hints(of)[key]) if key in keys_of(of, ()) else None


@cache
def _hints(of: type) -> dict[str, Any]:
    return get_type_hints(of, include_extras=True)


def _input_error(of: type, raw: Any, errors: list[ErrorDetails]) -> InputError:
    return InputError(*dict.fromkeys(problem for details in errors for problem in _problems(of, raw, details)))


def keys_of(of: Any, place: Place) -> list[str]:
    """Return the keys that are valid at a place inside a type: the fields of the dataclass there, if any."""
    for step in place:
        of = _inner(of, step)
    chosen = _dataclass_in(of)
    return [field.name for field in dataclasses.fields(chosen) if field.init] if chosen else []


def names_in(of: type) -> dict[str, Any]:
    """Return the dotted name of each value that the tables of a type hold, with the type of the value.

    What a file names itself, such as its session packages, has no name yet and is not among them.
    """
    hints = _hints(of)
    fields = [field.name for field in dataclasses.fields(of) if field.init]
    return {name: inner for field in fields for name, inner in _names(field, hints[field])}


def _names(name: str, of: Any) -> Iterator[tuple[str, Any]]:
    """Yield the names inside one name; a value that has a short form is a value, though it may be a table."""
    parts = [part for part in _parts(of) if part is not types.NoneType]
    part = parts[0] if len(parts) == 1 else of
    if dataclasses.is_dataclass(part) and isinstance(part, type):
        yield from ((f"{name}.{inner}", value) for inner, value in names_in(part).items())
    elif get_origin(part) is Mapping:
        key, value = get_args(part)
        keys = key if isinstance(key, type) and issubclass(key, Enum) else ()
        yield from (found for each in keys for found in _names(f"{name}.{each}", value))
    else:
        yield name, get_args(part)[0] if get_origin(part) is Annotated else part


def _problems(of: Any, raw: Any, details: ErrorDetails) -> Iterator[Problem]:
    place = list(_keys_only(raw, details["loc"]))
    key, expected, in_branch = _key(raw, place), details["msg"], len(place) < len(details["loc"])
    match details["type"]:
        case "value_error" if isinstance(cause := details["ctx"]["error"], InputError):
            yield from (problem.at(key) for problem in cause.problems)
        case "unexpected_keyword_argument":
            yield unknown_name(str(place[-1]), keys_of(of, place[:-1]), key=_key(raw, place[:-1]))
        case "enum" | "literal_error" | "int_type" if isinstance(details["input"], Mapping) and in_branch:
            return  # the other branch, such as that of SessionRange | int, says what is wrong with the table
        case "enum" | "literal_error":
            names = details["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ")
            yield unknown_name(str(details["input"]), names, key=key)
        case "missing":
            yield Problem(key=key, found=NOTHING, expected="a value")
        case kind:
            found = _shown(details["input"])
            yield Problem(key=key, found=found, expected=_EXPECTED.get(kind, expected.removeprefix("Input should be ")))


def _keys_only(raw: Any, place: Place) -> Iterator[str | int]:
    """Yield the steps that are keys; pydantic puts the branch of a union, such as "CostRange", among them."""
    for step in place:
        table = raw if isinstance(raw, Mapping) else {}
        if isinstance(step, str) and step not in table and (step[:1].isupper() or "[" in step or step in _BRANCHES):
            continue
        yield step
        raw = raw[step] if isinstance(step, int) and isinstance(raw, list | tuple) else table.get(step)


def _key(raw: Any, place: Place) -> str:
    """Write a place as people find it in a file: settings.general.fees['IV infusion'].price."""
    key = ""
    for step in place:
        inside = raw[step] if isinstance(raw, Sequence) and isinstance(step, int) else None
        raw = inside if inside is not None else raw.get(step) if isinstance(raw, Mapping) else None
        if isinstance(step, int):
            label = raw.get("label") if isinstance(raw, Mapping) else None
            key += f"[{quoted(label) if label else step + 1}]"
        else:
            key += f".{step}" if key else str(step)
    return key


def own_key(of: Any, key: str) -> str:
    """Return the part of the key of a problem that a type itself names, and nothing that a file is free to say there.

    >>> own_key(Problem, "key.Alex"), own_key(Problem, "['Alex'].key")
    ('key', '')
    """
    own = ""
    for step in re.findall(r"\[[^\]]*\]?|[^.\[]+", key):
        index = re.fullmatch(r"\[\d+\]", step)
        if not index and step not in (*keys_of(of, ()), *_members(of)):
            break
        own += step if index or not own else f".{step}"
        of = _inner(of, 0 if index else step)
    return own


def _members(of: Any) -> list[str]:
    """Return the keys of a mapping whose keys are those of an enumeration, none of any other type."""
    kinds = [get_args(part)[0] for part in _parts(of) if get_origin(part) is Mapping]
    return [str(name) for kind in kinds if isinstance(kind, type) and issubclass(kind, Enum) for name in kind]


def _shown(value: Any) -> str:
    """Return a value as a message shows it; of a table or a list only that it is one, for it may hold anything."""
    return "a table" if isinstance(value, Mapping) else "a list" if isinstance(value, list) else quoted(value)


def _inner(of: Any, step: str | int) -> Any:
    """Return the type found inside a type at a key or index."""
    chosen = _dataclass_in(of)
    if chosen is not None:
        return get_type_hints(chosen).get(str(step))
    for part in _parts(of):
        if get_origin(part) in (Mapping, dict, tuple):
            return get_args(part)[0 if get_origin(part) is tuple else 1]
    return None


def _dataclass_in(of: Any) -> type | None:
    return next((part for part in _parts(of) if isinstance(part, type) and dataclasses.is_dataclass(part)), None)


def _parts(of: Any) -> tuple[Any, ...]:
    """Return the members of a union, or the type itself."""
    return get_args(of) if get_origin(of) in (Union, types.UnionType) else (of,)
