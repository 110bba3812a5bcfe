"""Help is what a person sees first: two examples that work, no jargon, and the same text by every way to ask."""

import re
from pathlib import Path

import pytest
from running import process

from kapcost import __version__
from kapcost.cli.commands import COMMANDS
from kapcost.files import example

PAGES = ["", "estimate", "batch", "compare", "replay", "check", "prices", "prices show", "prices sources",
         "prices locations", "prices export", "prices check", "schema", "ask", "start", "glossary", "gfe",
         "gfe deadline"]  # fmt: skip


def test_the_bare_command_shows_help() -> None:
    done = process()
    assert (done.code, done.err) == (0, "")
    assert done.out.split() == process("-h").out.split() == process("--help").out.split()


def examples(page: str) -> list[list[str]]:
    text = process(*page.split(), "-h").out
    return [line.split()[1:] for line in text.splitlines() if re.match(r" kapcost \w+", line)]


OWN_FILES = {
    "rows.csv": "setting,sessions.dosing\noffice,3-6\n",
    "rows.jsonl": '{"state": "CA"}\n',
    "course.toml": 'course = "light"\n',
    "my_quote.toml": example("quote"),
}
"""The files that a person has; what else the examples of a page need, they make."""


@pytest.mark.parametrize("page", PAGES)
def test_help_leads_with_examples_that_work(folder: Path, page: str) -> None:
    for name, text in OWN_FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert 1 <= len(examples(page)) <= 3
    for words in examples(page):
        code = process(*words).code
        if words[0] == "start":  # it asks at a terminal only
            assert code == 2
        else:
            assert code == 0 or (code == 4 and "--issue" in words), words


@pytest.mark.parametrize("page", PAGES)
def test_no_page_of_help_names_a_type_of_python(page: str) -> None:
    text = process(*page.split(), "-h").out
    ours = [
        line for line in text.splitlines() if not re.search(r"--help|-completion|COURSE|QUOTE|FILE|TERM|TEXT", line)
    ]
    assert ours
    assert not re.findall(r"<(?:bool|str|int|text)>", "\n".join(ours))


def test_the_version_is_one_line() -> None:
    assert process("--version").out == f"kapcost {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_says_first_of_itself(name: str) -> None:
    said = " ".join(process(name, "-h").out.split())
    assert COMMANDS[name] in said
