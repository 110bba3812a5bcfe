"""Whatever a file or command line holds: a documented exit code, no traceback, no harm to a terminal, no long wait.

FUZZ_EXAMPLES=20000 runs that many examples of each kind, here and in test_hostile_outputs.py.
"""

from pathlib import Path

import pytest
from hostile import COURSES, GOOD_FAITH, PRICE_LISTS, QUOTES, TEXTS, as_json, as_toml, file_of, fuzzed
from hypothesis import given
from hypothesis import strategies as st
from judging import DOCUMENTED, assert_harmless, check, load
from running import in_process, text_of

from kapcost.files import example


@pytest.fixture(autouse=True)
def _in_a_folder(folder: Path) -> None:
    """Let what is written be written here, and nothing be slow because it is the first."""
    assert not list(folder.iterdir())
    load()


QUOTE_STARTER, GOOD_FAITH_STARTER = example("quote").encode(), example("good_faith").encode()
PRICES_STARTER = text_of("prices", "export", "--setting", "general").encode()

FORMS = st.sampled_from(["table", "plain", "json", "csv", "markdown"])


@fuzzed
@given(content=file_of(COURSES, as_toml), form=FORMS, more=st.sampled_from([[], ["--schedule"], ["--by-session"]]))
def test_a_course_file_of_any_kind(content: bytes, form: str, more: list[str]) -> None:
    check("estimate", "-", "-f", form, *more, stdin=content)


@fuzzed
@given(content=file_of(COURSES, as_toml), command=st.sampled_from([["ask"], ["compare", "--settings", "office,group"]]))
def test_a_course_file_that_is_asked_about_or_compared(content: bytes, command: list[str]) -> None:
    check(*command, "-", stdin=content)


@fuzzed
@given(content=file_of(PRICE_LISTS, as_toml, PRICES_STARTER))
def test_a_price_list_of_any_kind(content: bytes) -> None:
    for command in (["prices", "check", "-"], ["estimate", "--prices", "-"], ["prices", "show", "--prices", "-"]):
        check(*command, stdin=content)


@fuzzed
@given(content=file_of(QUOTES, as_toml, QUOTE_STARTER), form=FORMS)
def test_a_quote_of_any_kind(content: bytes, form: str) -> None:
    check("check", "-", "-f", form, stdin=content)


@fuzzed
@given(content=file_of(QUOTES, as_toml, QUOTE_STARTER), form=FORMS)
def test_a_quote_that_is_compared(content: bytes, form: str) -> None:
    Path("course.toml").write_text('setting = "clinic-iv"', encoding="utf-8")
    check("compare", "-", "course.toml", "-f", form, stdin=content)


@fuzzed
@given(content=file_of(GOOD_FAITH, as_toml, GOOD_FAITH_STARTER),
       form=st.sampled_from(["text", "markdown", "html", "json"]),
       issue=st.sampled_from([[], ["--issue"]]))  # fmt: skip
def test_a_good_faith_file_of_any_kind(content: bytes, form: str, issue: list[str]) -> None:
    check("gfe", "-", "-f", form, *issue, stdin=content)


def saved() -> dict[str, object]:
    import json  # noqa: PLC0415 - only here

    answer: dict[str, object] = json.loads(text_of("estimate", "--state", "CA", "-f", "json"))
    return answer


@fuzzed
@given(content=file_of([saved()], as_json), command=st.sampled_from(["replay", "compare"]))
def test_a_saved_estimate_of_any_kind(content: bytes, command: str) -> None:
    Path("course.toml").write_text('setting = "office"', encoding="utf-8")
    check(command, "-", *(["course.toml"] if command == "compare" else []), stdin=content)


CELLS = st.sampled_from([*TEXTS, "a,b", 'a"b', "a\nb", "a;b"])
COLUMNS = [
    "id",
    "setting",
    "state",
    "sessions.dosing",
    "prices.talk",
    "discounts",
    "budget",
    "payment.deposit",
    "start",
]


@fuzzed
@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=10), max_size=5), noise=st.binary(max_size=6),
       delimiter=st.sampled_from(",;\t"), form=st.sampled_from(["jsonl", "csv"]))  # fmt: skip
def test_rows_of_any_kind(rows: list[list[str]], noise: bytes, delimiter: str, form: str) -> None:
    lines = [delimiter.join(cells) for cells in [COLUMNS, *rows]]
    check("batch", "-", "-f", form, stdin="\n".join(lines).encode(errors="replace") + noise)


@fuzzed
@given(rows=st.lists(file_of(COURSES, as_json), max_size=4))
def test_rows_of_json_of_any_kind(rows: list[bytes]) -> None:
    check("batch", "-", "--input-format", "jsonl", stdin=b"\n".join(row.replace(b"\n", b" ") for row in rows))


def options_of(command: str) -> list[str]:
    from kapcost.cli.commands import OF_TWO_WORDS, imported  # noqa: PLC0415 - Typer looks at the environment then

    group, _, inner = command.partition(" ")
    asked = imported(group).commands[inner] if inner and command not in OF_TWO_WORDS else imported(command)
    return [name for parameter in asked.params for name in parameter.opts if name.startswith("-")]


COMMANDS = ["estimate", "ask", "compare", "check", "batch", "gfe", "gfe deadline", "glossary", "replay", "schema",
            "start", "prices show", "prices export", "prices check", "prices locations", "prices sources"]  # fmt: skip
WORDS = st.sampled_from([text for text in TEXTS if "\x00" not in text and "/" not in text and len(text) < 100])


@fuzzed
@given(data=st.data(), command=st.sampled_from(COMMANDS))
def test_a_command_line_of_any_kind(data: st.DataObject, command: str) -> None:
    for path in Path.cwd().iterdir():
        path.unlink()
    option = st.sampled_from(["--help", *options_of(command)])
    words = data.draw(st.lists(st.one_of(option, WORDS, option), max_size=8))
    done = in_process(
        *command.split(), *(word for word in words if word != "--color")
    )  # which asks to style a terminal
    assert done.code in DOCUMENTED, (command, words, done.err)
    assert "Traceback" not in done.err
    assert_harmless(done.out + done.err)
    assert not any(path.name.startswith(".kapcost") or path.suffix == ".partial" for path in Path.cwd().iterdir())
