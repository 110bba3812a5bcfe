"""The options of `kapcost batch` that no other command has."""

from typing import Annotated, Any

import typer

from kapcost.batch.rows import Form
from kapcost.cli.options import Text

_ROWS = "Rows"
_CARRYING_ON = "Long batches"


def _option(panel: str, text: str, *names: str, metavar: str | None = None, **more: Any) -> Any:
    return typer.Option(*names, help=text, metavar=metavar, rich_help_panel=panel, show_default=False, **more)


RowsFile = Annotated[str, typer.Argument(metavar="FILE", help="CSV or JSONL; - is standard input.", show_default=False)]
BaseCourse = Annotated[
    Text, _option(_ROWS, "Course file that every row changes; - is standard input.", "--base", metavar="COURSE.toml")
]
InputFormat = Annotated[
    Form | None, _option(_ROWS, "Form of FILE, by default as its name or first line shows.", "--input-format")
]
RecordFormat = Annotated[
    Form | None, _option("Output", "Form of the estimates, by default as the output's name says, or jsonl.",
                         "--format", "-f")
]  # fmt: skip
RecordFile = Annotated[
    Text, _option("Output", "Write to FILE (.csv .jsonl .ndjson), which is there only when all is done.",
                  "--output", "-o", metavar="FILE")
]  # fmt: skip
Rejects = Annotated[
    Text, _option("Output", "Write the rows that cannot be estimated to FILE, with the reasons; by default the reasons"
                  " go to standard error.", "--rejects", metavar="FILE")
]  # fmt: skip
Jobs = Annotated[int, _option(_CARRYING_ON, "Processes; the output is the same.", "--jobs", metavar="N", min=1)]
Resume = Annotated[
    bool, _option(_CARRYING_ON, "Carry on where the same command was interrupted.", "--resume", metavar="")
]
