"""From the command line to an estimate: the course file, with the flags in front of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Any

import typer

from kapcost.cli.kinds import check_is_course
from kapcost.core.answer import Estimate
from kapcost.core.course import Phase
from kapcost.core.given_prices import ALL_IN, TARGETS
from kapcost.core.price_list import PriceList
from kapcost.core.request import Request
from kapcost.course_file import answer, with_values
from kapcost.errors import InputError, Problem
from kapcost.files import STANDARD_STREAM, is_standard_input, read_toml, real_path
from kapcost.price_list_file import load_price_list
from kapcost.reading import read_field

Command = Callable[..., None]

KEYS: Mapping[str, str] = {
    "setting": "setting",
    "settings": "setting",
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


def option_of(key: str) -> str:
    """Return the option of `kapcost estimate` that stands for a key of a course file.

    >>> option_of("sessions.dosing"), option_of("setting")
    ('--dosing', '--setting')
    """
    return _flag(next(name for name, known in KEYS.items() if known == key))


def date_asked(as_of: str | None) -> date:
    """Return the date that --as-of says, today without it; InputError if it says none."""
    try:
        asked: date | None = read_field(Request, "as_of", as_of)
    except InputError as error:
        raise InputError(*(replace(problem, key="--as-of") for problem in error.problems)) from None
    return asked or datetime.now().astimezone().date()


def with_options_of(other: Command, *left_out: str) -> Callable[[Command], Command]:
    """Give a command the parameters of another one, but for some, before its own; it reads them from the context."""

    def widened(command: Command) -> Command:
        own = signature(command).parameters.values()
        shared = [parameter for name, parameter in signature(other).parameters.items() if name not in left_out]
        named = [parameter for parameter in own if parameter.kind is not Parameter.VAR_KEYWORD]
        merged = {parameter.name: parameter for parameter in (*shared, *named)}
        ordered = sorted(merged.values(), key=lambda parameter: parameter.kind)
        command.__signature__ = Signature(ordered)  # type: ignore[attr-defined]  # what inspect reads
        return command

    return widened


def estimate_asked(context: typer.Context, file: str | None, prices: str | None) -> tuple[Estimate, PriceList]:
    """Return the estimate that a course file and the options of a command ask for, and its price list.

    Options win over the file. InputError with every problem, each named by its option, or by
    file and key; PriceListError if the price list in the file `prices` cannot be used.
    """
    plan_file = context.params.get("health_plan")
    read = {"the course": file, "the price list": prices, "the health plan": plan_file}
    check_files(read, context.params.get("output"))
    tables = read_toml(file) if file is not None else {}
    check_is_course(tables, file)
    asked = tables_asked(tables, values_asked(context))
    price_list = load_price_list(prices, metros="metro" in asked)
    return answered(asked, price_list, context, file), price_list


def check_files(read: Mapping[str, str | None], output: str | None = None) -> None:
    """Raise InputError if standard input is to be more than one of some files, or an output would replace one."""
    from_stdin = [what for what, name in read.items() if name == STANDARD_STREAM]
    if len(from_stdin) > 1:
        found = f"standard input for both {' and '.join(from_stdin)}"
        raise InputError(Problem(key="-", found=found, expected="only one of them there"))
    if output is not None and output != STANDARD_STREAM:
        check_outputs({"--output": {real_path(output)}}, read.values())


def check_outputs(written: Mapping[str, set[Path]], read: Iterable[str | None]) -> None:
    """Refuse to write over what is read, or two things to one file; `written` has the paths that an option takes."""
    names = list(read)
    taken = set(_files_read(names))
    for option, paths in written.items():
        if paths & taken or (STANDARD_STREAM in names and any(map(is_standard_input, paths))):
            raise InputError(Problem(key=option, found="a file that is used already", expected="another file"))
        taken |= paths


def _files_read(names: Iterable[str | None]) -> Iterator[Path]:
    for name in names:
        with suppress(InputError):  # which is said when it is read
            if name and name != STANDARD_STREAM and (path := real_path(name)).is_file():
                yield path


def options_given(context: typer.Context) -> dict[str, Any]:
    """Return the options that are given, by the key of a file that each stands for."""
    return {KEYS[name]: value for name, value in _given(context).items()}


def flags_given(context: typer.Context) -> list[str]:
    """Return the options of the command line, such as --dosing, that say something of the course."""
    return [origin for name in _given(context) if (origin := _origin(context, name)).startswith("--")]


def _given(context: typer.Context) -> dict[str, Any]:
    return {
        name: value for name, value in context.params.items() if name in KEYS and value not in (None, False, (), [])
    }


def values_asked(context: typer.Context) -> dict[str, Any]:
    """Return what the options say, by the keys of a course file; the health plan is read from its file."""
    plan_file = context.params.get("health_plan")
    return {**({"health_plan": read_toml(plan_file)} if plan_file else {}), **options_given(context)}


def tables_asked(tables: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tables of a course file with the values of options in front of them, and a date."""
    return with_values({"as_of": date_asked(None), **tables}, values)


def answered(asked: Mapping[str, Any], price_list: PriceList, context: typer.Context, file: str | None) -> Estimate:
    """Return the estimate that tables ask for; InputError, each problem named by its option, or by file and key."""
    try:
        return answer(asked, price_list)
    except InputError as error:
        raise InputError(*(located(problem, context, file) for problem in error.problems)) from None


def located(problem: Problem, context: typer.Context, file: str | None) -> Problem:
    """Name the option that a problem came by, if it did not come from the file."""
    for name in _given(context):
        rest = problem.key.removeprefix(KEYS[name])
        if problem.key.startswith(KEYS[name]) and rest[:1] in ("", ".", "["):
            return replace(problem, key=_origin(context, name))
    plan_file = context.params.get("health_plan")
    if plan_file and problem.key.startswith("health_plan"):
        return replace(problem, file=plan_file, key=problem.key.removeprefix("health_plan").removeprefix("."))
    return problem.at(file=file or "")


def _origin(context: typer.Context, name: str) -> str:
    source = context.get_parameter_source(name)
    if source is not None and source.name == "ENVIRONMENT":
        return f"KAPCOST_{name.upper()}"
    return _flag(name)


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"
