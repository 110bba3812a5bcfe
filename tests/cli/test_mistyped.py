"""What is mistyped is never acted on: exit code 2, nothing on standard output, and the nearest valid word."""

import pytest
from running import process

MISTYPED = {
    "estmate": "estimate",
    "price show": "prices",
    "prices chek": "check",
    "estimate --dosng 3": "--dosing",
    "estimate --stat CA": "--state",
    "estimate --forma json": "--format",
    "estimate -f jsn": "json",
    "schema estimat": "estimate",
}


@pytest.mark.parametrize("command", MISTYPED)
def test_a_mistyped_word_gets_a_suggestion(command: str) -> None:
    done = process(*command.split())
    assert (done.code, done.out) == (2, "")
    assert MISTYPED[command] in done.err.split("Error", 1)[1]


@pytest.mark.parametrize("command", ["estimate a.toml b.toml", "estimate --dosing", "schema", "prices check"])
def test_too_much_or_too_little_is_refused(command: str) -> None:
    done = process(*command.split())
    assert (done.code, done.out) == (2, "")


@pytest.mark.parametrize("command", [["estimate", "--\x1b[31mred"], ["\x1b[31m"], ["estimate", "-f", "\x1b[31m"]])
def test_a_mistyped_word_cannot_style_the_message(command: list[str]) -> None:
    assert "\x1b" not in process(*command).err


@pytest.mark.parametrize("command", [["estimate", "-f", "[red]x[/red]"], ["[red]x[/red]"]])
def test_a_mistyped_word_is_shown_as_it_was_typed(command: list[str]) -> None:
    assert "[red]x[/red]" in process(*command).err
