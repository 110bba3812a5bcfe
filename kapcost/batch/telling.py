"""What is told of rejected rows on standard error: which key, what is expected, and nothing that stands in a row."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from functools import cache

from kapcost.batch.rows import ID
from kapcost.core.packages import Package
from kapcost.core.request import Request
from kapcost.errors import NOTHING, Problem
from kapcost.reading import keys_of, names_in

NOT_SHOWN = "something that is not shown here"


def without_values(problems: Iterable[Problem], columns: tuple[str, ...] = ()) -> tuple[Problem, ...]:
    """Return problems without what was found, and with no more of a key than the header or a course file names.

    >>> [problem] = without_values([Problem(key="discounts['Ann'].amount", found="'Ann'", expected="a number")])
    >>> print(problem)
    discounts: found something that is not shown here; expected a number.
    """
    names = _names(columns)
    return tuple(dict.fromkeys(_without_value(problem, names, in_json=not columns) for problem in problems))


def _without_value(problem: Problem, names: frozenset[str], *, in_json: bool) -> Problem:
    if in_json and problem.key == "package":  # the packages that exist may be those that the row itself names
        problem = replace(problem, expected="the name of a session package", suggestion=None)
    found = problem.found if problem.found == NOTHING else NOT_SHOWN
    return replace(problem, key=_known(problem.key, names), found=found)


def _known(key: str, names: frozenset[str]) -> str:
    """Return the longest beginning of a key that is one of some names."""
    parts = re.split(r"(?=[.\[])", key)
    beginnings = ("".join(parts[:end]) for end in range(len(parts), 0, -1))
    return next((name for name in beginnings if name in names), "")


@cache
def _names(columns: tuple[str, ...]) -> frozenset[str]:
    """Return the names that say nothing of a row; what a header calls a session package stands in no row."""
    packages = {column.rpartition(".")[0] for column in columns if column.startswith("packages.")}
    inside = (f"{package}.{name}" for package in packages for name in names_in(Package))
    return frozenset({ID, *keys_of(Request, ()), *names_in(Request), *inside})


def told(row: int, problems: Sequence[Problem], *, as_json: bool) -> str:
    """Return what is told of a row, as one line of text or of JSON."""
    if as_json:
        return json.dumps({"row": row, "problems": [asdict(problem) for problem in problems]}) + "\n"
    return f"row {row}: {' '.join(map(str, problems))}\n"
