"""`kapcost schema`: the JSON Schemas of what kapcost reads and writes."""

import json
from enum import StrEnum
from typing import Annotated

import typer

from kapcost.cli.console import write
from kapcost.schemas import schema


class Named(StrEnum):
    """What has a schema."""

    ESTIMATE = "estimate"
    COMPARISON = "comparison"
    COURSE = "course"
    PRICES = "prices"


def command(name: Annotated[Named, typer.Argument(help="What to describe.", show_default=False)]) -> None:
    """Print the JSON Schema of an estimate, a comparison, a course file or a price list.

    [bold]kapcost schema estimate[/]
    """
    write(json.dumps(schema(name), indent=2) + "\n")
