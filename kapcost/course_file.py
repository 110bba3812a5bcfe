"""From a course file, or the flags that say the same things, to an estimate."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from kapcost.core.answer import Estimate
from kapcost.core.course import Phase
from kapcost.core.given_prices import ALL_IN, TARGETS
from kapcost.core.health_plan import Terms
from kapcost.core.price_list import PriceList
from kapcost.core.request import Request
from kapcost.errors import InputError, Problem, caught, quoted
from kapcost.reading import read_field, read_value

_HOMES: dict[str, str] = {}
_HOMES |= dict.fromkeys(Phase, "sessions") | dict.fromkeys((*TARGETS, ALL_IN), "prices")
"""The table of each key that is easily put outside of it."""


def answer(asked: Mapping[str, Any], price_list: PriceList) -> Estimate:
    """Return the estimate that the tables of a course file ask for.

    InputError with every problem: of the form of each key, and of the names among those in order.
    """
    problems: list[Problem] = []
    in_order = {}
    for key, value in asked.items():
        if key in _HOMES:
            found = f"{quoted(key)} outside of its table"
            problems.append(Problem(found=found, expected="it in the table", suggestion=f"{_HOMES[key]}.{key}"))
            continue
        with caught(problems):
            in_order[key] = read_field(Request, key, value)
            continue
        if key == "health_plan" and isinstance(value, Mapping):
            with caught(problems):
                read_field(Request, key, {**value, "phases": _good_phases(value.get("phases"))})
    if "packages" in asked and "packages" not in in_order:
        in_order.pop("package", None)
    with caught(problems):
        estimate = Request(**in_order).estimate(price_list)
    if problems:
        raise InputError(*dict.fromkeys(problems))
    return estimate


def _good_phases(phases: Any) -> Any:
    """Return the terms of a health plan that are in order, so that what else is wrong shows too."""
    if not isinstance(phases, Mapping):
        return phases
    good = {}
    for phase, terms in phases.items():
        with suppress(InputError):
            good[phase] = terms if read_value(Terms, terms) else None
    return good or {phase: {"copay": 0} for phase in list(Phase)[:1]}


def with_values(asked: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tables of a course file with the values at some dotted keys replaced.

    >>> with_values({"sessions": {"dosing": 6}}, {"sessions.dosing": "3-6", "state": "CA"})
    {'sessions': {'dosing': '3-6'}, 'state': 'CA'}
    """
    changed = dict(asked)
    for dotted, value in values.items():
        table, _, key = dotted.partition(".")
        inner = changed.get(table, {})
        if not key:
            changed[table] = value
        elif isinstance(inner, Mapping):
            changed[table] = {**inner, key: value}
    return changed
