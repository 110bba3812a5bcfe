"""`kapcost prices`: the price list in force, its sources, and a clinic's own."""

from datetime import datetime
from typing import Annotated

import typer

from kapcost.cli import options
from kapcost.cli.console import printed, stdout_console, write
from kapcost.files import STANDARD_STREAM, load_price_list, write_text
from kapcost.render.as_toml import only_setting, price_list_toml
from kapcost.render.price_tables import location_lines, setting_tables, source_lines

app = typer.Typer(no_args_is_help=True, help="Show the price list in force and its sources; make and check your own.")

ListFile = Annotated[str, typer.Argument(metavar="FILE", help="The price list; - is standard input.")]


@app.command()
def show(*, setting: options.Setting = None, prices: options.PriceListFile = None, color: options.Color = None) -> None:
    """Show what is charged in each care setting, on what basis, and how old each price is.

    [bold]kapcost prices show --setting general[/]
    """
    price_list = load_price_list(prices)
    names = [setting] if setting else list(price_list.settings)
    console = stdout_console(color=color)
    write(printed(console, setting_tables(price_list, names, datetime.now().astimezone().date())))


@app.command()
def sources(*, prices: options.PriceListFile = None, color: options.Color = None) -> None:
    """Show where the figures come from, and which fees rest on each source.

    [bold]kapcost prices sources[/]
    """
    write(printed(stdout_console(color=color), source_lines(load_price_list(prices))))


@app.command()
def locations(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Part of a name, or a code.", show_default=False)] = "",
    *,
    prices: options.PriceListFile = None,
    color: options.Color = None,
) -> None:
    """List the states and metropolitan areas that prices can vary by; 1.00 is the United States.

    [bold]kapcost prices locations portland[/]
    """
    price_list = load_price_list(prices, metros=True)
    write(printed(stdout_console(color=color), location_lines(price_list, text)))


@app.command()
def export(
    *, setting: options.Setting = None, prices: options.PriceListFile = None, output: options.Output = None
) -> None:
    """Write a price list to edit: the one in force, or one care setting of it.

    [bold]kapcost prices export --setting general -o clinic.toml[/]
    """
    price_list = load_price_list(prices)
    text = price_list_toml(only_setting(price_list, setting) if setting else price_list)
    if output is None or output == STANDARD_STREAM:
        write(text)
    else:
        write_text(output, text)


@app.command()
def check(file: ListFile) -> None:
    """Check a price list: every problem at once, exit code 3 if there is any.

    [bold]kapcost prices check clinic.toml[/]
    """
    price_list = load_price_list(file)
    fees = sum(len(setting.fees) for setting in price_list.settings.values())
    write(f"{file}: no problems; {len(price_list.settings)} care settings, {fees} fees\n")
