"""The `kapcost` program: its commands, and how it ends."""

import io
import os
import sys
import traceback
from typing import Annotated

import typer

from kapcost.cli.commands import Commands
from kapcost.cli.streams import unwritten, write
from kapcost.ending import end_as_by_ctrl_c
from kapcost.errors import GateError, InputError, KapcostError, PriceListError, Problem, RejectedError
from kapcost.version import VERSION

INTERRUPTED = 130

EXIT_CODES = {
    0: "ok",
    **{kind.code: kind.meaning for kind in (KapcostError, InputError, PriceListError, GateError, RejectedError)},
    INTERRUPTED: "interrupted",
}
"""What the program ends with, as the help and the README say."""

app = typer.Typer(
    name="kapcost",
    cls=Commands,
    epilog="Exit codes: " + "; ".join(f"{code} {meaning}" for code, meaning in EXIT_CODES.items()),
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


@app.callback(invoke_without_command=True)
def kapcost(
    context: typer.Context,
    *,
    version: Annotated[
        bool, typer.Option("--version", metavar="", help="Show the version and end.", is_eager=True)
    ] = False,
) -> None:
    """Tell what a course of ketamine-assisted psychotherapy will cost.

    [bold]kapcost estimate[/]
    [bold]kapcost estimate --dosing 3-6 --state CA --budget 5000[/]

    Ranges come from published prices; prices show, prices sources and --detail say which.
    """
    if version:
        write(f"kapcost {VERSION}\n")
    elif context.invoked_subcommand is None:
        write(context.get_help() + "\n")


def run() -> None:
    """Run the command line and end with the documented exit code, never with a traceback."""
    lost = io.StringIO()
    sys.stdout, sys.stderr = sys.stdout or lost, sys.stderr or io.StringIO()  # they were closed before we began
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    end_as_by_ctrl_c()
    for name in ("GITHUB_ACTIONS", "PY_COLORS"):  # Typer would style help for them even into a pipe
        os.environ.pop(name, None)
    if not os.environ.get("COLUMNS", "").strip("0"):  # no width: Rich would print nothing
        os.environ.pop("COLUMNS", None)
    try:
        code = app(standalone_mode=False)
    except SystemExit:  # Rich ends so when nobody reads a page of help any more
        code = 0
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last resort, so that nothing ends in a traceback
        code = _failed(error)
    if lost.getvalue() and not code:
        code = _failed(InputError(Problem(key="standard output", found="it closed", expected="room to write")))
    sys.exit(code)


def _failed(error: Exception) -> int:
    """Tell what went wrong, and return the exit code for it."""
    from kapcost.cli.failure import tell_error, tell_usage

    if isinstance(error, typer.TyperException):
        tell_usage(error)
        return error.exit_code
    if isinstance(error, OSError):  # a page of help, which Typer prints itself
        error = unwritten(error)
    if not isinstance(error, KapcostError):
        if os.environ.get("KAPCOST_DEBUG"):
            sys.stderr.write("Traceback, without its message, which may hold personal data:\n")
            traceback.print_tb(error.__traceback__)
        expected = "none: please report it with the output of KAPCOST_DEBUG=1"
        error = KapcostError(Problem(found=f"a bug in kapcost ({type(error).__name__})", expected=expected))
    tell_error(error)
    return error.code
