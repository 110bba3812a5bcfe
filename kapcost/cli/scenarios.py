"""From the command line to the scenarios that are compared: course files, quotes, saved estimates, care settings."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any

import typer

from kapcost.cli.asking import answered, check_files, flags_given, located, tables_asked, values_asked
from kapcost.cli.kinds import is_quote
from kapcost.core.answer import Estimate
from kapcost.core.comparison_rows import Scenario
from kapcost.core.price_list import PriceList
from kapcost.core.text import one_line
from kapcost.course_file import with_values
from kapcost.errors import InputError, Problem, at, caught
from kapcost.files import STANDARD_STREAM, parse_toml, read_bytes
from kapcost.frozen import frozen
from kapcost.price_list_file import load_price_list
from kapcost.saved import check_sums, is_saved, parse_saved, read_saved

LONGEST_NAME = 24
"""Characters of the name of a scenario, which heads a column."""


@frozen
class _Asked:
    """A scenario as it is asked for: tables with the options in front, of a quote or else a course, or it is saved."""

    name: str
    file: str | None
    what: Mapping[str, Any] | Estimate
    is_quote: bool = False

    @property
    def needs_metros(self) -> bool:
        return not isinstance(self.what, Estimate) and "metro" in self.what

    def scenario(self, price_list: PriceList, context: typer.Context) -> Scenario:
        """Return what is asked for; InputError, each problem named by its option, or by file and key."""
        if isinstance(self.what, Estimate):
            return Scenario(name=self.name, estimate=self.what)
        if not self.is_quote:
            return Scenario(name=self.name, estimate=answered(self.what, price_list, context, self.file))
        from kapcost.quote_file import compared

        try:
            return compared(self.what, price_list)
        except InputError as error:
            raise InputError(*(located(problem, context, self.file) for problem in error.problems)) from None


def scenarios(context: typer.Context, files: list[str], settings: str | None, prices: str | None) -> list[Scenario]:
    """Return the scenarios that a command names; InputError with the problems of all of them."""
    if not files and settings is None:
        expected = "course files, quotes or saved estimates, or --settings such as office,clinic-iv"
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
    made = []
    for one in asked:
        with caught(problems):
            made.append(one.scenario(price_list, context))
    if problems:
        raise InputError(*dict.fromkeys(problems))
    named = zip(_different(one.name for one in asked), made, strict=True)
    return [replace(scenario, name=name) for name, scenario in named]


def _read(file: str, context: typer.Context, values: Mapping[str, Any]) -> _Asked:
    """Read a course file, a quote or a saved estimate; InputError for options that cannot be said of it."""
    content = read_bytes(file)
    stem = "standard input" if file == STANDARD_STREAM else PurePath(file).stem
    name = one_line(stem, LONGEST_NAME) or "unnamed"
    if is_saved(content, file):
        _refuse(context, "an estimate that is saved", file, but=("--as-of",))
        with at(file=file):
            saved = read_saved(parse_saved(content, file))
            check_sums(saved)
            return _Asked(name=name, file=file, what=saved)
    tables = parse_toml(content, file)
    if not is_quote(tables, file):
        return _Asked(name=name, file=file, what=tables_asked(tables, values))
    _refuse(context, "a quote", file, but=("--as-of", "--state"))
    said = {key: value for key, value in values.items() if key in ("as_of", "state")}
    return _Asked(name=name, file=file, what=tables_asked(tables, said), is_quote=True)


def _refuse(context: typer.Context, found: str, file: str, *, but: Collection[str]) -> None:
    """Raise InputError if options, but for some, are to change what is in a file."""
    given = [*flags_given(context), *(["--health-plan"] if context.params.get("health_plan") else [])]
    if options := [option for option in given if option not in but]:
        raise InputError(Problem(file=file, key=options[0], found=found, expected="no such option beside it"))


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
