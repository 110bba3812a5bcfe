"""From the command line to an estimate: the course file, with the flags in front of it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from inspect import Parameter, Signature, signature
from typing import Any

import typer

from kapcost.core.answer import Estimate
from kapcost.core.course import Phase
from kapcost.core.given_prices import ALL_IN, TARGETS
from kapcost.core.price_list import PriceList
from kapcost.core.request import Request
from kapcost.course_file import answer, with_values
from kapcost.errors import InputError, Problem
from kapcost.files import STANDARD_STREAM, load_price_list, read_toml
from kapcost.reading import read_field

Command = Callable[..., None]

KEYS: Mapping[str, str] = {
    "setting": "setting",
    "course": "course",
    "tier": "tier",
    "state": "state",
    "metro": "metro",
    **{phase: f"sessions.{phase}" for phase in Phase},
    "dosing_hours": "hours.dosing",
    **{name: f"prices.{name}" for name in (*TARGETS, ALL_IN)},
    "package": "package",
    "discount": "discounts",
    "start": "start",
    "deposit": "payment.deposit",
    "instalments": "payment.instalments",
    "loan": "payment.loan",
    "schedule": "schedule",
    "by_session": "by_session",
    "budget": "budget",
    "as_of": "as_of",
}
"""The key of a course file that each option of the command line stands for."""


def date_asked(as_of: str | None) -> date:
    """Return the date that --as-of says, today without it; InputError if it says none."""
    try:
        asked: date | None = read_field(Request, "as_of", as_of)
    except InputError as error:
        raise InputError(*(replace(problem, key="--as-of") for problem in error.problems)) from None
    return asked or datetime.now().astimezone().date()


def options_given(context: typer.Context) -> dict[str, Any]:
    """Return what the options of a command say, by the keys of a course file."""
    return {
        KEYS[name]: value
        for name, value in context.params.items()
        if name in KEYS and value not in (None, False, (), [])
    }


def with_options_of(other: Command, *left_out: str) -> Callable[[Command], Command]:
    """Give a command the parameters of another one, but for some, before its own; it reads them from the context."""

    def widened(command: Command) -> Command:
        own = signature(command).parameters.values()
        shared = [parameter for name, parameter in signature(other).parameters.items() if name not in left_out]
        named = [parameter for parameter in own if parameter.kind is not Parameter.VAR_KEYWORD]
        merged = {parameter.name: parameter for parameter in (*shared, *named)}
        command.__signature__ = Signature(list(merged.values()))  # type: ignore[attr-defined]  # what inspect reads
        return command

    return widened


def estimate_asked(context: typer.Context, file: str | None, prices: str | None) -> tuple[Estimate, PriceList]:
    """Return the estimate that a course file and the options of a command ask for, and its price list.

    Options win over the file. InputError with every problem, each named by its option, or by
    file and key; PriceListError if the price list in the file `prices` cannot be used.
    """
    named = {"the course": file, "the price list": prices, "the health plan": context.params.get("health_plan")}
    from_stdin = [what for what, name in named.items() if name == STANDARD_STREAM]
    if len(from_stdin) > 1:
        found = f"standard input for both {' and '.join(from_stdin)}"
        raise InputError(Problem(key="-", found=found, expected="only one of them there"))
    asked = read_toml(file) if file is not None else {}
    if plan_file := context.params.get("health_plan"):
        asked["health_plan"] = read_toml(plan_file)
    options = options_given(context)
    if "payment.instalments" in options or "payment.loan" in options:
        options = {"payment.instalments": None, "payment.loan": None, **options}
    asked = with_values({"as_of": date_asked(None), **asked}, options)
    price_list = load_price_list(prices, metros="metro" in asked)
    try:
        return answer(asked, price_list), price_list
    except InputError as error:
        raise InputError(*(_located(problem, context, options, file) for problem in error.problems)) from None


def _located(problem: Problem, context: typer.Context, options: Mapping[str, Any], file: str | None) -> Problem:
    """Name the option that a problem came by, if it did not come from the file."""
    for name, key in KEYS.items():
        rest = problem.key.removeprefix(key)
        if key in options and problem.key.startswith(key) and rest[:1] in ("", ".", "["):
            return replace(problem, key=_origin(context, name))
    plan_file = context.params.get("health_plan")
    if plan_file and problem.key.startswith("health_plan"):
        return replace(problem, file=plan_file, key=problem.key.removeprefix("health_plan").removeprefix("."))
    return problem.at(file=file or "")


def _origin(context: typer.Context, name: str) -> str:
    source = context.get_parameter_source(name)
    if source is not None and source.name == "ENVIRONMENT":
        return f"KAPCOST_{name.upper()}"
    return f"--{name.replace('_', '-')}"
