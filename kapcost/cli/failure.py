"""How a failure is told on standard error: in lines of text, or as one JSON object where JSON was asked for."""

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import PurePath

import typer

from kapcost.cli.streams import tell, tell_as_it_is, telling
from kapcost.errors import InputError, KapcostError, Problem, printable

JSON_FORMS = ("json", "jsonl")
JSON_SUFFIXES = (".json", ".jsonl", ".ndjson")


def tell_error(error: KapcostError) -> None:
    """Print every problem of an error to standard error: one a line, or all in a JSON object of one line."""
    if is_json():
        tell_as_it_is(json.dumps(asdict(error.failure)) + "\n")
    else:
        for problem in error.problems:
            tell(str(problem))


def tell_note(message: str) -> None:
    """Print to standard error what is no error, in the way of `tell_error`."""
    if is_json():
        tell_as_it_is(json.dumps({"note": message}) + "\n")
    else:
        tell(message)


def tell_usage(error: typer.TyperException) -> None:
    """Print what Typer says of arguments that it cannot read, in the way of `tell_error`."""
    if is_json():
        tell_error(InputError(_problem(error)))
    else:
        from typer import rich_utils

        said = printable(error.format_message())
        error.format_message = lambda: said  # type: ignore[method-assign]  # it may hold a word as it was typed
        with telling():
            rich_utils.rich_format_error(error)  # type: ignore[arg-type]  # names a base of it that is private


def is_json() -> bool:
    """Return whether standard error holds nothing but JSON, in this run of the program."""
    return json_asked(sys.argv[1:], os.environ)


def json_asked(arguments: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Return whether the answer was to be JSON, also where the arguments as a whole make no sense.

    >>> json_asked(["estimate", "--dosng", "6", "-fjson"], {})
    True
    >>> json_asked(["estimate", "--format", "csv", "-o", "a.json"], {"KAPCOST_FORMAT": "json"})
    False
    """
    options = ArgumentParser(add_help=False, allow_abbrev=False)
    options.add_argument("-f", "--format", nargs="?")
    options.add_argument("-o", "--output", nargs="?")
    asked, _ = options.parse_known_args(arguments)
    form = asked.format or environment.get("KAPCOST_FORMAT")
    return form in JSON_FORMS if form else PurePath(asked.output or "").suffix.lower() in JSON_SUFFIXES


def _problem(error: typer.TyperException) -> Problem:
    """Return the problem of a usage error; Typer says in attributes which option it is about, where it is one."""
    parameter, near = getattr(error, "param", None), getattr(error, "possibilities", None)
    return Problem(
        key=parameter.opts[0] if parameter else getattr(error, "option_name", ""),
        found=error.format_message() or "no command",
        expected="arguments as --help lists them",
        suggestion=near[0] if near else None,
    )
