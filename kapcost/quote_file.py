"""From what a quote file says to its audit, or to a scenario."""

import dataclasses
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, TypeVar, get_type_hints

from kapcost.core.audit import Audit, audit, named
from kapcost.core.comparison_rows import Scenario
from kapcost.core.price_list import PriceList
from kapcost.core.quote import MOST, Quote, QuotePackage, QuoteTotal, too_many
from kapcost.core.quote_line import QuoteLine
from kapcost.core.quoted_estimate import quoted_scenario
from kapcost.errors import InputError, caught
from kapcost.reading import read_value

Made = TypeVar("Made")

_TABLES: Mapping[str, type] = {"lines": QuoteLine, "totals": QuoteTotal, "packages": QuotePackage}


def audited(asked: Mapping[str, Any], price_list: PriceList) -> Audit:
    """Return the audit that the tables of a quote file ask for; InputError with every problem of them."""
    return _made(audit, asked, price_list)


def compared(asked: Mapping[str, Any], price_list: PriceList) -> Scenario:
    """Return the scenario that the tables of a quote file are; InputError with every problem of them."""
    return _made(quoted_scenario, asked, price_list)


def _made(make: Callable[[Quote, PriceList], Made], asked: Mapping[str, Any], price_list: PriceList) -> Made:
    """Return what is made of the quote that tables say.

    InputError with every problem: of the form of each key, of what stands together in a table,
    of what the tables are to each other, and of names that do not exist. What has too many of
    something is refused without reading on.
    """
    sizes = {key: len(value) for key in MOST if isinstance(value := asked.get(key), list | Mapping)}
    if problems := list(too_many(sizes)):
        raise InputError(*problems)
    with caught(problems):
        return make(read_value(Quote, asked), price_list)
    readable = _with_tables(asked, _readable)
    in_order = _with_tables(readable, _in_order)
    if any(len(in_order.get(key, ())) < len(asked.get(key, ())) for key in ("lines", "packages") if key in readable):
        in_order.pop("totals", None)  # they may name what is not in order
    for tables in (readable, in_order):
        if tables.get("lines") or tables.get("packages"):
            with caught(problems):
                read_value(Quote, tables)
    with caught(problems):
        named(readable.get("setting"), readable.get("state"), price_list)
    raise InputError(*dict.fromkeys(problems))


def _with_tables(asked: Mapping[str, Any], kept: Callable[[type, Any], Any]) -> dict[str, Any]:
    """Return the keys that can be read, and of each table among them what is kept of it, if anything."""
    types, good = get_type_hints(Quote, include_extras=True), dict[str, Any]()
    for key, value in asked.items():
        of = _TABLES.get(key)
        if of is not None and isinstance(value, list):
            good[key] = [part for table in value if (part := kept(of, table))]
        elif of is not None and isinstance(value, Mapping):
            good[key] = {name: part for name, table in value.items() if (part := kept(of, table))}
        elif key in types and _can_be(types[key], value):
            good[key] = value
    return good


def _readable(of: type, table: Any) -> Mapping[str, Any] | None:
    """Return the keys of a table that can be read one by one; None if one is missing that must be there."""
    types = get_type_hints(of, include_extras=True)
    given = table if isinstance(table, Mapping) else {}
    good = {key: value for key, value in given.items() if key in types and _can_be(types[key], value)}
    needed = [field.name for field in dataclasses.fields(of) if field.default is dataclasses.MISSING]
    return good if set(needed) <= set(good) else None


def _in_order(of: type, table: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return a table whose keys go together; of a line whose do not, the names by which others speak of it."""
    names = {key: table[key] for key in ("label", "phase") if key in table}
    return next((part for part in (table, names) if _can_be(of, part)), None)


def _can_be(of: Any, value: Any) -> bool:
    with suppress(InputError):
        read_value(of, value)
        return True
    return False
