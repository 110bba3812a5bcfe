"""A price list as tables: what is charged in each care setting, and where the figures come from."""

from collections.abc import Iterator
from datetime import date

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from kapcost.core.fee import Fee
from kapcost.core.money import CostRange
from kapcost.core.price import EVERY_ONE, Basis, Per
from kapcost.core.price_list import CareSetting, PriceList
from kapcost.render.words import Dollars


def setting_tables(price_list: PriceList, names: list[str], as_of: date) -> RenderableType:
    """Return the fees of some care settings as tables, with basis and the age of each price in days."""
    heading = Text(f"{price_list.name}, {price_list.as_of}", style="bold")
    return Group(heading, *(part for name in names for part in _setting(name, price_list.setting(name), as_of)))


def source_lines(price_list: PriceList) -> RenderableType:
    """Return every source with its date, its address, and the fees that rest on it."""
    return Group(*(line for name in price_list.sources for line in _source(name, price_list)))


def _setting(name: str, setting: CareSetting, as_of: date) -> Iterator[RenderableType]:
    yield Text.assemble("\n", (f"{name}: {setting.title}", "bold"), f"\n{setting.summary}")
    grid = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    for column in ("Fee", "Phases"):
        grid.add_column(column, overflow="fold")
    grid.add_column("Price", justify="right", no_wrap=True)
    for column in ("Paid to", "Basis"):
        grid.add_column(column, overflow="fold")
    dollars = Dollars.for_ranges(fee.price for fee in setting.fees if isinstance(fee.price, CostRange))
    for fee in setting.fees:
        cells = (fee.label, ", ".join(fee.phases), _price(fee, dollars), fee.payee or "", _basis(fee, as_of))
        grid.add_row(*(Text(cell) for cell in cells))
    yield grid


def _price(fee: Fee, dollars: Dollars) -> str:
    """Write the price of a fee, with its unit if that is not a session."""
    if not isinstance(fee.price, CostRange):
        return fee.price.replace("_", " ")
    unit = {Per.SESSION: "", Per.PACK: f" for {fee.pack_size}"}.get(fee.per, f" a {fee.per}")
    window = "" if fee.sessions == EVERY_ONE else f", {fee.sessions}"
    typical = "" if fee.price.is_exact or fee.price.typical is None else f" ({dollars.amount(fee.price.typical)})"
    return f"{dollars.range(fee.price)}{typical}{unit}{window}"


def _basis(fee: Fee, as_of: date) -> str:
    if not isinstance(fee.price, CostRange):
        return ""
    words = f"survey of {fee.n}" if fee.basis is Basis.SURVEY else fee.basis
    return f"{words}, {(as_of - fee.checked).days} days old" if fee.checked else words


def location_lines(price_list: PriceList, text: str) -> RenderableType:
    """Return the states and metropolitan areas whose code or name holds a text, with their index."""
    grid = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    grid.add_column("Code", no_wrap=True)
    grid.add_column("Index", justify="right", no_wrap=True)
    grid.add_column("Location", overflow="fold")
    for code, location in {**price_list.locations, **price_list.metros}.items():
        if text.casefold() in location.name.casefold() or text.casefold() == code.casefold():
            grid.add_row(*(Text(cell) for cell in (code, f"{location.index:f}", location.name)))
    return grid


def _source(name: str, price_list: PriceList) -> Iterator[RenderableType]:
    source = price_list.sources[name]
    yield Text.assemble((f"{name}: ", "bold"), f"{source.title} ({source.as_of})")
    if source.url:
        yield Text(f"  {source.url}", overflow="fold")
    fees = [f"{setting}: {fee.label}" for setting, care in price_list.settings.items()
            for fee in care.fees if name in fee.sources]  # fmt: skip
    fees += ["location index"] if name == price_list.locations_source else []
    yield Text(f"  {', '.join(fees)}" if fees else "  no fee")
