"""The commands by name: only the one that is asked for is imported, so that the program starts quickly."""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

COMMANDS = {
    "estimate": "Estimate what a course of treatment costs, from least to most.",
    "start": "Answer a few questions for a first estimate, and keep it as a course file.",
    "ask": "List the questions to take to a provider, those first that settle most of the range.",
    "compare": "Compare what two to six courses or care settings cost, side by side.",
    "check": "Check what a provider states: what adds up, what is missing, how it compares.",
    "prices": "Show the price list in force and its sources; make and check your own.",
    "batch": "Estimate each row of a CSV or JSONL file by itself.",
    "gfe": "Make a good faith estimate from a file: a draft, or issued once nothing is missing.",
    "replay": "Make a saved estimate again from its own inputs, and say what has changed.",
    "schema": "Print the JSON Schema of one of the forms that kapcost reads or writes.",
    "glossary": "Explain the words of estimates, prices and health plans.",
}
"""What each command does, as the list of commands says it; each has a module of its name in this package."""

OF_TWO_WORDS = ("gfe deadline",)
"""Commands whose first word is one as well, which takes a file; their modules have an underscore for the blank."""


class Commands(TyperGroup):
    """The group of all commands: lists them by COMMANDS, and imports one when it is called."""

    def __init__(self, **attributes: Any) -> None:
        listed = {name: TyperCommand(name, help=text, rich_markup_mode="rich") for name, text in COMMANDS.items()}
        super().__init__(**{**attributes, "commands": listed})

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[Any, Any, list[str]]:
        """Return the command that the first argument, or the first two, name, in place of what only lists it."""
        name, listed, rest = super().resolve_command(ctx, args)
        if listed and rest and f"{name} {rest[0]}" in OF_TWO_WORDS:
            name, rest = f"{name} {rest[0]}", rest[1:]
            return name, imported(name), rest
        return name, listed and imported(listed.name or ""), rest


def imported(name: str) -> Any:
    """Return a command as Typer runs it; its module is imported now."""
    module = import_module(f"{__package__}.{name.replace(' ', '_')}")
    app = getattr(module, "app", None)
    if app is None:
        app = typer.Typer(add_completion=False, rich_markup_mode="rich")
        app.command(name)(module.command)
    return typer.main.get_command(app)
