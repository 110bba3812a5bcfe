"""From the file of a good faith estimate to the document."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from kapcost.core.answer import Estimate
from kapcost.core.good_faith.document import GoodFaithEstimate
from kapcost.core.good_faith.estimate import good_faith_estimate
from kapcost.core.good_faith.issuing import NOT_SHOWN
from kapcost.core.good_faith.request import GoodFaithRequest
from kapcost.core.price_list import PriceList
from kapcost.core.request import Request
from kapcost.course_file import answer
from kapcost.errors import InputError, Problem, at, caught
from kapcost.reading import own_key, read_value

_SHOWN = ("nothing", "none", "a table", "a list", "no table")
"""What may be said to be found: it is no value."""

_PLACE_IN_TOML = re.compile(r"^(no valid TOML): .*?( \(at [a-z0-9, ]+\))?$", re.DOTALL)


def good_faith_answer(tables: Mapping[str, Any], price_list: PriceList, *, issue: bool = False) -> GoodFaithEstimate:
    """Return the good faith estimate that the tables of a file ask for, as a draft or issued.

    A blank text says nothing. Its date, if it has one, is that of the estimate too, whatever the
    course says. InputError with every problem of the file, without its values; GateError with all
    that hinders the issue.
    """
    try:
        request, estimate = _read(_said(tables), price_list)
        return good_faith_estimate(request, estimate, price_list, issue=issue)
    except InputError as error:
        raise InputError(*without_values(error.problems)) from None


def without_values(problems: Iterable[Problem]) -> Iterable[Problem]:
    """Return problems as they may be shown: each by its key and what is expected, without a value of the file.

    Any value may be personal, for people put one into the wrong field, and a name that the file gives
    may be one. Packages are named in the file alone, so nothing is said of which there are.
    """
    return dict.fromkeys(map(_without_values, problems))


def _without_values(problem: Problem) -> Problem:
    if problem.file:  # nobody could read the file as tables yet
        return replace(problem, found=_PLACE_IN_TOML.sub(r"\1\2", problem.found))
    key = own_key(GoodFaithRequest, problem.key)
    found = problem.found if problem.found in _SHOWN else NOT_SHOWN
    if key == "course.package":
        return Problem(key=key, found=found, expected="the name of a package that this course can use")
    return replace(problem, key=key, found=found)


def _read(tables: Mapping[str, Any], price_list: PriceList) -> tuple[GoodFaithRequest, Estimate]:
    problems: list[Problem] = []
    without_course = {key: value for key, value in tables.items() if key != "course"}
    course, dated = tables.get("course", {}), {}
    with caught(problems):
        request = read_value(GoodFaithRequest, without_course)
        dated = {"as_of": request.date} if request.date else {}
    with caught(problems), at("course"):
        if not isinstance(course, Mapping):
            raise InputError(Problem(found="no table", expected="what a course file says"))
        estimate = answer({**course, **dated}, price_list)
    if problems:
        raise InputError(*problems)
    return replace(request, course=read_value(Request, course)), estimate


def _said(value: Any) -> Any:
    """Return tables and lists without what is a blank text: a field left open, as in the file to start from."""
    if isinstance(value, Mapping):
        return {key: _said(inner) for key, inner in value.items() if not is_blank(inner)}
    return [_said(inner) for inner in value if not is_blank(inner)] if isinstance(value, list) else value


def is_blank(value: Any) -> bool:
    """Return whether a value is a text of nothing but blanks."""
    return isinstance(value, str) and not value.strip()
