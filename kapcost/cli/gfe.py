"""`kapcost gfe`: the good faith estimate that a practice owes a patient who pays without insurance."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kapcost import files
from kapcost.cli import options
from kapcost.cli.asking import check_files, date_asked
from kapcost.cli.delivery import deliver_new
from kapcost.cli.options import format_for
from kapcost.cli.streams import tell
from kapcost.core.good_faith.document import GoodFaithEstimate
from kapcost.core.price_list import PriceList
from kapcost.errors import GateError, InputError, PriceListError, Problem
from kapcost.files import STANDARD_STREAM, read_toml
from kapcost.good_faith_file import good_faith_answer, is_blank, without_values
from kapcost.price_list_file import load_price_list
from kapcost.render.as_json import json_text
from kapcost.render.good_faith.as_html import good_faith_html
from kapcost.render.good_faith.as_markdown import good_faith_markdown
from kapcost.render.good_faith.as_text import good_faith_text


class Form(StrEnum):
    """The forms of a good faith estimate."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


SUFFIXES = {".txt": Form.TEXT, ".md": Form.MARKDOWN, ".html": Form.HTML, ".json": Form.JSON}

TEXTS: Mapping[Form, Callable[[GoodFaithEstimate], str]] = {
    Form.TEXT: good_faith_text,
    Form.MARKDOWN: good_faith_markdown,
    Form.HTML: good_faith_html,
    Form.JSON: json_text,
}


def command(
    file: Annotated[
        str | None,
        typer.Argument(metavar="FILE.toml", help="Patient, providers and course; - is standard input.",
                       show_default=False),
    ] = None,
    *,
    issue: Annotated[
        bool, typer.Option("--issue", metavar="", help="Not a draft; exit code 4 while anything is missing.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", metavar="", help="Let the output file replace one that exists.")
    ] = False,
    example: Annotated[
        bool, typer.Option("--example", metavar="", help="Print a file to start from, and end.")
    ] = False,
    prices: options.PriceListFile = None,
    as_of: options.AsOf = None,
    output_format: Annotated[
        Form | None, typer.Option("--format", "-f", help="Form of the document.", show_default=False)
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", show_default=False,
                     help="Write to FILE, for its owner only, in the form of its suffix (.txt .md .html .json)."),
    ] = None,
) -> None:  # fmt: skip
    """Make a good faith estimate from a file: a draft, or issued once nothing is missing.

    [bold]kapcost gfe --example -o patient.toml[/]
    [bold]kapcost gfe patient.toml[/]

    Once nothing is listed at the draft's end, [bold]--issue -o patient.html[/] issues it.
    By when it is due, kapcost gfe deadline says.
    """
    if example:
        deliver_new(files.example("good_faith"), output, replace=replace, private=True)
        return
    if file is None:
        raise InputError(
            Problem(key="FILE.toml", found="none", expected="the file, or --example for one to start from")
        )
    form = format_for(output_format, output, SUFFIXES, Form.TEXT)
    check_files({"the file": file, "the price list": prices}, output)
    said = _made(file, prices, as_of, output, issue=issue)
    deliver_new(TEXTS[form](said), output, replace=replace, private=True)
    if said.before_issue and form is not Form.JSON and output not in (None, STANDARD_STREAM):
        tell(f"a draft: its last section lists what hinders its issue ({len(said.before_issue)})")


def _made(file: str, prices: str | None, as_of: str | None, output: str | None, *, issue: bool) -> GoodFaithEstimate:
    """Return the document that a file asks for; every problem names the file."""
    try:
        tables = read_toml(file)
    except InputError as error:
        raise InputError(*without_values(error.problems)) from None
    if as_of is not None or is_blank(tables.get("date", "")):
        tables["date"] = date_asked(as_of)
    price_list = load_price_list(prices, metros=True) if prices else _own_prices(file, tables, output)
    try:
        return good_faith_answer(tables, price_list, issue=issue)
    except (InputError, GateError) as error:
        raise type(error)(*(problem.at(file=file) for problem in error.problems)) from None


def _own_prices(file: str, tables: Mapping[str, Any], output: str | None) -> PriceList:
    """Return the price list that a file names, from the folder that the file is in; the published one if it names none.

    Its problems are those of the key that names it, for the name is a value of the file.
    """
    named = tables.get("price_list")
    if not isinstance(named, str) or not named.strip():
        return load_price_list(metros=True)
    own = str(Path(file).parent / named)
    check_files({"the price list": own}, output)
    try:
        return load_price_list(own, metros=True)
    except PriceListError as error:
        problems = (replace(problem.at("price_list"), file=file) for problem in error.problems)
        raise PriceListError(*problems) from None
