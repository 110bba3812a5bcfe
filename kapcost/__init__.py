"""What a course of ketamine-assisted psychotherapy costs, from least to most.

>>> from kapcost import Course, estimate, load_price_list
>>> answer = estimate(Course(dosing=6), load_price_list(), state="CA")
>>> print(answer.totals.estimate)  # doctest: +SKIP
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kapcost.api import *  # noqa: F403 - the same names as below, for type checkers


def __getattr__(name: str) -> Any:
    """Import what kapcost.api offers once it is asked for: the command line starts without it."""
    api = import_module("kapcost.api")
    if name != "__all__" and name not in api.__all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(api, name)
