"""The options on paying: by deposit, instalments or loan, when, and what stopping early costs."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it brings no types
from running import Kapcost, text_of
from small_list import DAY, small_list, write_list

Ask = Callable[..., dict[str, Any]]

ASKED = {
    "a schedule by visit": "--schedule --start 2026-12-01",
    "a schedule without dates": "--schedule --setting clinic-iv",
    "a deposit": "--deposit 20% --dosing 3-6",
    "a deposit above what is due first": "--setting clinic-iv --deposit 50% --medical 100 --all-in 100-900",
    "instalments": "--deposit 500 --instalments 7",
    "a loan": "--loan 17.9%:24 --setting clinic-iv",
    "a loan of what has an open end": "--loan 17.9%:12 --therapist 300+",
    "stopping early": "--by-session --dosing 2-4",
    "everything at once": "--by-session --schedule --deposit 10% --loan 9%:6 --start 2026-12-20 --booster 2",
}
ASKING = pytest.mark.parametrize("options", ASKED.values(), ids=ASKED)
FORMS = ["plain", "markdown", "csv", "table"]

PACKAGE = {"label": "Six", "sessions": {"dosing": 6}, "elements": ["therapist"], "price": 2300, "refund_keeps": 10}
EVERY_ONE = ["therapist", "ketamine", "facility", "monitoring"]


def said_in(options: str, form: str) -> str:
    detail = ["--detail"] if form == "table" else []
    text = text_of("estimate", *options.split(), "-f", form, *detail, columns="100")
    return re.sub(r"\\([^\w\s])", r"\1", text) if form == "markdown" else text


def amounts_in(text: str, form: str) -> set[Decimal]:
    if form == "csv":
        cells = (cell for row in csv.reader(io.StringIO(text)) for cell in row)
        return {Decimal(cell) for cell in cells if re.fullmatch(r"\d+\.\d\d", cell)}
    return {Decimal(amount.replace(",", "")) for amount in re.findall(r"\$(\d+(?:,\d{3})*(?:\.\d\d)?)", text)}


def money_of(said: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    """Yield every amount of the schedule and of stopping early, with what it is."""
    ranges: dict[str, Any] = {}
    if schedule := said["schedule"]:
        ranges |= {f"{due['day']} {due['what']} {due['payee']}": due["amount"] for due in schedule["payments"]}
        ranges |= schedule["by_month"]
        ranges |= {name: schedule[name] for name in ("largest", "interest", "if_not_cleared")}
        ranges["first year"] = schedule["first_year"]["estimate"]
    if stopping := said["stopping_early"]:
        for stop in stopping["stops"]:
            ranges |= {f"{stop['dosing_sessions']} {name}": stop[name] for name in ("singly", "with_package")}
        ranges["prepaid"] = stopping["prepaid_at_peak"]
    for what, cost in ranges.items():
        yield from ((f"{what}, {end}", cost[end]) for end in ("low", "high") if cost)


def words_of(said: dict[str, Any]) -> Iterator[str]:
    """Yield every date and name of the schedule that all forms must say."""
    if schedule := said["schedule"]:
        yield from (visit["on"] or f"day {visit['day']}" for visit in schedule["visits"])
        yield from (visit["phase"] for visit in schedule["visits"])
        for due in schedule["payments"]:
            yield from (due["on"] or f"day {due['day']}", due["payee"], due["what"].partition(", ")[0])
        yield from schedule["by_month"]


def squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def missing_amounts(text: str, form: str, said: dict[str, Any]) -> list[str]:
    shown = amounts_in(text, form)
    return [what for what, amount in money_of(said) if amount and Decimal(amount) and Decimal(amount) not in shown]


@ASKING
@pytest.mark.parametrize("form", FORMS)
def test_every_form_shows_every_amount_of_paying(form: str, options: str) -> None:
    said = json.loads(said_in(options, "json"))
    assert said["schedule"] or said["stopping_early"]
    assert missing_amounts(said_in(options, form), form, said) == []


@ASKING
@pytest.mark.parametrize("form", FORMS)
def test_every_form_names_every_day_payee_and_payment(form: str, options: str) -> None:
    text = squeezed(said_in(options, form))
    said = json.loads(said_in(options, "json"))
    assert [words for words in words_of(said) if squeezed(words) not in text] == []


@ASKING
def test_every_answer_on_paying_is_valid_by_the_schema_of_estimates(options: str) -> None:
    schema = json.loads(text_of("schema", "estimate"))
    found = Draft202012Validator(schema).iter_errors(json.loads(said_in(options, "json")))
    assert [error.message for error in found] == []


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_where_a_package_breaks_even_and_what_is_prepaid(
    kapcost: Kapcost, answer: Ask, folder: Path, form: str
) -> None:
    listed = small_list()
    listed["settings"]["here"]["packages"] = {"six": {**PACKAGE, "sources": ["one"], "checked": DAY}}
    prices = write_list(folder / "prices.toml", listed)
    options = ["--prices", prices, "--therapist", "440", "--package", "six", "--by-session"]
    said = answer(*options)
    # 440 x n is no less than 345 x (n - 6) + 2300 from the third session on: 1320 and 1265
    assert said["stopping_early"]["break_even"] == {"at_low": 3, "at_typical": 3, "at_high": 3}
    done = kapcost("estimate", *options, "-f", form, *(["--detail"] if form == "table" else []))
    assert missing_amounts(done.out, form, said) == []
    found = [row for row in done.out.splitlines() if "prepaid" in row.casefold() or "not yet received" in row]
    assert any("2300.00" in row or "2,300" in row for row in found)
    assert re.search(r"(dosing session 3 on|break.?even\D*3)", done.out.replace("\n", " "))


def test_deferred_interest_is_told_to_the_cent(kapcost: Kapcost, answer: Ask, folder: Path) -> None:
    (folder / "c.toml").write_text(
        'setting = "clinic-iv"\nprices = { all_in = 100, medical = 0 }\nsessions = { dosing = 6 }\n'
        "payment = { loan = { apr = 12, months = 6, deferred_interest = true } }\n"
    )
    # 600 x (1.01^6 - 1) = 36.91
    assert answer("c.toml")["schedule"]["if_not_cleared"]["high"] == "36.91"
    assert "$36.91" in kapcost("estimate", "c.toml", "-f", "plain").out


def test_without_an_option_on_paying_nothing_is_said_of_it(answer: Ask) -> None:
    assert [answer()[key] for key in ("schedule", "stopping_early")] == [None, None]


def test_a_payment_asks_for_the_schedule_by_itself(answer: Ask) -> None:
    assert answer("--deposit", "10%")["schedule"]["payments"][0]["what"] == "deposit"


SAME = {
    'payment = { deposit = "20%", instalments = 7 }': "--deposit 20% --instalments 7",
    'payment = { deposit = 500, loan = "17.9%:24" }\nstart = 2026-12-01':
        "--deposit 500 --loan 17.9:24 --start 2026-12-01",
    "payment = { deposit = { percent = 20 }, loan = { apr = 17.9, months = 24 } }": "--deposit 20% --loan 17.9%:24",
    "schedule = true\nby_session = true": "--schedule --by-session",
}  # fmt: skip


@pytest.mark.parametrize("text", SAME)
def test_a_file_says_the_same_on_paying_as_the_options(kapcost: Kapcost, folder: Path, text: str) -> None:
    (folder / "c.toml").write_text(text)
    by_file = kapcost("estimate", "c.toml", "-f", "json")
    assert by_file.code == 0, by_file.err
    assert by_file.out == kapcost("estimate", *SAME[text].split(), "-f", "json").out


def test_options_win_over_the_table_and_leave_the_rest_of_it(kapcost: Kapcost, folder: Path) -> None:
    (folder / "c.toml").write_text('start = 2026-12-01\npayment = { deposit = "20%", instalments = 7 }\n')
    won = kapcost("estimate", "c.toml", "--deposit", "300", "--start", "2027-01-01", "-f", "json")
    options = "--deposit 300 --instalments 7 --start 2027-01-01 -f json"
    assert won.out == kapcost("estimate", *options.split()).out


def test_a_loan_by_option_wins_over_the_instalments_of_a_file(kapcost: Kapcost, folder: Path) -> None:
    (folder / "c.toml").write_text("payment = { instalments = 7 }\n")
    won = kapcost("estimate", "c.toml", "--loan", "17.9%:24", "-f", "json")
    assert (won.code, won.err) == (0, "")


BAD = {
    "--deposit 110%": "at most 100",
    "--deposit 0%": "above 0",
    "--deposit abc": "found 'abc'",
    "--deposit 99999": "above the total",
    "--instalments 0": "1 to 120",
    "--instalments 2.5": "found",
    "--loan 500%:24": "from 0 to 100",
    "--loan 17.9%:0": "1 to 120 months",
    "--loan 17.9%": "such as 17.9%:24",
    "--start 2026-02-30": "expected",
    "--start 9999-12-30 --schedule": "expected",
}


@pytest.mark.parametrize("options", BAD)
def test_a_bad_value_on_paying_is_refused_by_the_name_of_its_option(kapcost: Kapcost, options: str) -> None:
    done = kapcost("estimate", *options.split())
    assert (done.code, done.out, len(done.problems)) == (2, "", 1)
    assert done.err.startswith(f"kapcost: {options.partition(' ')[0]}: ")
    assert BAD[options] in done.err


def test_a_deposit_above_the_total_and_an_expired_package_are_both_named(kapcost: Kapcost, folder: Path) -> None:
    package = {**PACKAGE, "elements": EVERY_ONE, "expires": "2026-11-30"}
    asked = {"setting": "clinic-iv", "package": "six", "packages": {"six": {**package, "elements": EVERY_ONE[1:]}}}
    (folder / "c.toml").write_text(tomli_w.dumps(asked))
    done = kapcost("estimate", "c.toml", "--deposit", "99999", "--start", "2026-12-01")
    assert done.code == 2
    assert sorted(problem.split(": ")[1] for problem in done.problems) == ["--deposit", "c.toml"]


def test_instalments_besides_a_loan_are_refused(kapcost: Kapcost) -> None:
    done = kapcost("estimate", "--instalments", "3", "--loan", "17.9%:24")
    assert (done.code, len(done.problems)) == (2, 1)
    assert "one of instalments and loan" in done.err
