"""`kapcost check`: the audit of a provider's quote."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console

from kapcost import files
from kapcost.cli import options
from kapcost.cli.asking import check_files, located, options_given, tables_asked
from kapcost.cli.console import printed
from kapcost.cli.delivery import deliver, deliver_new
from kapcost.cli.kinds import check_is_quote
from kapcost.cli.options import Format, format_for
from kapcost.core.audit import Audit
from kapcost.errors import GateError, InputError, Problem
from kapcost.files import read_toml
from kapcost.price_list_file import load_price_list
from kapcost.quote_file import audited
from kapcost.render.as_json import json_text
from kapcost.render.audit_csv import audit_csv
from kapcost.render.audit_forms import audit_markdown, audit_plain, audit_table
from kapcost.render.audit_html import audit_html


class Form(StrEnum):
    """The forms of an audit."""

    TABLE = Format.TABLE
    PLAIN = Format.PLAIN
    JSON = Format.JSON
    CSV = Format.CSV
    MARKDOWN = Format.MARKDOWN
    HTML = "html"


SUFFIXES = {**{suffix: Form(form) for suffix, form in options.SUFFIXES.items()}, ".html": Form.HTML}

TEXTS: Mapping[Form, Callable[[Audit], str]] = {
    Form.PLAIN: audit_plain,
    Form.JSON: json_text,
    Form.CSV: audit_csv,
    Form.MARKDOWN: audit_markdown,
    Form.HTML: audit_html,
}

QuoteFile = Annotated[
    str | None,
    typer.Argument(metavar="QUOTE.toml", help="What the provider states; - is standard input.", show_default=False),
]
Example = Annotated[
    bool, typer.Option("--example", metavar="", help="Print a quote file to begin with, and end.", show_default=False)
]


def command(
    context: typer.Context,
    quote_file: QuoteFile = None,
    *,
    example: Example = False,
    setting: options.Setting = None,
    state: options.State = None,
    prices: options.PriceListFile = None,
    as_of: options.AsOf = None,
    output_format: Annotated[Form | None, options.format_option()] = None,
    output: Annotated[str | None, options.output_option(SUFFIXES)] = None,
    color: options.Color = None,
) -> None:
    """Check what a provider states: what adds up, what is missing, how it compares.

    [bold]kapcost check --example -o quote.toml[/]
    [bold]kapcost check quote.toml[/]
    [bold]kapcost check quote.toml -o audit.html[/]

    Ends with exit code 4 if a line, total or package is not what its own prices come to.
    """
    if example:
        deliver_new(files.example("quote"), output)
        return
    if quote_file is None:
        raise InputError(Problem(key="QUOTE.toml", found="nothing", expected="a file, or - for standard input"))
    form = format_for(output_format, output, SUFFIXES, Form.TABLE)
    audit = _audit_asked(context, quote_file, prices)
    deliver(lambda console: _text(audit, form, console), output, color=color)
    _gate(audit, quote_file)


def _audit_asked(context: typer.Context, file: str, prices: str | None) -> Audit:
    """Return the audit that a quote file and the options in front of it ask for; errors as for an estimate."""
    check_files({"the quote": file, "the price list": prices}, context.params.get("output"))
    tables = read_toml(file)
    check_is_quote(tables, file)
    asked = tables_asked(tables, options_given(context))
    price_list = load_price_list(prices)
    try:
        return audited(asked, price_list)
    except InputError as error:
        raise InputError(*(located(problem, context, file) for problem in error.problems)) from None


def _text(audit: Audit, form: Form, console: Console) -> str:
    if form in TEXTS:
        return TEXTS[form](audit)
    return printed(console, audit_table(audit, width=console.width))


def _gate(audit: Audit, file: str) -> None:
    """End with GateError if the quote does not add up."""
    if not audit.foots:
        wrong = (check for check in audit.checks if not check.foots)
        raise GateError(*(
            Problem(file=file, key=check.label, found=f"{check.stated} stated", expected=str(check.computed))
            for check in wrong
        ))  # fmt: skip
