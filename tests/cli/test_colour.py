"""Colour is for terminals: a flag beats NO_COLOR and FORCE_COLOR, and a pipe gets none."""

import os
import re
import subprocess
import sys

import pytest
from running import Kapcost, process

ESCAPE = "\x1b"
FORMS = ["table", "plain", "json", "csv", "markdown"]


def coloured(text: str) -> bool:
    return bool(re.search(r"\x1b\[(?:\d+;)*(?:3[0-7]|9[0-7])[;m]", text))


@pytest.mark.parametrize("form", FORMS)
def test_a_pipe_gets_no_escape_codes(form: str) -> None:
    env = {"GITHUB_ACTIONS": "1", "TERM": "xterm-256color"}
    assert ESCAPE not in process("estimate", "-f", form, env=env).out


@pytest.mark.parametrize("command", ["", "-h", "estimate -h", "estimate --bogus", "estimate --dosing x", "prices show"])
def test_a_pipe_gets_no_escape_codes_under_github_actions(command: str) -> None:
    done = process(*command.split(), env={"GITHUB_ACTIONS": "true"})
    assert ESCAPE not in done.out
    assert ESCAPE not in done.err


PRECEDENCE = [
    ({}, [], False),
    ({"FORCE_COLOR": "1"}, [], True),
    ({"NO_COLOR": "1"}, [], False),
    ({"NO_COLOR": "", "FORCE_COLOR": "1"}, [], True),
    ({}, ["--color"], True),
    ({"NO_COLOR": "1"}, ["--color"], True),
    ({"FORCE_COLOR": "1"}, ["--no-color"], False),
    ({"GITHUB_ACTIONS": "1"}, ["--color"], True),
]


@pytest.mark.parametrize(("env", "flags", "expected"), PRECEDENCE)
@pytest.mark.parametrize("command", [["estimate"], ["prices", "show"]], ids=["estimate", "prices"])
def test_a_flag_beats_the_environment_which_beats_the_terminal(
    kapcost: Kapcost,
    command: list[str],
    env: dict[str, str],
    flags: list[str],
    expected: bool,  # noqa: FBT001 - a case
) -> None:
    if command == ["prices", "show"] and expected:
        expected = False  # its tables are bold at most
    assert coloured(kapcost(*command, *flags, env=env).out) is expected


@pytest.mark.parametrize("form", ["plain", "json", "csv", "markdown"])
def test_only_the_table_is_ever_coloured(kapcost: Kapcost, form: str) -> None:
    assert ESCAPE not in kapcost("estimate", "-f", form, "--color", env={"FORCE_COLOR": "1"}).out


def test_colour_adds_nothing_but_colour(kapcost: Kapcost) -> None:
    styled = re.sub(r"\x1b\[[\d;]*m", "", kapcost("estimate", "--color").out)
    assert [line.rstrip() for line in styled.splitlines()] == kapcost("estimate").out.splitlines()


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
def test_a_terminal_gets_colour_and_its_own_width() -> None:
    import pty  # noqa: PLC0415 - not there on Windows

    ours, theirs = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"}
    subprocess.run([sys.executable, "-m", "kapcost", "estimate"], stdout=theirs, env=env, check=True)
    os.close(theirs)
    text = os.read(ours, 100_000).decode()
    os.close(ours)
    assert coloured(text)
    assert all(len(line) <= 80 for line in re.sub(r"\x1b\[[\d;]*m", "", text).splitlines())
