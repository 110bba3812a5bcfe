"""`kapcost gfe deadline`: by when a good faith estimate is due."""

from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any

import typer

from kapcost.cli.streams import write
from kapcost.core.good_faith.deadline import Deadline, Occasion, deadline
from kapcost.errors import InputError
from kapcost.reading import read_value
from kapcost.render.as_json import json_text


class Form(StrEnum):
    """The forms of a deadline."""

    TEXT = "text"
    JSON = "json"


def _date(text: str) -> Any:
    return typer.Option(metavar="DATE", help=text, show_default=False)


def command(
    *,
    scheduled: Annotated[str | None, _date("Day on which the service was scheduled, YYYY-MM-DD.")] = None,
    service: Annotated[str | None, _date("Day of the service.")] = None,
    requested: Annotated[str | None, _date("Day on which the patient asked for an estimate.")] = None,
    output_format: Annotated[
        Form, typer.Option("--format", "-f", help="Form of the answer.", show_default=False)
    ] = Form.TEXT,
) -> None:
    """Say by when a good faith estimate is due, in business days without US federal holidays.

    [bold]kapcost gfe deadline --scheduled 2026-11-23 --service 2026-12-08[/]
    [bold]kapcost gfe deadline --requested 2026-07-02[/]
    """
    dates = {"scheduled": scheduled, "service": service, "requested": requested}
    try:
        occasion = read_value(Occasion, {name: day for name, day in dates.items() if day is not None})
    except InputError as error:
        raise InputError(*(replace(each, key=each.key and f"--{each.key}") for each in error.problems)) from None
    found = deadline(occasion)
    write(json_text(found) if output_format is Form.JSON else _sentence(found))


def _sentence(found: Deadline) -> str:
    return f"{f'Due by {found.due:%A} {found.due}' if found.due else 'None is owed'}: {found.reason}.\n"
