"""The only module that opens files: it reads and writes them whole, and never half."""

import csv
import hashlib
import io
import os
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from kapcost.core.fee import Fee
from kapcost.core.location import Location
from kapcost.core.price_list import PriceList, Source
from kapcost.errors import InputError, PriceListError, Problem, caught, quoted
from kapcost.reading import read_value

PRICES = "cost_ranges.toml"
METROS = "metro_locations.csv"
METROS_SOURCE = "bea-rpp-metro"
"""The source of METROS among those of PRICES."""

LARGEST_FILE = 4 * 1024 * 1024
"""Bytes. No course file or price list is larger; a larger file is some other file."""

DEEPEST = 16
"""Levels of tables within tables that any file needs at most."""

MOST_DOTS = 500
"""In one line; reading a dotted key takes memory by the square of its parts."""

STANDARD_STREAM = "-"
"""Stands for standard input or output wherever a file may be named."""


def data_file(name: str) -> Path:
    """Return the path of a data file shipped with kapcost, in a wheel or beside an editable install."""
    package = Path(__file__).parent
    inside = package / "data" / name
    return inside if inside.exists() else package.parent / "data" / name


def load_price_list(path: str | Path | None = None, *, metros: bool = False) -> PriceList:
    """Return the price list of a TOML file, by default the one shipped with kapcost.

    `metros` adds the metropolitan areas, which are kept in a file of their own. PriceListError,
    with every problem, if the price list cannot be read or used.
    """
    file = str(path) if path is not None else str(data_file(PRICES))
    try:
        content = read_bytes(file)
        price_list = _read_price_list(parse_toml(content, file))
    except InputError as error:
        raise PriceListError(*(problem.at(file=file) for problem in error.problems)) from None
    problems = [] if path is None else list(_edited_survey_prices(price_list))
    if problems:
        raise PriceListError(*(problem.at(file=file) for problem in problems))
    if metros and not price_list.metros:
        price_list = _with_metros(price_list)
    return price_list.read_from(hashlib.sha256(content).hexdigest())


def _read_price_list(tables: dict[str, Any]) -> PriceList:
    """Return the price list of some tables; InputError with the problems of fees, and of the list without them."""
    problems: list[Problem] = []
    with caught(problems):
        return read_value(PriceList, tables)
    with caught(problems):
        read_value(PriceList, {**tables, "settings": _without_bad_fees(tables.get("settings"))})
    raise InputError(*dict.fromkeys(problems))


def _without_bad_fees(settings: Any) -> Any:
    if not isinstance(settings, dict):
        return settings
    good: dict[str, Any] = {}
    for name, setting in settings.items():
        good[name] = setting
        if isinstance(setting, dict) and isinstance(setting.get("fees"), list):
            good[name] = {**setting, "fees": [fee for fee in setting["fees"] if _is_fee(fee)]}
    return good


def _is_fee(table: Any) -> bool:
    with suppress(InputError):
        read_value(Fee, table)
        return True
    return False


def _edited_survey_prices(price_list: PriceList) -> Iterator[Problem]:
    """Yield a problem for each price said to come out of the shipped survey that is not what came out of it."""
    surveyed = {fee.surveyed: fee.price for setting in load_price_list().settings.values() for fee in setting.fees}
    for name, setting in price_list.settings.items():
        for fee in setting.fees:
            if fee.surveyed is not None and fee.price != surveyed.get(fee.surveyed):
                yield Problem(
                    key=f"settings.{name}.fees[{quoted(fee.label)}].price",
                    found=f"{fee.price}, which is not what the survey {quoted(fee.surveyed)} says",
                    expected="for a price of your own: basis = 'stated', your own source, no n, no surveyed",
                )


def _with_metros(price_list: PriceList) -> PriceList:
    """Add the shipped metropolitan areas, and their source, to a price list that has none."""
    rows = csv.DictReader(io.StringIO(data_file(METROS).read_text(encoding="utf-8")))
    areas = {row["code"]: Location(name=row["name"], index=Decimal(row["index"])) for row in rows}
    source = parse_toml(data_file(PRICES).read_bytes(), PRICES)["sources"][METROS_SOURCE]
    sources = {**price_list.sources, METROS_SOURCE: read_value(Source, source)}
    return replace(price_list, metros=areas, metros_source=METROS_SOURCE, sources=sources)


def read_toml(file: str) -> dict[str, Any]:
    """Return the tables of a TOML file ("-" is standard input); InputError if it is none."""
    return parse_toml(read_bytes(file), file)


def parse_toml(content: bytes, file: str) -> dict[str, Any]:
    """Return the tables of TOML text, its numbers as exact decimals; InputError naming the file."""
    if any(line.count(b".") > MOST_DOTS for line in content.splitlines()):
        raise InputError(Problem(file=file, found="a key of too many parts", expected="a TOML file in UTF-8"))
    try:
        tables = tomllib.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError as error:
        found = f"a byte that is not UTF-8, at position {error.start}"
    except RecursionError:
        found = "tables or arrays nested too deeply"
    except (ValueError, ArithmeticError) as error:  # TOMLDecodeError, and numbers that are none
        found = f"no valid TOML: {error}"
    else:
        if not _is_deeper(tables, DEEPEST):
            return tables
        found = "tables or arrays nested too deeply"
    raise InputError(Problem(file=file, found=found, expected="a TOML file in UTF-8"))


def _is_deeper(value: Any, levels: int) -> bool:
    """Return whether tables and lists are nested deeper than some levels; it goes no deeper itself."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels == 0 or any(_is_deeper(part, levels - 1) for part in inner)


def read_bytes(file: str) -> bytes:
    """Return the content of a file, or of standard input for "-"; InputError if it cannot be had."""
    if not file:
        raise InputError(Problem(found="an empty name", expected="the name of a file"))
    try:
        if file == STANDARD_STREAM:
            content = sys.stdin.buffer.read(LARGEST_FILE + 1)
        else:
            with Path(file).open("rb") as stream:
                content = stream.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:  # ValueError: a null byte in the path
        raise _unusable(file, error, "a file that can be read") from None
    if len(content) > LARGEST_FILE:
        expected = f"at most {LARGEST_FILE // 1024**2} MB"
        raise InputError(Problem(file=file, found="a larger file than any course or price list", expected=expected))
    return content


def write_text(file: str, text: str, *, new: bool = False, unless: str = "", private: bool = False) -> None:
    """Write a file whole or not at all; InputError if that cannot be done, or if a `new` one exists.

    `unless` names the option that would let it be replaced. A `private` one can be read by its
    owner only, from its first byte on. What is not a regular file, such as a pipe or
    /dev/stdout, is written to directly.
    """
    path = Path(file)
    if new and os.path.isfile(file):  # noqa: PTH113 - unlike Path.is_file, it raises nothing
        expected = " or ".join(filter(None, ["the name of a new file", unless]))
        raise InputError(Problem(file=file, found="a file that exists", expected=expected))
    try:
        if path.exists() and not path.is_file():
            with path.open("w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
        else:
            _replace(path.resolve(), text, private=private)
    except (OSError, ValueError) as error:
        raise _unusable(file, error, "a file that can be written") from None


def _replace(path: Path, text: str, *, private: bool) -> None:
    """Write beside the file, then put the new one in its place, with the mode the file had or would get.

    What is private keeps the mode of the temporary file, which is the owner's alone.
    """
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        if not private:
            Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unusable(file: str, error: Exception, expected: str) -> InputError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputError(Problem(file=file, found=reason.lower(), expected=expected))
