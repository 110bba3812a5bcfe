"""`kapcost compare`: several scenarios side by side."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

import typer
from rich.console import Console

from kapcost.cli import estimate, options
from kapcost.cli.asking import with_options_of
from kapcost.cli.console import printed
from kapcost.cli.delivery import deliver
from kapcost.cli.options import SUFFIXES, Format, format_for
from kapcost.cli.scenarios import scenarios
from kapcost.cli.streams import tell
from kapcost.core.comparison import Comparison, compare
from kapcost.core.money import End
from kapcost.render.as_json import json_text
from kapcost.render.comparison.as_csv import csv_text
from kapcost.render.comparison.as_markdown import markdown
from kapcost.render.comparison.as_plain import plain
from kapcost.render.comparison.as_table import table

TEXTS: Mapping[Format, Callable[[Comparison], str]] = {
    Format.PLAIN: plain,
    Format.JSON: json_text,
    Format.CSV: csv_text,
    Format.MARKDOWN: markdown,
}

Files = Annotated[
    list[str] | None,
    typer.Argument(metavar="FILE...", help="Course files, quotes and saved estimates (JSON); - is standard input.",
                   show_default=False),
]  # fmt: skip
Settings = Annotated[
    str | None,
    typer.Option("--settings", metavar="NAME,NAME", help="Compare care settings: one course, or course file, in each.",
                 rich_help_panel="Care", show_default=False),
]  # fmt: skip
Sort = Annotated[
    End | None,
    typer.Option("--sort", help="Order by that end of the cost; partial ones come last.", rich_help_panel="Output",
                 show_default=False),
]  # fmt: skip


NOT_TAKEN = ("course_file", "setting", "strict", "deposit", "instalments", "loan", "schedule", "by_session", "budget",
             "fail_over_budget", "detail", "explain")  # fmt: skip
"""Options of `kapcost estimate` that no comparison has, because they say nothing of what a course costs."""


@with_options_of(estimate.command, *NOT_TAKEN)
def command(
    context: typer.Context,
    files: Files = None,
    *,
    settings: Settings = None,
    prices: options.PriceListFile = None,
    sort: Sort = None,
    output_format: options.FormatOption = None,
    output: options.Output = None,
    color: options.Color = None,
    **shape: Any,
) -> None:
    """Compare what two to six courses or care settings cost, side by side.

    [bold]kapcost compare --settings office,clinic-iv,at-home[/]
    [bold]kapcost compare --settings clinic-im,group --course light --sort low[/]
    [bold]kapcost compare my_quote.toml course.toml[/]

    Each scenario is what kapcost estimate says of it, or of a quote what kapcost check says the whole course costs.
    Options win over every course file.
    """
    form = format_for(output_format, output, SUFFIXES, Format.TABLE)
    comparison = compare(scenarios(context, files or [], settings, prices), sort=sort)
    for one in comparison.scenarios if form is Format.CSV else ():
        for warning in one.estimate.warnings:
            tell(f"warning: {one.name}: {warning}")
    deliver(lambda console: _text(comparison, form, console), output, color=color)


def _text(comparison: Comparison, form: Format, console: Console) -> str:
    return TEXTS[form](comparison) if form in TEXTS else printed(console, table(comparison, width=console.width))
