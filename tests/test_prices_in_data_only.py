"""Prices stand in data files and nowhere in the code: no number in it could be one."""

import ast
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest
from running import PACKAGE

ALLOWED: dict[str, dict[int | str, str]] = {
    "__main__.py": {130: "exit code after Ctrl-C"},
    "batch/asking.py": {1000: "names of columns that are looked up once"},
    "batch/files.py": {0o600: "mode of a file that is for its owner only"},
    "batch/locks.py": {40: "the power of two that is a byte beyond any file"},
    "batch/lines.py": {64: "kilobytes of the longest row", 1024: "bytes of a kilobyte"},
    "batch/running.py": {100: "rows that are written at once"},
    "cli/main.py": {130: "exit code after Ctrl-C"},
    "cli/scenarios.py": {24: "characters of a scenario's name"},
    "cli/console.py": {100: "columns of a file", 10000: "lines of a page that never ends"},
    "cli/options.py": {"300-500": "how a price is written"},
    "core/charges.py": {100: "percent"},
    "core/claims.py": {200: "exact courses that are settled one by one"},
    "core/corrections.py": {100: "cents of a dollar, where the decimal point is misplaced"},
    "core/course.py": {24: "hours of a day", 366: "days between two sessions", 1000: "sessions of a phase"},
    "core/discounts.py": {100: "percent"},
    "core/estimate.py": {2199: "the last year in which a course may begin", 20: "the most discounts"},
    "core/first_year.py": {365: "days of the first year"},
    "core/given_prices.py": {"300-500": "how a price is written"},
    "core/good_faith/deadline.py": {25: "the day of Christmas"},
    "core/good_faith/identifiers.py": {"12-3456789": "how the number of an employer is written"},
    "core/good_faith/issuing.py": {366: "days of 12 months"},
    "core/good_faith/parts.py": {400: "dollars above a total from which the law lets a bill be disputed"},
    "core/health_plan.py": {100: "percent"},
    "core/money.py": {
        20: "digits after which a number is not written out",
        9_999_999: "the largest price",
        "300-500": "how a price is written",
        "$300-$500": "how a price is written",
        "300.00-500.00": "how a price is written",
    },
    "core/packages.py": {100: "percent", 1000: "sessions of a phase", 20: "the most packages"},
    "core/payment.py": {100: "percent", 120: "months of ten years", 1200: "percent, times the months of a year"},
    "core/price.py": {"300-500": "how a price is written"},
    "core/quantity.py": {30: "days of a monthly fee's month"},
    "core/quote.py": {50: "lines of a quote"},
    "core/stopping.py": {100: "percent"},
    "core/text.py": {
        60: "characters of a label",
        400: "characters of a sentence",
        1900: "the first year of a date",
        2200: "the year before which a date lies",
    },
    "core/wording.py": {365: "days after which a price is old"},
    "core/written.py": {"300-500": "how a price is written"},
    "errors.py": {57: "characters of a value before the dots", 60: "characters of a value in a message"},
    "files.py": {
        1024: "bytes of a kilobyte",
        0o600: "mode of a file that is for its owner only",
        0o666: "mode of a new file",
    },
    "first_course.py": {"300-500": "how a price is written"},
    "shape.py": {1000: "keys of the widest table", 20000: "items of the longest list"},
    "saved.py": {10_000: "characters of the longest text"},
    "render/as_table.py": {34: "columns of the widest label", 60: "columns of the narrowest table"},
    "render/as_toml.py": {"300-500": "how a price is written"},
    "render/chart.py": {64: "units of room beside the scale"},
    "render/page.py": {24: "characters of a number that is not wrapped"},
    "render/picture.py": {20: "units of a line", 24: "units of a line", 400: "units of a picture's width"},
    "render/good_faith/as_text.py": {80: "columns of a line"},
    "render/price_tables.py": {100: "percent"},
    "render/question_list.py": {56: "dots to write an answer on"},
    "render/words.py": {"$300-$500": "how a price is written"},
}
"""What each file may hold that looks like a price: numbers from 20 to 20,000, decimals from 5, and ranges; and why."""

LEAST, MOST, LEAST_DECIMAL = 20, 20_000, 5
_RANGE = re.compile(r"(?<![\w.,-])\$?\d[\d,.]*\s*[-\N{EN DASH}]\s*\$?\d[\d,.]*\b(?!\s*[-\N{EN DASH}]\s*\d)")


def suspects_in(source: str) -> Iterator[tuple[int, int | Decimal | str]]:
    """Yield whatever in a module could be a price, with its line: numbers, Decimals and ranges in texts."""
    decimals = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "Decimal":
            for inner in (each for argument in node.args for each in ast.walk(argument)):
                if isinstance(inner, ast.Constant) and (number := _decimal(inner.value)) is not None:
                    decimals.add(id(inner))
                    if number >= LEAST_DECIMAL:
                        yield inner.lineno, number
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Constant) or isinstance(node.value, bool):
            continue
        if isinstance(node.value, int | float) and LEAST <= node.value <= MOST:
            yield node.lineno, Decimal(str(node.value))
        elif isinstance(node.value, str):
            yield from ((node.lineno, found) for text in _RANGE.findall(node.value) if (found := _range(text)))


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _range(text: str) -> str | None:
    """Return a range of numbers that could be dollars: the larger is 20 or more, and it is no year and month."""
    numbers = [Decimal(number.replace(",", "").rstrip(".")) for number in re.findall(r"\d[\d,.]*", text)]
    return text if max(numbers) >= LEAST and numbers[0] <= numbers[1] else None


def suspects_of(path: Path) -> list[tuple[int, int | Decimal | str]]:
    return list(suspects_in(path.read_text("utf-8")))


@pytest.mark.parametrize("path", [*PACKAGE.rglob("*.py")], ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_in_the_code_could_be_a_price(path: Path) -> None:
    allowed = ALLOWED.get(path.relative_to(PACKAGE).as_posix(), {})
    assert [(line, str(found)) for line, found in suspects_of(path) if found not in allowed] == []


def test_everything_that_is_allowed_is_still_in_use() -> None:
    used = {file: {found for _, found in suspects_of(PACKAGE / file)} for file in ALLOWED if (PACKAGE / file).exists()}
    unused = [(file, each) for file, allowed in ALLOWED.items() for each in allowed if each not in used.get(file, ())]
    assert unused == []


@pytest.mark.parametrize(
    "code",
    ["x = 450", "x = 12_500", "x = 99.5", "Decimal('7.50')", "Decimal(25000)", "decimal.Decimal('45')",
     "Decimal(-(-5))", "x = '300-500'", "x = '$1,200 \N{EN DASH} 1,500'", "f'{x} costs 5-45'"],
)  # fmt: skip
def test_a_price_in_the_code_is_found(code: str) -> None:
    assert list(suspects_in(code))


@pytest.mark.parametrize("code", ["x = 7", "Decimal('0.01')", "Decimal(text)", "x = '2026-11-24'", "x = '3-6'"])
def test_what_is_no_price_is_left_alone(code: str) -> None:
    assert list(suspects_in(code)) == []
