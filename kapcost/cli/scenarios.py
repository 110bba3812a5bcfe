"""From the command line to the scenarios that are compared: course files, saved estimates, care settings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any

import typer

from kapcost.cli.asking import answered, check_files, flags_given, tables_asked, values_asked
from kapcost.cli.kinds import check_is_course
from kapcost.core.answer import Estimate
from kapcost.core.comparison_rows import Scenario
from kapcost.core.frozen import frozen
from kapcost.core.text import one_line
from kapcost.course_file import with_values
from kapcost.errors import InputError, Problem, at, caught
from kapcost.files import STANDARD_STREAM, parse_toml, read_bytes
from kapcost.price_list_file import load_price_list
from kapcost.saved import check_sums, is_saved, parse_saved, read_saved

LONGEST_NAME = 24
"""Characters of the name of a scenario, which heads a column."""


@frozen
class _Asked:
    """A scenario as it is asked for: tables of a course file with the options in front, or a saved estimate."""

    name: str
    file: str | None
    what: Mapping[str, Any] | Estimate

    @property
    def needs_metros(self) -> bool:
        return not isinstance(self.what, Estimate) and "metro" in self.what


def scenarios(context: typer.Context, files: list[str], settings: str | None, prices: str | None) -> list[Scenario]:
    """Return the scenarios that a command names; InputError with the problems of all of them."""
    if not files and settings is None:
        expected = "course files or saved estimates, or --settings such as office,clinic-iv"
        raise InputError(Problem(found="nothing to compare", expected=expected))
    places = {f"scenario {number}": file for number, file in enumerate(files, 1)}
    read = {**places, "the price list": prices, "the health plan": context.params.get("health_plan")}
    check_files(read, context.params.get("output"))
    problems: list[Problem] = []
    asked: list[_Asked] = []
    values = values_asked(context)
    for file in files:
        with caught(problems):
            asked.append(_read(file, context, values))
    if problems:
        raise InputError(*problems)
    if settings is not None:
        base = asked or [_Asked(name="", file=None, what=tables_asked({}, values))]
        asked = list(_in_settings(settings.split(","), *base))
    price_list = load_price_list(prices, metros=any(one.needs_metros for one in asked))
    estimates = []
    for one in asked:
        with caught(problems):
            made = one.what
            estimates.append(made if isinstance(made, Estimate) else answered(made, price_list, context, one.file))
    if problems:
        raise InputError(*dict.fromkeys(problems))
    named = zip(_different(one.name for one in asked), estimates, strict=True)
    return [Scenario(name=name, estimate=estimate) for name, estimate in named]


def _read(file: str, context: typer.Context, values: Mapping[str, Any]) -> _Asked:
    """Read a course file or a saved estimate; InputError for a saved one that options are to change."""
    content = read_bytes(file)
    stem = "standard input" if file == STANDARD_STREAM else PurePath(file).stem
    name = one_line(stem, LONGEST_NAME) or "unnamed"
    if not is_saved(content, file):
        tables = parse_toml(content, file)
        check_is_course(tables, file)
        return _Asked(name=name, file=file, what=tables_asked(tables, values))
    if options := [option for option in flags_given(context) if option != "--as-of"]:
        expected = "no such option beside it"
        raise InputError(Problem(file=file, key=options[0], found="an estimate that is saved", expected=expected))
    with at(file=file):
        saved = read_saved(parse_saved(content, file))
        check_sums(saved)
        return _Asked(name=name, file=file, what=saved)


def _in_settings(settings: list[str], base: _Asked, *others: _Asked) -> Iterator[_Asked]:
    """Yield one course in each of some care settings; InputError if there is another course, or it is saved."""
    if others or isinstance(base.what, Estimate):
        raise InputError(Problem(key="--settings", found="several files", expected="at most one course file beside it"))
    for setting in settings:
        name = setting.strip()
        yield replace(base, name=name, what=with_values(base.what, {"setting": name}))


def _different(names: Iterable[str]) -> Iterator[str]:
    """Yield the names, one that has been before with a number.

    >>> list(_different(["office", "office", "clinic", "office"]))
    ['office', 'office-2', 'clinic', 'office-3']
    """
    taken: set[str] = set()
    for name in names:
        number, free = 1, name
        while free in taken:
            number += 1
            free = f"{name}-{number}"
        taken.add(free)
        yield free
