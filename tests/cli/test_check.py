"""`kapcost check` prints the audit of a quote, and ends with 4 if the quote does not add up."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from running import Kapcost, process

QUOTE = """
provider = "Hill clinic"
setting = "clinic-iv"
total = 2950
[[lines]]
label = "Evaluation"
phase = "consultation"
elements = ["medical"]
price = 250
[[lines]]
label = "Infusions"
phase = "dosing"
elements = ["ketamine", "facility", "monitoring"]
count = 6
price = 450
"""
WRONG = QUOTE.replace("2950", "3000")
FORMS = ["table", "plain", "markdown", "csv", "json"]


def check(kapcost: Kapcost, quote: str, *options: str) -> Any:
    return kapcost("check", "-", *options, stdin=quote.encode())


def test_a_quote_that_foots_ends_with_0(kapcost: Kapcost) -> None:
    done = check(kapcost, QUOTE)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Quote of Hill clinic: adds up\n")


@pytest.mark.parametrize("form", FORMS)
def test_one_that_does_not_ends_with_4_after_the_whole_answer(kapcost: Kapcost, form: str) -> None:
    done = check(kapcost, WRONG, "-f", form)
    assert (done.code, len(done.problems)) == (4, 1)
    assert "3000.00 stated" in done.err
    assert "lab tests" in done.out


def test_an_answer_in_a_file_is_written_before_the_code_says_no(kapcost: Kapcost, folder: Path) -> None:
    assert check(kapcost, WRONG, "-o", "audit.json").code == 4
    assert json.loads((folder / "audit.json").read_text("utf-8"))["foots"] is False


def test_the_examples_of_the_help_work_one_after_the_other(kapcost: Kapcost, folder: Path) -> None:
    text = kapcost("check", "-h").out
    examples = [line.split()[1:] for line in text.splitlines() if re.match(r" kapcost check", line)]
    assert [kapcost(*words).code for words in examples] == [0, 0, 0]
    assert sorted(path.name for path in folder.iterdir()) == ["audit.html", "quote.toml"]


def test_the_example_passes_its_own_check() -> None:
    example = process("check", "--example")
    assert process("check", "-", stdin=example.out.encode()).code == 0


def test_the_example_replaces_no_file(kapcost: Kapcost, folder: Path) -> None:
    (folder / "quote.toml").write_text(QUOTE)
    assert kapcost("check", "--example", "-o", "quote.toml").code == 2
    assert (folder / "quote.toml").read_text() == QUOTE


def test_options_win_over_the_quote(kapcost: Kapcost) -> None:
    said = json.loads(check(kapcost, QUOTE, "--setting", "general", "--state", "CA", "-f", "json").out)
    assert (said["setting"], said["location"]["state"], said["as_of"]) == ("general", "CA", "2026-11-24")


def test_a_clinic_may_be_checked_against_a_price_list_of_its_own(kapcost: Kapcost, folder: Path) -> None:
    kapcost("prices", "export", "--setting", "clinic-iv", "-o", "own.toml")
    text = (folder / "own.toml").read_text("utf-8")
    assert json.loads(check(kapcost, QUOTE, "--prices", "own.toml", "-f", "json").out)["price_list"]["sha256"]
    (folder / "own.toml").write_text(text.replace("\nchecked", "\nchekked", 1), encoding="utf-8")
    assert check(kapcost, QUOTE, "--prices", "own.toml").code == 3


def test_the_csv_has_what_a_spreadsheet_adds_up(kapcost: Kapcost) -> None:
    rows = list(csv.DictReader(io.StringIO(check(kapcost, QUOTE.replace("2950", "2700"), "-f", "csv").out)))
    assert sum(float(row["amount"]) for row in rows if row["row"] == "line") == 2950
    assert [row["difference"] for row in rows if row["row"] == "check total"] == ["-250.00"]


@pytest.mark.parametrize("columns", ["60", "80", "120"])
@pytest.mark.parametrize("price", ["450", "450.25", "9999999"])
def test_the_table_fits_and_cuts_no_number(kapcost: Kapcost, columns: str, price: str) -> None:
    quote = QUOTE.replace("price = 450", f"price = {price}")
    done = kapcost("check", "-", stdin=quote.encode(), env={"COLUMNS": columns})
    assert max(cell_len(line) for line in done.out.splitlines()) <= int(columns)
    whole = check(kapcost, quote, "-f", "plain").out.split("Sums:")[0]
    assert set(re.findall(r"\$[\d,.]*\d", whole)) <= set(re.findall(r"\$[\d,.]*\d", done.out))


HOSTILE = {
    "a negative price": ("price = 450", "price = -450", "lines['Infusions'].price: found '-450'"),
    "no number": ("price = 450", "price = nan", "lines['Infusions'].price: found 'NaN'"),
    "infinite": ("total = 2950", "total = inf", "total: found 'Infinity'"),
    "ten to the thirtieth": ("price = 450", "price = 1e30", "lines['Infusions'].price: found '1E+30'"),
    "ten to the thirtieth sessions": ("count = 6", f"count = {10**30}", "lines['Infusions'].count: found '1000"),
    "half a session": ("count = 6", "count = 6.5", "lines['Infusions'].count: found '6.5'"),
    "a tenth of a cent": ("price = 450", "price = 450.001", "at most two decimals"),
    "a mistyped key": ("price = 450", "prise = 450", "Did you mean price?"),
    "a mistyped phase": ('"dosing"', '"dosin"', "Did you mean dosing?"),
    "a mistyped element": ('"ketamine"', '"ketamin"', "Did you mean ketamine?"),
    "a mistyped care setting": ("clinic-iv", "clinic-vi", "Did you mean clinic-iv?"),
    "no label": ('label = "Infusions"', "", "lines[2].label: found nothing"),
    "an empty label": ('"Infusions"', r'"\u001b"', "expected a word or more"),
    "lines that are none": (QUOTE, "lines = 5", "lines: found '5'; expected a list"),
    "a line that is none": (QUOTE, "lines = [5]", "lines[1]: found '5'; expected a table"),
    "nothing": (QUOTE, "", "lines: found nothing; expected the lines of a quote; kapcost check --example prints"),
    "no line": (QUOTE, "total = 5", "lines: found none; expected at least one line or package"),
    "a course file": (
        QUOTE,
        "budget = 5\nsessions = { dosing = 6 }",
        "found a course file; expected a quote; kapcost est",
    ),
}


@pytest.mark.parametrize(("old", "new", "said"), HOSTILE.values(), ids=HOSTILE)
def test_a_quote_that_cannot_be_meant_is_refused_by_its_key(kapcost: Kapcost, old: str, new: str, said: str) -> None:
    done = check(kapcost, QUOTE.replace(old, new))
    assert (done.code, done.out, len(done.problems)) == (2, "", 1)
    assert said in done.err


@pytest.mark.parametrize("command", ["estimate", "ask"])
def test_a_quote_given_to_another_command_is_named_as_one(kapcost: Kapcost, command: str) -> None:
    done = kapcost(command, "-", stdin=QUOTE.encode())
    expected = "kapcost: -: found a quote; expected a course file; kapcost check and kapcost compare take quotes."
    assert (done.code, done.out, done.problems) == (2, "", [expected])


def test_lines_beyond_the_most_are_refused_before_they_are_read(kapcost: Kapcost) -> None:
    done = check(kapcost, "lines = [" + "{ nothing = true }," * 20_000 + "]")
    assert (done.code, done.problems) == (2, ["kapcost: -: lines: found 20,000; expected at most 50."])


def test_five_thousand_lines_are_refused_by_their_number(kapcost: Kapcost) -> None:
    lines = "".join(f'[[lines]]\nlabel = "{number}"\nphase = "dosing"\nprice = 1\n' for number in range(5000))
    done = check(kapcost, lines)
    assert (done.code, done.problems) == (2, ["kapcost: -: lines: found 5,000; expected at most 50."])


def test_everything_wrong_is_said_at_once_each_with_its_key(kapcost: Kapcost) -> None:
    quote = QUOTE.replace("count = 6", "count = 0").replace("price = 250", "prise = 1").replace("clinic-iv", "x")
    quote += (
        '[[totals]]\namount = 5\nlines = ["Infusion"]\n[sessions]\ndosing = 3\n[packages.p]\nlabel = "P"\nprice = -1\n'
    )
    done = check(kapcost, quote)
    keys = [problem.split(": ")[2] for problem in done.problems]
    assert keys == ["lines['Evaluation']", "lines['Infusions'].count", "packages.p.sessions", "packages.p.price",
                    "sessions.dosing", "setting"]  # fmt: skip


def test_control_characters_come_through_in_no_form(kapcost: Kapcost) -> None:
    quote = QUOTE.replace("Infusions", r"\u001b[31m\u202eIn\nfusions [red]x[/]").replace("Hill", r"\u0007[bold]")
    for form in FORMS:
        done = check(kapcost, quote, "-f", form)
        assert done.code == 0
        assert not {"\x1b", "\u202e", "\x07"} & set(done.out)
        assert "red" in done.out


def test_without_a_quote_it_says_what_to_name(kapcost: Kapcost) -> None:
    done = kapcost("check")
    assert (done.code, done.out, len(done.problems)) == (2, "", 1)


def test_standard_input_is_not_read_twice(kapcost: Kapcost) -> None:
    assert "only one of them" in kapcost("check", "-", "--prices", "-").err
