"""`kapcost replay`: whether a saved estimate still comes out the same."""

from typing import Annotated

import typer

from kapcost.cli import options
from kapcost.cli.asking import check_files
from kapcost.cli.streams import write
from kapcost.core.text import LONGEST_SENTENCE, one_line
from kapcost.errors import GateError, Problem, at
from kapcost.files import read_bytes
from kapcost.price_list_file import load_price_list
from kapcost.render.replayed import replayed
from kapcost.saved import parse_saved, replay


def command(
    context: typer.Context,
    saved: Annotated[str, typer.Argument(metavar="FILE", help="A saved estimate; - is standard input.")],
    *,
    prices: options.PriceListFile = None,
) -> None:
    """Make a saved estimate again from its own inputs, and say what has changed.

    [bold]kapcost estimate --state CA -o saved.json[/]
    [bold]kapcost replay saved.json[/]

    Exit code 4 if anything has. Give the price list that the estimate rests on, if it is a clinic's own, with --prices.
    """
    check_files({"the estimate": saved, "the price list": prices})
    tables = parse_saved(read_bytes(saved), saved)
    price_list = load_price_list(prices, metros=True)
    with at(file=saved):
        done = replay(tables, price_list)
    write(replayed(done, one_line(saved, LONGEST_SENTENCE)))
    if not done.is_identical:
        raise GateError(Problem(file=saved, found="an estimate that comes out otherwise", expected="the same values"))
