"""`kapcost prices`: the price list in force, its sources, and a clinic's own."""

from typing import Annotated

import typer

from kapcost.cli import options
from kapcost.cli.asking import date_asked
from kapcost.cli.console import printed, stdout_console
from kapcost.cli.delivery import deliver_new
from kapcost.cli.streams import write
from kapcost.core.price_list import PriceList
from kapcost.core.request import Request
from kapcost.errors import InputError, PriceListError, Problem, caught, quoted, unknown_name
from kapcost.price_list_file import load_price_list
from kapcost.render.as_toml import price_list_toml
from kapcost.render.price_tables import location_lines, setting_tables, source_lines

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="""Show the price list in force and its sources; make and check your own.

    [bold]kapcost prices show --setting office[/]
    [bold]kapcost prices sources[/]
    """,
)

OneSetting = Annotated[
    str | None,
    typer.Option("--setting", metavar="NAME", help="One care setting only.", show_default=False,
                 autocompletion=options.complete_setting),
]  # fmt: skip
NewFile = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="A new file to write; - is standard output.", show_default=False
    ),
]
ListFile = Annotated[str, typer.Argument(metavar="FILE", help="The price list; - is standard input.")]


@app.command()
def show(
    *,
    setting: OneSetting = None,
    prices: options.PriceListFile = None,
    as_of: options.AsOf = None,
    color: options.Color = None,
) -> None:
    """Show what is charged in each care setting, on what basis, and how old each price is.

    [bold]kapcost prices show --setting general[/]
    """
    price_list = load_price_list(prices)
    names = list(price_list.settings) if setting is None else [_known(setting, price_list)]
    console = stdout_console(color=color)
    write(printed(console, setting_tables(price_list, names, date_asked(as_of), width=console.width)))


@app.command()
def sources(*, prices: options.PriceListFile = None, color: options.Color = None) -> None:
    """Show where the figures come from, and which fees rest on each source.

    [bold]kapcost prices sources[/]
    """
    write(printed(stdout_console(color=color), source_lines(load_price_list(prices, metros=True))))


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
    found = load_price_list(prices, metros=True).locations_with(text)
    if not found:
        expected = "a code, or part of the name of a state or metropolitan area"
        raise InputError(Problem(key="TEXT", found=quoted(text), expected=expected))
    write(printed(stdout_console(color=color), location_lines(found)))


@app.command()
def export(*, setting: OneSetting = None, prices: options.PriceListFile = None, output: NewFile = None) -> None:
    """Write a price list to edit: the one in force, or one care setting of it.

    [bold]kapcost prices export --setting general -o clinic.toml[/]
    """
    price_list = load_price_list(prices)
    deliver_new(
        price_list_toml(price_list if setting is None else price_list.only(_known(setting, price_list))), output
    )


@app.command()
def check(file: ListFile) -> None:
    """Check a price list, and that it prices the usual course of each care setting; exit code 3 if not.

    [bold]kapcost prices export -o clinic.toml[/]
    [bold]kapcost prices check clinic.toml[/]
    """
    price_list = load_price_list(file)
    problems: list[Problem] = []
    for name in price_list.settings:
        with caught(problems):
            Request(setting=name).estimate(price_list)
    if problems:
        raise PriceListError(*(problem.at(file=file) for problem in problems))
    fees = sum(len(setting.fees) for setting in price_list.settings.values())
    write(f"{file}: no problems; care settings: {', '.join(price_list.settings)}; fees: {fees}\n")


def _known(setting: str, price_list: PriceList) -> str:
    """Return the name of a care setting; InputError, naming the option, if there is none of that name."""
    if setting not in price_list.settings:
        raise InputError(unknown_name(setting, price_list.settings, key="--setting"))
    return setting
