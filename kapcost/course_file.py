"""From a course file, or the flags that say the same things, to an estimate."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields, replace
from typing import Any

from pydantic_core import to_jsonable_python

from kapcost.core.answer import Estimate
from kapcost.core.course import Phase
from kapcost.core.given_prices import ALL_IN, TARGETS
from kapcost.core.health_plan import Terms
from kapcost.core.price_list import PriceList
from kapcost.core.request import Request
from kapcost.errors import InputError, Problem, caught, quoted
from kapcost.reading import read_field, read_value

HOMES: dict[str, str] = {}
HOMES |= dict.fromkeys(Phase, "sessions") | dict.fromkeys((*TARGETS, ALL_IN), "prices")
"""The table of each key that is easily put outside of it."""

_PAYING_THE_REST = {"payment.instalments": None, "payment.loan": None}


def answer(asked: Mapping[str, Any], price_list: PriceList) -> Estimate:
    """Return the estimate that the tables of a course file ask for.

    InputError with every problem: of the form of each key, and of the names among those in order.
    """
    request, estimate = _answered(asked, price_list, by_setting=True)
    return replace(estimate, inputs=_inputs(request, estimate))


def answer_in_short(asked: Mapping[str, Any], price_list: PriceList) -> Estimate:
    """Return the same estimate without its `inputs`, and without what other care settings cost, which takes longest.

    InputError as of `answer`.
    """
    _, estimate = _answered(asked, price_list, by_setting=False)
    return estimate


def _answered(asked: Mapping[str, Any], price_list: PriceList, *, by_setting: bool) -> tuple[Request, Estimate]:
    problems: list[Problem] = []
    in_order = {}
    for key, value in asked.items():
        if key in HOMES:
            found = f"{quoted(key)} outside of its table"
            problems.append(Problem(found=found, expected="it in the table", suggestion=f"{HOMES[key]}.{key}"))
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
        request = Request(**in_order)
        estimate = request.estimate(price_list, by_setting=by_setting)
    if problems:
        raise InputError(*dict.fromkeys(problems))
    return request, estimate


def _inputs(request: Request, estimate: Estimate) -> dict[str, Any]:
    """Return the tables that ask for the same estimate on any day, however it was asked for: by file or by flags."""
    state = estimate.location.state if request.state is not None and estimate.location else None
    dated, nothing = replace(request, as_of=estimate.as_of, state=state), Request()
    said = {field.name: value for field in fields(Request)
            if (value := getattr(dated, field.name)) != getattr(nothing, field.name)}  # fmt: skip
    inputs: dict[str, Any] = to_jsonable_python(said, exclude_none=True)
    return inputs


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

    Equal instalments and a loan are two ways of paying the same: one replaces the other.

    >>> with_values({"sessions": {"dosing": 6}}, {"sessions.dosing": "3-6", "state": "CA"})
    {'sessions': {'dosing': '3-6'}, 'state': 'CA'}
    """
    if not values.keys().isdisjoint(_PAYING_THE_REST):
        values = {**_PAYING_THE_REST, **values}
    changed = dict(asked)
    for dotted, value in values.items():
        table, _, key = dotted.partition(".")
        inner = changed.get(table, {})
        if not key:
            changed[table] = value
        elif isinstance(inner, Mapping):
            changed[table] = with_values(inner, {key: value})
    return changed
