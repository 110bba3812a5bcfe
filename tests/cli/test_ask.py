"""`kapcost ask` lists the questions to a provider, to print or to read by a program."""

import json
import re
from pathlib import Path

import pytest
from running import Kapcost


def test_the_list_is_markdown_with_a_box_and_room_for_each_answer(kapcost: Kapcost) -> None:
    lines = kapcost("ask", "--state", "CA").out.splitlines()
    assert lines[0] == "# Questions to ask"
    assert lines[2] == "Ketamine-assisted psychotherapy, 6 dosing sessions: $4,113 to $10,021, as of 2026-11-24."
    boxes = [line for line in lines if line.startswith("- [ ] ")]
    assert len(boxes) == sum(bool(re.fullmatch(r"  \.{40,}", line)) for line in lines) > 5
    assert [line for line in lines if line.startswith("## ")] == [
        "## Ask the clinic",
        "## Ask the therapist",
        "## Ask the prescriber",
    ]


def test_the_first_question_is_the_one_of_the_estimate_with_what_its_answer_settles(kapcost: Kapcost) -> None:
    estimate = json.loads(kapcost("estimate", "--state", "CA", "-f", "json").out)
    first = next(line for line in kapcost("ask", "--state", "CA").out.splitlines() if line.startswith("- "))
    assert first.startswith(f"- [ ] **{estimate['question']}**")
    assert first.endswith("$100–$500 is counted until then; the answer settles 41% of the range.")


def test_those_are_asked_first_whose_best_question_settles_most(kapcost: Kapcost) -> None:
    args = ("ask", "--state", "CA", "--medical", "unknown")
    asked = json.loads(kapcost(*args, "-f", "json").out)["questions"]
    lines = kapcost(*args, "-f", "plain").out.splitlines()[2:]
    for payee in {each["payee"] for each in asked}:
        texts = [line.partition(": ")[2] for line in lines if line.startswith(f"Ask the {payee}: ")]
        wanted = [each["question"] for each in asked if each["payee"] == payee]
        assert all(text.startswith(question) for text, question in zip(texts, wanted, strict=True))
    payees = list(dict.fromkeys(each["payee"] for each in asked))
    assert list(dict.fromkeys(line.partition(":")[0] for line in lines)) == [f"Ask the {payee}" for payee in payees]
    assert lines[0].startswith(f"Ask the {payees[0]}: {asked[0]['question']}")


def test_it_takes_what_an_estimate_takes(kapcost: Kapcost, folder: Path) -> None:
    (folder / "course.toml").write_text('setting = "office"\n[sessions]\ndosing = "3-6"\n', encoding="utf-8")
    args = ("course.toml", "--preparation", "4", "--talk", "150", "--discount", "10%", "--as-of", "2026-12-01")
    estimate = json.loads(kapcost("estimate", *args, "-f", "json").out)
    asked = json.loads(kapcost("ask", *args, "-f", "json").out)
    assert asked["estimate_id"] == estimate["estimate_id"]
    assert asked["estimate"] == estimate["totals"]["estimate"]


def test_plain_text_has_a_line_for_each_question(kapcost: Kapcost) -> None:
    title, about, *lines = kapcost("ask", "--facility", "unknown", "-f", "plain").out.splitlines()
    assert title == "Questions to ask"
    assert about.startswith("Partial estimate")
    assert lines[0] == (
        "Ask the clinic: What does facility cost in dosing sessions, or is it included? Not known, so not in the total."
    )
    assert all(line.startswith("Ask the ") for line in lines)


@pytest.mark.parametrize(("file", "begins"), [("q.md", "# Q"), ("q.txt", "Questions"), ("q.json", "{")])
def test_a_file_has_the_form_of_its_suffix(kapcost: Kapcost, folder: Path, file: str, begins: str) -> None:
    done = kapcost("ask", "-o", file)
    assert (done.code, done.out, done.err) == (0, "", "")
    assert (folder / file).read_text("utf-8").startswith(begins)


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        (["--setting", "ofice"], "--setting: found 'ofice'"),
        (["-o", "questions.csv"], "--output: found 'questions.csv'"),
        (["missing.toml"], "missing.toml: found no such file"),
    ],
)
def test_what_cannot_be_asked_is_refused(kapcost: Kapcost, folder: Path, args: list[str], problem: str) -> None:
    done = kapcost("ask", *args)
    assert (done.code, done.out) == (2, "")
    assert problem in done.err
    assert list(folder.iterdir()) == []


def test_options_that_say_how_an_estimate_is_shown_are_not_taken(kapcost: Kapcost) -> None:
    assert kapcost("ask", "--detail").code == 2
