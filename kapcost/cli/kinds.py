"""Files of another kind than a command takes: each is answered by the command that takes it, not key by key."""

from collections.abc import Mapping
from typing import Any

from kapcost.errors import InputError, Problem

_ONLY_IN_QUOTES = frozenset({"provider", "lines", "total", "totals"})
_ONLY_IN_COURSES = frozenset({"course", "tier", "metro", "hours", "days_between", "prices", "package", "health_plan",
                              "start", "payment", "schedule", "by_session", "budget"})  # fmt: skip


def is_quote(tables: Mapping[str, Any], file: str) -> bool:
    """Return whether tables are those of a quote, and not of a course file; InputError if they are of both."""
    of_quote, of_course = sorted(tables.keys() & _ONLY_IN_QUOTES), sorted(tables.keys() & _ONLY_IN_COURSES)
    if of_quote and of_course:
        found = f"{', '.join(of_quote)} of a quote and {', '.join(of_course)} of a course file"
        raise InputError(Problem(file=file, found=found, expected="a quote or a course file, not both in one"))
    return bool(of_quote)


def check_is_course(tables: Mapping[str, Any], file: str | None) -> None:
    """Raise InputError if the tables of a course file are those of a quote."""
    if tables.keys() & _ONLY_IN_QUOTES:
        expected = "a course file; kapcost check and kapcost compare take quotes"
        raise InputError(Problem(file=file or "", found="a quote", expected=expected))


def check_is_quote(tables: Mapping[str, Any], file: str) -> None:
    """Raise InputError if the tables of a quote are none, or those of a course file."""
    if tables.keys() & _ONLY_IN_COURSES and not tables.keys() & _ONLY_IN_QUOTES:
        expected = "a quote; kapcost estimate takes course files"
        raise InputError(Problem(file=file, found="a course file", expected=expected))
    if not tables:
        expected = "the lines of a quote; kapcost check --example prints a file to begin with"
        raise InputError(Problem(file=file, key="lines", found="nothing", expected=expected))
