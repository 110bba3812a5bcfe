"""A price list as tables: what is charged in each care setting, and where the figures come from."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from kapcost.core.fee import Fee
from kapcost.core.location import Location
from kapcost.core.money import CostRange
from kapcost.core.price import EVERY_ONE, Basis, Per
from kapcost.core.price_list import CareSetting, PriceList
from kapcost.render.words import Dollars

NARROW = 100
"""Columns below which a table has no room for phases and payees."""

NARROWEST_LABEL, NARROWEST_BASIS = 18, 12

_COLUMNS = ("Fee", "Phases", "Price", "Paid to", "Basis")


def setting_tables(price_list: PriceList, names: list[str], as_of: date, *, width: int) -> RenderableType:
    """Return the fees of some care settings as tables, with basis and the age of each price in days.

    A terminal too narrow for all columns gets none for phases and payees, and sentences where
    not even the prices leave room for more.
    """
    heading = Text(f"{price_list.name}, {price_list.as_of}", style="bold")
    parts = (part for name in names for part in _setting(name, price_list.setting(name), as_of, width))
    return Group(heading, *parts)


def source_lines(price_list: PriceList) -> RenderableType:
    """Return every source with its date, its address, and the fees that rest on it."""
    return Group(*(line for name in price_list.sources for line in _source(name, price_list)))


def _setting(name: str, setting: CareSetting, as_of: date, width: int) -> Iterator[RenderableType]:
    yield Text.assemble("\n", (f"{name}: {setting.title}", "bold"), f"\n{setting.summary}" if setting.summary else "")
    columns = _COLUMNS if width >= NARROW else _COLUMNS[:1] + _COLUMNS[2:3] + _COLUMNS[4:]
    rows = [
        dict(zip(_COLUMNS, (label, ", ".join(fee.phases), _price(priced), fee.payee or "", _basis(priced, as_of)),
                 strict=True))
        for fee in setting.fees
        for label, priced in ((fee.label, fee), *((f"  tier {tier}", fee.in_tier(tier)) for tier in fee.tiers))
    ]  # fmt: skip
    fits = NARROWEST_LABEL + NARROWEST_BASIS + max((cell_len(row["Price"]) for row in rows), default=0) + 2 <= width
    yield _grid(columns, rows) if rows and fits else Group(*map(_line, rows))
    for key, package in setting.packages.items():
        sessions = ", ".join(f"{number} {phase}" for phase, number in package.sessions.items())
        off = package.price or (f"{package.percent}% off" if package.percent else f"{package.amount} off")
        yield Text(f"Package {key}: {package.label}, {sessions}, {off}")


def _grid(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> Table:
    grid = Table(box=None, padding=(0, 1, 0, 0), header_style="dim")
    least = {"Fee": NARROWEST_LABEL, "Basis": NARROWEST_BASIS}
    for column in columns:
        is_price = column == "Price"
        grid.add_column(column, justify="right" if is_price else "left", no_wrap=is_price, min_width=least.get(column))
    for row in rows:
        grid.add_row(*(Text(row[column]) for column in columns))
    return grid


def _line(row: Mapping[str, str]) -> Text:
    """Return a row as one sentence, for a terminal that its price leaves no room for other columns in."""
    return Text(", ".join(filter(None, (f"{row['Fee']}: {row['Price']}", row["Basis"]))))


def _price(fee: Fee) -> str:
    """Write the price of a fee, with its unit if that is not a session."""
    if not isinstance(fee.price, CostRange):
        return fee.price.replace("_", " ")
    dollars = Dollars.for_ranges([fee.price])
    unit = {Per.SESSION: "", Per.PACK: f" for {fee.pack_size}"}.get(fee.per, f" per {fee.per}")
    window = "" if fee.sessions == EVERY_ONE else f", {fee.sessions}"
    typical = (
        "" if fee.price.is_exact or fee.price.typical is None else f", typically {dollars.amount(fee.price.typical)}"
    )
    return f"{dollars.range(fee.price)}{typical}{unit}{window}"


def _basis(fee: Fee, as_of: date) -> str:
    if not isinstance(fee.price, CostRange):
        return ""
    words = f"survey of {fee.n}" if fee.basis is Basis.SURVEY else fee.basis
    return f"{words}, checked {(as_of - fee.checked).days} days ago" if fee.checked else words


def location_lines(locations: Mapping[str, Location]) -> RenderableType:
    """Return locations as a table of code, index (1.00 = United States) and name."""
    grid = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    grid.add_column("Code", no_wrap=True)
    grid.add_column("Index", justify="right", no_wrap=True)
    grid.add_column("Location", overflow="fold")
    for code, location in locations.items():
        grid.add_row(*(Text(cell) for cell in (code, f"{location.index:f}", location.name)))
    return grid


def _source(name: str, price_list: PriceList) -> Iterator[RenderableType]:
    source = price_list.sources[name]
    note = f"; {source.note}" if source.note else ""
    yield Text.assemble((f"{name}: ", "bold"), f"{source.title} (taken {source.as_of}{note})")
    if source.url:
        yield Text(f"  {source.url}", overflow="fold")
    fees = [f"{setting}: {fee.label}" for setting, care in price_list.settings.items()
            for fee in care.fees if name in fee.all_sources]  # fmt: skip
    fees += [f"{setting}: package {key}" for setting, care in price_list.settings.items()
             for key, package in care.packages.items() if name in package.sources]  # fmt: skip
    fees += ["price levels by location"] if name in (price_list.locations_source, price_list.metros_source) else []
    yield Text(f"  {', '.join(fees)}" if fees else "  no fee")
