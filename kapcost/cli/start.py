"""`kapcost start`: a first estimate by a few questions on a terminal, kept as a course file."""

import os.path
import shlex
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import chain, count
from pathlib import Path, PurePath
from typing import Annotated

import typer
from rich.console import Group, RenderableType
from rich.text import Text

from kapcost.cli import options
from kapcost.cli.asking import estimate_asked, option_of, options_given
from kapcost.cli.delivery import deliver
from kapcost.cli.dialogue import heard, say
from kapcost.cli.estimate import table_text
from kapcost.core.answer import Estimate
from kapcost.core.price_list import PriceList
from kapcost.course_file import answer, with_values
from kapcost.errors import InputError, Problem, quoted
from kapcost.files import write_text
from kapcost.first_course import STEPS, Step, is_unsure
from kapcost.render.as_toml import course_toml

EXPLAIN = "?"
"""What is typed to have a question explained."""

NoInput = Annotated[
    bool, typer.Option("--no-input", metavar="", help="Never ask; name the options to use instead.", show_default=False)
]


def command(
    context: typer.Context,
    *,
    setting: options.Setting = None,
    state: options.State = None,
    metro: options.Metro = None,
    prices: options.PriceListFile = None,
    no_input: NoInput = False,
    as_of: options.AsOf = None,
    color: options.Color = None,
) -> None:
    """Answer a few questions for a first estimate, and keep it as a course file.

    [bold]kapcost start[/]
    [bold]kapcost start --setting office[/]

    At most six questions, in a terminal; each explains itself, and takes "I don't know".
    """
    _check_terminal(no_input=no_input)
    estimate, price_list = estimate_asked(context, None, prices)
    answers = {key: value for key, value in options_given(context).items() if key != "as_of"}
    say(f'At most six questions. {EXPLAIN} explains one; Enter or "I don\'t know" takes what is usual; Ctrl-C ends.')
    number = 1
    for step_for in STEPS:
        step = step_for(price_list, estimate)
        if step is not None and step.key not in answers:
            say(_shown(number, step))
            answers, estimate = _answered(step, answers, price_list, estimate.as_of)
            number += 1
    say("")
    deliver(lambda console: table_text(estimate, console), None, color=color)
    say(_next(_kept(number, answers), answers, prices), wrap=False)


def _check_terminal(*, no_input: bool) -> None:
    """Refuse to ask where nobody could answer."""
    if no_input or not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        found = "--no-input" if no_input else "no terminal to ask on"
        expected = "kapcost estimate with --setting, --state, --dosing, --all-in or --therapist, and --budget"
        raise InputError(Problem(key="kapcost start", found=found, expected=expected))


def _shown(number: int, step: Step) -> RenderableType:
    lines = [f"   {place} {name}: {title}" for place, (name, title) in enumerate(step.choices.items(), 1)]
    question = Text(f"\n{number}. {step.question}", style="bold")
    return Group(question, *map(Text, lines), Text(f"   Enter: {step.otherwise}."))


def _answered(
    step: Step, answers: Mapping[str, str], price_list: PriceList, as_of: date
) -> tuple[dict[str, str], Estimate]:
    """Ask until the answer is one that a course file may give; return the answers with it, and their estimate."""
    while True:
        said = heard()
        if said == EXPLAIN:
            say(Group(*map(Text, [*step.explanation, step.how])))
            continue
        try:
            now = step.answered(said, answers)
            return now, answer(with_values({"as_of": as_of}, now), price_list)
        except InputError as error:
            _say_problems(error)
            say(Text(step.how))


def _kept(number: int, answers: Mapping[str, str]) -> str | None:
    """Ask for a new file until the answers are written to one, and return its name, None if none is wanted."""
    usual = _free_name()
    say(Text(f"\n{number}. In which new file shall the answers be kept?", style="bold"))
    say(f'   Enter: {usual}. "no" keeps nothing.')
    while True:
        said = heard()
        if said == EXPLAIN:
            say("A course file says the same things as the options of kapcost estimate. You can edit it.")
        elif said.casefold() in ("no", "none", "skip"):
            return None
        else:
            try:
                file = usual if is_unsure(said) else _course_file(said)
                write_text(file, course_toml(with_values({}, answers)), new=True)
            except InputError as error:
                _say_problems(error)
            else:
                return file


def _course_file(said: str) -> str:
    """Return the name of a course file that is said; InputError for what looks like anything else, such as 4000."""
    if PurePath(said).suffix.lower() != ".toml":
        raise InputError(Problem(found=quoted(said), expected='a name that ends in .toml, Enter or "no"'))
    return os.path.expanduser(said)  # noqa: PTH111 - unlike that of Path, it raises nothing


def _free_name() -> str:
    """Return the first name for a course file that nothing has: course.toml, course-2.toml and so on."""
    names = chain(["course.toml"], (f"course-{number}.toml" for number in count(2)))
    return next(name for name in names if not Path(name).exists())


def _say_problems(error: InputError) -> None:
    for problem in error.problems:
        say(Text(str(replace(problem, key=""))))


def _next(file: str | None, answers: Mapping[str, str], prices: str | None) -> RenderableType:
    """Return the command that gives the same estimate again, by the file or else by options, and what to ask then."""
    said = [word for key, value in answers.items() for word in (option_of(key), value)]
    words = said if file is None else [f"./{file}" if file.startswith("-") else file]
    words += ["--prices", prices] if prices else []
    return Group(
        Text("Nothing is kept." if file is None else f"Kept in {file}."),
        Text(f"The same estimate again: {shlex.join(['kapcost', 'estimate', *words])}"),
        Text(f"Questions to take along: {shlex.join(['kapcost', 'ask', *words])}"),
    )
