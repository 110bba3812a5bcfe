"""Prices stand in data files and nowhere in the code: no number in it could be one."""

import ast
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from running import PACKAGE

ALLOWED = {
    20: "digits after which a number is not written out",
    24: "hours of a day",
    30: "days of a monthly fee's month",
    34: "columns of the widest label",
    57: "characters of a value in a message, before the dots",
    60: "columns of the narrowest table; characters of a label or of a value in a message",
    100: "percent; columns of a file",
    130: "exit code after Ctrl-C",
    365: "days after which a price is old",
    366: "days that may lie between two sessions",
    400: "characters of a sentence",
    1000: "sessions of a phase",
    1024: "bytes of a kilobyte",
    0o666: "mode of a new file",
    0o777: "all of a file's mode",
}
"""Every number from 20 to 5000 that the code may hold, and what it is."""


def numbers_in(path: Path) -> Iterator[tuple[int, Decimal]]:
    """Yield every number of a module, also what is given to Decimal as text, with its line."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        texts = node.args if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Decimal") else []
        for constant in (node, *texts):
            if isinstance(constant, ast.Constant) and _is_number(constant.value, text=constant is not node):
                yield constant.lineno, Decimal(str(constant.value))


def _is_number(value: object, *, text: bool) -> bool:
    return isinstance(value, str) if text else isinstance(value, int | float) and not isinstance(value, bool)


@pytest.mark.parametrize("path", [*PACKAGE.rglob("*.py")], ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_number_in_the_code_could_be_a_price(path: Path) -> None:
    prices = [(line, number) for line, number in numbers_in(path) if 20 <= number <= 5000 and number not in ALLOWED]
    assert prices == []


def test_every_allowed_number_is_still_in_use() -> None:
    used = {number for path in PACKAGE.rglob("*.py") for _, number in numbers_in(path)}
    assert [number for number in ALLOWED if number not in used] == []
