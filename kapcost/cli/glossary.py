"""`kapcost glossary`: the words of estimates, in plain words."""

import json
from enum import StrEnum
from typing import Annotated

import typer

from kapcost.cli import options
from kapcost.cli.console import printed, stdout_console
from kapcost.cli.streams import write
from kapcost.core.glossary import find_terms, glossary
from kapcost.files import load_price_list
from kapcost.render.glossary_lines import glossary_lines


class Form(StrEnum):
    """The forms of a glossary."""

    PLAIN = "plain"
    JSON = "json"


FormOption = Annotated[Form, typer.Option("--format", "-f", help="Form of the list.", show_default=False)]
Term = Annotated[
    list[str] | None, typer.Argument(metavar="TERM", help="A term, or how it begins; all without it.",
                                     show_default=False)
]  # fmt: skip


def command(
    term: Term = None,
    *,
    prices: options.PriceListFile = None,
    output_format: FormOption = Form.PLAIN,
    color: options.Color = None,
) -> None:
    """Explain the words of estimates, prices and health plans.

    [bold]kapcost glossary allowed amount[/]
    [bold]kapcost glossary clinic[/]
    """
    terms = find_terms(glossary(load_price_list(prices)), " ".join(term or []))
    if output_format is Form.JSON:
        write(json.dumps(terms, indent=2, ensure_ascii=False) + "\n")
    else:
        write(printed(stdout_console(color=color), glossary_lines(terms)))
