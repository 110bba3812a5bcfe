"""The commands by name: only the one that is asked for is imported, so that the program starts quickly."""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

COMMANDS = {
    "estimate": "Estimate what a course of treatment costs, from least to most.",
    "compare": "Compare what two to six courses or care settings cost, side by side.",
    "replay": "Make a saved estimate again from its own inputs, and say what has changed.",
    "prices": "Show the price list in force and its sources; make and check your own.",
    "schema": "Print the JSON Schema of an estimate, a comparison, a course file or a price list.",
}
"""What each command does, as the list of commands says it; each has a module of its name in this package."""


class Commands(TyperGroup):
    """The group of all commands: lists them by COMMANDS, and imports one when it is called."""

    def __init__(self, **attributes: Any) -> None:
        listed = {name: TyperCommand(name, help=text, rich_markup_mode="rich") for name, text in COMMANDS.items()}
        super().__init__(**{**attributes, "commands": listed})

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[Any, Any, list[str]]:
        """Return the command that the first argument names, in place of what only lists it."""
        name, listed, rest = super().resolve_command(ctx, args)
        return name, listed and _imported(listed.name or ""), rest


def _imported(name: str) -> Any:
    module = import_module(f"{__package__}.{name}")
    app = getattr(module, "app", None)
    if app is None:
        app = typer.Typer(add_completion=False, rich_markup_mode="rich")
        app.command(name)(module.command)
    return typer.main.get_command(app)
