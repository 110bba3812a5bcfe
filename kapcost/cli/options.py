"""Options that mean the same in every command."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import PurePath
from typing import Annotated, Any, TypeVar

import typer

from kapcost.core.glossary import in_short
from kapcost.errors import InputError, KapcostError, Problem, either, quoted
from kapcost.files import STANDARD_STREAM
from kapcost.price_list_file import load_price_list

Form = TypeVar("Form", bound=StrEnum)


class Format(StrEnum):
    """The forms of an answer."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


SUFFIXES = {
    ".txt": Format.PLAIN,
    ".json": Format.JSON,
    ".csv": Format.CSV,
    ".md": Format.MARKDOWN,
}
"""The format that the name of an output file asks for."""


class DrawnFormat(StrEnum):
    """The forms of an answer that can also be drawn."""

    TABLE = Format.TABLE
    PLAIN = Format.PLAIN
    JSON = Format.JSON
    CSV = Format.CSV
    MARKDOWN = Format.MARKDOWN
    HTML = "html"
    SVG = "svg"


DRAWN_SUFFIXES = {
    **{suffix: DrawnFormat(form) for suffix, form in SUFFIXES.items()},
    ".html": DrawnFormat.HTML,
    ".svg": DrawnFormat.SVG,
}
"""The same for an answer that can also be drawn."""


def format_for(asked: Form | None, output: str | None, suffixes: Mapping[str, Form], default: Form) -> Form:
    """Return the form asked for, else that of the output file's suffix, else the default."""
    if asked is not None or output is None or output == STANDARD_STREAM:
        return asked or default
    suffix = PurePath(output).suffix.lower()
    if suffix not in suffixes:
        expected = f"a name that ends in {either(suffixes)}, or --format"
        raise InputError(Problem(key="--output", found=quoted(output), expected=expected))
    return suffixes[suffix]


def _names(kind: str) -> list[str]:
    """Return the names of the shipped price list, for completion; none if anything is wrong with it."""
    try:
        price_list = load_price_list()
    except KapcostError:
        return []
    return list(getattr(price_list, kind))


def complete_setting(incomplete: str) -> list[str]:
    """Complete the name of a care setting."""
    return [name for name in _names("settings") if name.startswith(incomplete)]


def complete_course(incomplete: str) -> list[str]:
    """Complete the name of a course preset."""
    return [name for name in _names("courses") if name.startswith(incomplete)]


def complete_state(incomplete: str) -> list[str]:
    """Complete the code of a state."""
    return [name for name in _names("locations") if name.startswith(incomplete.upper())]


Text = str | None
"""Every value is taken as text, so that one place checks it, whether it came by option or by file."""

_CARE = "Care"
_SESSIONS = "Sessions, each N or N-M"
_PRICES = "Prices, each 450, 300-500, included or unknown"
_PAYING = "Paying"
_OUTPUT = "Output"


def _option(panel: str, metavar: str, text: str, *names: str, **more: Any) -> Any:
    return typer.Option(*names, help=text, metavar=metavar, rich_help_panel=panel, show_default=False, **more)


def _switch(panel: str, name: str, text: str) -> Any:
    return typer.Option(name, help=text, metavar="", rich_help_panel=panel, show_default=False)


def format_option() -> Any:
    """Return the option that names the form of an answer."""
    return typer.Option("--format", "-f", envvar="KAPCOST_FORMAT", help="Form of the answer.", rich_help_panel=_OUTPUT)


def output_option(suffixes: Iterable[str]) -> Any:
    """Return the option that names a file, whose suffix names the form."""
    text = f"Write to FILE in the form of its suffix ({' '.join(suffixes)}); - is standard output."
    return _option(_OUTPUT, "FILE", text, "--output", "-o")


CourseFile = Annotated[
    Text,
    typer.Argument(
        metavar="COURSE.toml", help="Says the same things as the options, which win; - is standard input.",
        show_default=False,
    ),
]  # fmt: skip

Setting = Annotated[
    Text,
    _option(_CARE, "NAME", "Care setting.", envvar="KAPCOST_SETTING", autocompletion=complete_setting),
]
Course = Annotated[
    Text,
    _option(_CARE, "NAME", "Course preset, such as light, standard or extended.", autocompletion=complete_course),
]
State = Annotated[
    Text,
    _option(_CARE, "XX", "State, for prices that vary by location.", envvar="KAPCOST_STATE",
            autocompletion=complete_state),
]  # fmt: skip

Metro = Annotated[Text, _option(_CARE, "CITY", "Metropolitan area, more exact than the state.", envvar="KAPCOST_METRO")]
Tier = Annotated[Text, _option(_CARE, "NAME", "Step of a sliding scale, such as intern.")]

Consultation = Annotated[Text, _option(_SESSIONS, "N", in_short("consultation"))]
Preparation = Annotated[Text, _option(_SESSIONS, "N", in_short("preparation"))]
Dosing = Annotated[Text, _option(_SESSIONS, "N", in_short("dosing"))]
Integration = Annotated[Text, _option(_SESSIONS, "N", in_short("integration"))]
Ongoing = Annotated[Text, _option(_SESSIONS, "N", in_short("ongoing"))]
Review = Annotated[Text, _option(_SESSIONS, "N", in_short("review"))]
Booster = Annotated[Text, _option(_SESSIONS, "N", in_short("booster"))]
DosingHours = Annotated[Text, _option(_SESSIONS, "H", "Hours of a dosing session, for hourly prices.")]

Therapist = Annotated[Text, _option(_PRICES, "PRICE", "Therapist in each dosing session.")]
Ketamine = Annotated[Text, _option(_PRICES, "PRICE", "Ketamine for each dosing session.")]
Facility = Annotated[Text, _option(_PRICES, "PRICE", "Facility for each dosing session.")]
Monitoring = Annotated[Text, _option(_PRICES, "PRICE", "Monitoring of each dosing session.")]
Talk = Annotated[Text, _option(_PRICES, "PRICE", "Each preparation, integration and ongoing session.")]
Intake = Annotated[Text, _option(_PRICES, "PRICE", "The therapist's part of the consultation.")]
Medical = Annotated[Text, _option(_PRICES, "PRICE", "Medical evaluation, and each review visit.")]
AllIn = Annotated[Text, _option(_PRICES, "PRICE", "A whole dosing session, where one fee covers it.")]
PriceListFile = Annotated[
    Text,
    _option(_PRICES, "FILE", "Price list to use in place of the published ranges.", "--prices",
            envvar="KAPCOST_PRICES"),
]  # fmt: skip

PackageOption = Annotated[Text, _option(_PAYING, "NAME", "Session package of the care setting or course file.")]
DiscountOption = Annotated[
    list[str] | None,
    _option(_PAYING, "DISCOUNT", "10%, 200 or LABEL:10%:SCOPE; again for more, in order, in place of the file's."),
]
HealthPlanFile = Annotated[
    Text, _option(_PAYING, "FILE", "Health plan, as the table health_plan of a course file says it.", "--health-plan")
]
Start = Annotated[Text, _option(_PAYING, "DATE", "Day of the first visit, YYYY-MM-DD, for the dates of claims.")]
DepositOption = Annotated[
    Text, _option(_PAYING, "AMOUNT", "Deposit on the first day, such as 500 or 20%.", "--deposit")
]
Instalments = Annotated[Text, _option(_PAYING, "N", "Pay the rest in N monthly instalments.")]
LoanOption = Annotated[Text, _option(_PAYING, "APR:MONTHS", "Pay the rest by a loan, such as 17.9%:24.", "--loan")]
ScheduleOption = Annotated[bool, _switch(_PAYING, "--schedule", "Say what is due when, and to whom.")]
BySession = Annotated[bool, _switch(_PAYING, "--by-session", "Say what stopping after each dosing session costs.")]
Budget = Annotated[Text, _option(_PAYING, "AMOUNT", "Say whether the course fits a budget.")]
FailOverBudget = Annotated[
    bool, _switch(_PAYING, "--fail-over-budget", "End with exit code 4 unless it fits for certain.")
]

AsOf = Annotated[
    Text, _option(_OUTPUT, "DATE", "Date of the estimate, YYYY-MM-DD, by default today.", envvar="KAPCOST_AS_OF")
]
Strict = Annotated[
    bool, _switch(_PRICES, "--strict", "End with exit code 3 if a price was checked over a year before the estimate.")
]
Detail = Annotated[bool, _switch(_OUTPUT, "--detail", "Say everything at length.")]
Explain = Annotated[Text, _option(_OUTPUT, "LINE", "Say in plain words where a line came from, such as ketamine.")]
FormatOption = Annotated[Format | None, format_option()]
DrawnFormatOption = Annotated[DrawnFormat | None, format_option()]
Output = Annotated[Text, output_option(SUFFIXES)]
DrawnOutput = Annotated[Text, output_option(DRAWN_SUFFIXES)]
Color = Annotated[
    bool | None,
    typer.Option("--color/--no-color", metavar="", help="By default as NO_COLOR, FORCE_COLOR and the terminal say.",
                 rich_help_panel=_OUTPUT, show_default=False),
]  # fmt: skip
