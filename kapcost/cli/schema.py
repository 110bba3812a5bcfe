"""`kapcost schema`: the JSON Schemas of what kapcost reads and writes."""

import json
from enum import StrEnum
from typing import Annotated

import typer

from kapcost.cli.streams import write
from kapcost.schemas import schema


class Named(StrEnum):
    """What has a schema."""

    ESTIMATE = "estimate"
    QUESTIONS = "questions"
    BATCH = "batch"
    COMPARISON = "comparison"
    COURSE = "course"
    GFE = "gfe"
    GFE_FILE = "gfe-file"
    GFE_DEADLINE = "gfe-deadline"
    PRICES = "prices"
    QUOTE = "quote"
    AUDIT = "audit"
    ERROR = "error"


def command(name: Annotated[Named, typer.Argument(help="What to describe.", show_default=False)]) -> None:
    """Print the JSON Schema of one of the forms that kapcost reads or writes.

    [bold]kapcost schema estimate[/]
    """
    write(json.dumps(schema(name), indent=2) + "\n")
