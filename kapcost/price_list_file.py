"""The price list file: read, checked, and completed by the metropolitan areas that are kept apart."""

import csv
import hashlib
import io
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
from kapcost.files import data_file, parse_toml, read_bytes
from kapcost.reading import read_value

PRICES = "cost_ranges.toml"
METROS = "metro_locations.csv"
METROS_SOURCE = "bea-rpp-metro"
"""The source of METROS among those of PRICES."""


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
    rows = csv.DictReader(io.StringIO(read_bytes(str(data_file(METROS))).decode()))
    areas = {row["code"]: Location(name=row["name"], index=Decimal(row["index"])) for row in rows}
    source = parse_toml(read_bytes(str(data_file(PRICES))), PRICES)["sources"][METROS_SOURCE]
    sources = {**price_list.sources, METROS_SOURCE: read_value(Source, source)}
    return replace(price_list, metros=areas, metros_source=METROS_SOURCE, sources=sources)
