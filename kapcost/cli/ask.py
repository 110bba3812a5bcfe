"""`kapcost ask`: the questions to take to a provider."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from kapcost.cli import estimate, options
from kapcost.cli.asking import estimate_asked, with_options_of
from kapcost.cli.delivery import deliver
from kapcost.cli.options import format_for
from kapcost.render.question_list import questions_json, questions_markdown, questions_plain


class Form(StrEnum):
    """The forms of a list of questions."""

    MARKDOWN = "markdown"
    PLAIN = "plain"
    JSON = "json"


TEXTS = {Form.MARKDOWN: questions_markdown, Form.PLAIN: questions_plain, Form.JSON: questions_json}
SUFFIXES = {".md": Form.MARKDOWN, ".txt": Form.PLAIN, ".json": Form.JSON}

NOT_TAKEN = ("strict", "fail_over_budget", "detail", "explain", "color")
"""Options of `kapcost estimate` that say how it answers, not what is asked."""

FormOption = Annotated[
    Form | None,
    typer.Option("--format", "-f", help="Form of the list, by default Markdown.", rich_help_panel="Output",
                 show_default=False),
]  # fmt: skip

OutputFile = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", rich_help_panel="Output", show_default=False,
                 help="Write to FILE in the form of its suffix (.md .txt .json); - is standard output."),
]  # fmt: skip


@with_options_of(estimate.command, *NOT_TAKEN)
def command(
    context: typer.Context,
    course_file: options.CourseFile = None,
    *,
    prices: options.PriceListFile = None,
    output_format: FormOption = None,
    output: OutputFile = None,
    **asked: Any,
) -> None:
    """List the questions to take to a provider, those first that settle most of the range.

    [bold]kapcost ask --state CA[/]
    [bold]kapcost ask --setting office --dosing 3-6 -o questions.md[/]

    It takes the course file and the options of kapcost estimate.
    """
    form = format_for(output_format, output, SUFFIXES, Form.MARKDOWN)
    answer, _ = estimate_asked(context, course_file, prices)
    deliver(TEXTS[form](answer), output)
