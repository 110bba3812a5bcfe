"""Where JSON is asked for, standard error is empty or holds one JSON object, by the published schema."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it brings no types
from running import Kapcost, Run, process, text_of

ASKING = {
    "-f json": {},
    "-fjson": {},
    "--format json": {},
    "--format=json": {},
    "-o answer.json": {},
    "--output=answer.JSON": {},
    "": {"KAPCOST_FORMAT": "json"},
    "-o answer.csv": {"KAPCOST_FORMAT": "json"},
}
"""Every way to ask for JSON: options, with variables of the environment."""

NOT_ASKING = {
    "": {},
    "-f plain -o answer.json": {},
    "-f csv": {"KAPCOST_FORMAT": "json"},
    "-o answer.csv": {},
    "-o -": {},
}

MISTYPED = {
    "estimate --dosng 3": ("--dosng", "--dosing"),
    "estimate --dosing": ("--dosing", None),
    "estimate a.toml b.toml": ("", None),
    "estmate": ("", None),
    "schema": ("name", None),
    "schema estimat": ("name", None),
    "prices show --setting": ("--setting", None),
    "prices": ("", None),
}
"""What Typer refuses, with the key that is named and the suggestion; JSON is asked for by a variable."""


def failure(done: Run) -> dict[str, Any]:
    """Return the one JSON object on standard error, which must be on one line, valid, and of the run's exit code."""
    assert done.err.count("\n") == 1
    said: dict[str, Any] = json.loads(done.err)
    schema = json.loads(text_of("schema", "error"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(said)] == []
    assert said["code"] == done.code
    return said


@pytest.mark.parametrize("options", ASKING)
@pytest.mark.usefixtures("folder")
def test_where_json_is_asked_for_an_error_is_json(kapcost: Kapcost, options: str) -> None:
    done = kapcost("estimate", "--state", "ZZ", *options.split(), env=ASKING[options])
    assert failure(done)["problems"][0]["key"] == "--state"


@pytest.mark.parametrize("options", NOT_ASKING)
@pytest.mark.usefixtures("folder")
def test_where_another_form_is_asked_for_an_error_is_text(kapcost: Kapcost, options: str) -> None:
    done = kapcost("estimate", "--state", "ZZ", *options.split(), env=NOT_ASKING[options])
    assert done.err.startswith("kapcost: --state: ")


def test_an_error_says_what_the_text_says_in_parts(kapcost: Kapcost, folder: Path) -> None:
    (folder / "c.toml").write_text('setting = "ofice"\n[sessions]\ndosing = "x"\n')
    done = kapcost("estimate", "c.toml", "--budget", "much", "-f", "json")
    said = failure(done)
    assert list(said) == ["error", "code", "problems"]
    assert said["error"] == "wrong usage or invalid input"
    assert [list(problem) for problem in said["problems"]] == [["file", "key", "found", "expected", "suggestion"]] * 3
    assert [(problem["file"], problem["key"]) for problem in said["problems"]] == [
        ("c.toml", "sessions.dosing"),
        ("", "--budget"),
        ("c.toml", "setting"),
    ]
    assert [problem["suggestion"] for problem in said["problems"]] == [None, None, "office"]


def test_a_price_list_at_fault_has_its_own_code(kapcost: Kapcost) -> None:
    assert failure(kapcost("estimate", "--prices", "none.toml", "-f", "json"))["code"] == 3


def test_an_answer_that_is_no_is_told_beside_the_answer(kapcost: Kapcost) -> None:
    done = kapcost("estimate", "--budget", "10", "--fail-over-budget", "-f", "json")
    assert failure(done)["code"] == 4
    assert json.loads(done.out)["budget"]["verdict"] == "exceeds"


JSONL = {"-f jsonl": {}, "-o out.jsonl": {}, "-o out.NDJSON": {}, "-o out.jsonl --rejects r.csv": {},
         "": {"KAPCOST_FORMAT": "json"}}  # fmt: skip
"""Ways to ask a batch for records of JSON; the default, which nobody asked for, is none."""


@pytest.mark.parametrize("options", JSONL)
@pytest.mark.usefixtures("folder")
def test_a_batch_of_json_tells_one_object_for_each_rejected_row_and_then_one_error(
    kapcost: Kapcost, options: str
) -> None:
    rows = b"id,setting\na,ofice\nb,office\nc,clinc-im\n"
    done = kapcost("batch", "-", *options.split(), stdin=rows, env=JSONL[options])
    *reasons, last = done.problems
    assert failure(replace(done, err=f"{last}\n"))["code"] == 5
    said = [json.loads(reason) for reason in reasons]
    assert [list(each) for each in said] == ([] if "--rejects" in options else [["row", "problems"]] * 2)
    assert [each["row"] for each in said] == ([] if "--rejects" in options else [1, 3])
    for each in said:
        assert [problem["key"] for problem in each["problems"]] == ["setting"]
        assert each["problems"][0]["suggestion"]


@pytest.mark.usefixtures("folder")
def test_an_error_that_ends_a_batch_of_json_is_json(kapcost: Kapcost) -> None:
    assert failure(kapcost("batch", "missing.csv", "-f", "jsonl"))["code"] == 2
    assert kapcost("batch", "missing.csv").err.startswith("kapcost: missing.csv: ")
    assert kapcost("batch", "missing.csv", "-o", "out.csv").err.startswith("kapcost: missing.csv: ")


@pytest.mark.parametrize("command", MISTYPED)
def test_what_cannot_be_read_as_arguments_is_told_as_json_too(command: str) -> None:
    [problem] = failure(process(*command.split(), env={"KAPCOST_FORMAT": "json"}))["problems"]
    assert (problem["key"], problem["suggestion"]) == MISTYPED[command]
    assert problem["found"]


def test_a_form_that_does_not_exist_is_refused_as_text() -> None:
    done = process("estimate", "-f", "json", "-f", "jsn")
    assert done.code == 2
    assert "'jsn'" in done.err.split("Error", 1)[1]


def test_a_bug_is_told_as_json_with_the_code_of_bugs() -> None:
    broken = "import kapcost.cli.main as m; m.app = lambda **_: 1 / 0; m.run()"
    said = failure(process("-f", "json", code=broken))
    assert (said["error"], said["code"]) == ("a bug in kapcost", 1)
    assert "ZeroDivisionError" in said["problems"][0]["found"]


def test_warnings_are_part_of_the_answer_and_standard_error_stays_empty(kapcost: Kapcost) -> None:
    done = kapcost("estimate", "--as-of", "2030-01-01", "-f", "json")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["warnings"]


@pytest.mark.parametrize("word", ["\x1b[31mred", "\x9b31m", "\u202eesrever", "[red]x[/red]", '"', "\udcff"])
def test_no_text_styles_or_breaks_the_object(kapcost: Kapcost, word: str) -> None:
    done = kapcost("estimate", "--state", word, "-f", "json")
    failure(done)
    assert done.err.isascii()
    assert done.err.rstrip("\n").isprintable()
