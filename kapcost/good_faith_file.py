"""From the file of a good faith estimate to the document."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kapcost.core.good_faith.document import GoodFaithEstimate
from kapcost.core.good_faith.estimate import good_faith_estimate
from kapcost.core.good_faith.request import GoodFaithRequest
from kapcost.core.price_list import PriceList
from kapcost.core.request import Request
from kapcost.course_file import answer
from kapcost.errors import InputError, Problem, at, caught
from kapcost.reading import read_value


def good_faith_answer(tables: Mapping[str, Any], price_list: PriceList, *, issue: bool = False) -> GoodFaithEstimate:
    """Return the good faith estimate that the tables of a file ask for, as a draft or issued.

    Its date, if it has one, is that of the estimate too, whatever the course says.
    InputError with every problem of the file; GateError with all that hinders the issue.
    """
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
    request = replace(request, course=read_value(Request, course))
    return good_faith_estimate(request, estimate, price_list, issue=issue)
