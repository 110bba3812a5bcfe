"""A health plan comes by file or by table, and every form of the answer says the same of it."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it brings no types
from running import Kapcost, text_of

PLAN = """\
network = "out"
deductible_left = 150
out_of_pocket_left = 3000
[phases.preparation]
allowed = 138.47
coinsurance = 0.3
[phases.integration]
allowed = 138.47
coinsurance = 0.3
[phases.review]
coinsurance = 0.2
"""
IN_NETWORK = PLAN.replace('"out"', '"in"').replace("coinsurance = 0.3", "copay = 40")
CROSSING = PLAN.replace("150", "150\nannual_deductible = 150\nannual_out_of_pocket = 3000")
ASKED = {
    "out of network": (PLAN, ""),
    "in network": (IN_NETWORK, "--state CA"),
    "never met": (PLAN.replace("150", "3000"), ""),
    "across New Year": (CROSSING, "--start 2026-12-07 --integration 3-6"),
    "an open end": (PLAN, "--talk 150+"),
}
FORMS = ["plain", "markdown", "csv", "table"]
ASKING = pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)


@pytest.fixture
def said_in(folder: Path) -> Callable[[str, str, str], str]:
    def ask(plan: str, options: str, form: str) -> str:
        (folder / "plan.toml").write_text(plan)
        detail = ["--detail"] if form == "table" else []
        given = ["--health-plan", str(folder / "plan.toml"), *options.split()]
        text = text_of("estimate", *given, "-f", form, *detail, columns="100")
        return re.sub(r"\\([^\w\s])", r"\1", text) if form == "markdown" else text

    return ask


Said = Callable[[str, str, str], str]


def facts(said_in: Said, asked: tuple[str, str]) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(said_in(*asked, "json"))["health_plan"]
    return said


def amounts_in(text: str, form: str) -> set[Decimal]:
    if form == "csv":
        cells = (cell for row in csv.reader(io.StringIO(text)) for cell in row)
        return {Decimal(cell) for cell in cells if re.fullmatch(r"\d+\.\d\d", cell)}
    return {Decimal(amount.replace(",", "")) for amount in re.findall(r"\$(\d+(?:,\d{3})*(?:\.\d\d)?)", text)}


def money_of(plan: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    whole = {name: plan[name] for name in ("plan_pays", "patient_pays", "cash_needed_first")}
    whole |= {"written_off": plan["written_off"]} if plan["written_off"]["low"] != "0.00" else {}
    for place, line in enumerate(plan["lines"]):
        whole |= {f"{place} {name}": line[name] for name in ("charge", "base", "patient_pays", "plan_pays")}
    yield from ((f"{what}, {end}", each[end]) for what, each in whole.items() if each for end in ("low", "high"))


def squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


@ASKING
@pytest.mark.parametrize("form", FORMS)
def test_every_form_shows_every_amount_of_a_plan(said_in: Said, form: str, asked: tuple[str, str]) -> None:
    shown = amounts_in(said_in(*asked, form), form)
    missing = [what for what, amount in money_of(facts(said_in, asked)) if amount and Decimal(amount) not in shown]
    assert not missing


@ASKING
@pytest.mark.parametrize("form", FORMS)
def test_every_form_names_every_claim_with_its_date(said_in: Said, form: str, asked: tuple[str, str]) -> None:
    text = squeezed(said_in(*asked, form))
    words = [line[key] for line in facts(said_in, asked)["lines"] for key in ("label", "on") if line[key]]
    assert [word for word in words if squeezed(word) not in text] == []


@ASKING
@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_what_is_possible_and_not_counted(said_in: Said, form: str, asked: tuple[str, str]) -> None:
    assert facts(said_in, asked)["possible"] == ["Follow-up visit in review"]
    assert squeezed("Follow-up visit in review") in squeezed(said_in(*asked, form)).partition("possible")[2]


@ASKING
@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_when_the_deductible_is_met(said_in: Said, form: str, asked: tuple[str, str]) -> None:
    met = facts(said_in, asked)["sessions_until_deductible_met"]
    said = squeezed(said_in(*asked, form)).partition("deductible")[2][:250]
    assert said.startswith(("met", "notmet"))
    assert all(number is None or str(number) in said for number in met.values())


@pytest.mark.parametrize("form", ["plain", "markdown", "table"])
def test_a_deductible_of_which_nothing_is_known_at_the_highest_prices_is_not_said_to_be_never_met(
    said_in: Said, form: str
) -> None:
    said = squeezed(said_in(*ASKED["an open end"], form)).partition("deductible")[2]
    assert said.startswith("met")
    assert "notmet" not in said[:40]


@ASKING
def test_every_answer_with_a_plan_is_valid_by_the_schema_of_estimates(said_in: Said, asked: tuple[str, str]) -> None:
    schema = json.loads(text_of("schema", "estimate"))
    assert [one.message for one in Draft202012Validator(schema).iter_errors(json.loads(said_in(*asked, "json")))] == []


@pytest.mark.parametrize("plan", [PLAN, IN_NETWORK, CROSSING], ids=["out", "in", "annual"])
def test_a_file_says_the_same_as_the_table_of_a_course_file(kapcost: Kapcost, folder: Path, plan: str) -> None:
    (folder / "plan.toml").write_text(plan)
    table = plan.replace("[phases", "[health_plan.phases")
    (folder / "c.toml").write_text(f"start = 2026-12-07\n[health_plan]\n{table}")
    by_table = kapcost("estimate", "c.toml", "-f", "json")
    assert by_table.code == 0, by_table.err
    assert by_table.out == kapcost("estimate", "--health-plan", "plan.toml", "--start", "2026-12-07", "-f", "json").out


def test_the_file_of_the_option_wins_over_the_table(kapcost: Kapcost, folder: Path) -> None:
    (folder / "plan.toml").write_text(PLAN)
    (folder / "c.toml").write_text('[health_plan]\nnetwork = "in"\nphases.dosing.copay = 10\n')
    won = kapcost("estimate", "c.toml", "--health-plan", "plan.toml", "-f", "csv")
    assert won.out == kapcost("estimate", "--health-plan", "plan.toml", "-f", "csv").out


WRONG = {
    "coinsurance = 80": "phases.dosing.coinsurance: found '80'; expected the patient's part, from 0 to 1 "
    "(not the plan's, and not a percentage). Did you mean 0.8?",
    "coinsurance = 0.2\ncopay = 40": "phases.dosing: found both copay and coinsurance; expected one of them",
    "allowed = 100": "phases.dosing: found neither copay nor coinsurance; expected one of them",
    "coinsurance = -0.2": "phases.dosing.coinsurance: found '-0.2'",
    "copay = -40": "phases.dosing.copay: found '-40'",
    "copay = 40\nallowed = -1": "phases.dosing.allowed: found '-1'",
    "copay = 40\nalowed = 1": "phases.dosing: found 'alowed'; expected allowed, copay or coinsurance. Did you",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_in_a_course_file_is_said_with_file_and_key(kapcost: Kapcost, folder: Path, text: str) -> None:
    (folder / "c.toml").write_text(f'[health_plan]\nnetwork = "in"\n[health_plan.phases.dosing]\n{text}\n')
    done = kapcost("estimate", "c.toml")
    assert (done.code, done.out, len(done.problems)) == (2, "", 1)
    assert done.err.startswith(f"kapcost: c.toml: health_plan.{WRONG[text]}")


@pytest.mark.parametrize("course", [[], ["c.toml"]], ids=["alone", "beside a course file"])
def test_what_is_wrong_in_the_file_of_the_option_is_said_with_that_file(
    kapcost: Kapcost, folder: Path, course: list[str]
) -> None:
    (folder / "c.toml").write_text('state = "CA"\n')
    (folder / "plan.toml").write_text('network = "in"\n[phases.dosing]\ncoinsurance = 80\n')
    done = kapcost("estimate", *course, "--health-plan", "plan.toml")
    assert (done.code, done.out, len(done.problems)) == (2, "", 1)
    assert done.err.startswith("kapcost: plan.toml: ")
    assert "c.toml" not in done.err


MANY = """\
[health_plan]
network = "inn"
deductible_left = -1
out_of_pocket = 5
[health_plan.phases.dosage]
copay = 40
[health_plan.phases.dosing]
coinsurance = 80
[health_plan.phases.review]
copay = 40
coinsurance = 0.2
"""


def test_all_that_is_wrong_with_a_plan_is_said_at_once(kapcost: Kapcost, folder: Path) -> None:
    (folder / "c.toml").write_text(MANY)
    done = kapcost("estimate", "c.toml")
    assert (done.code, done.out) == (2, "")
    for words in ("'inn'", "'-1'", "'out_of_pocket'", "'dosage'", "'80'", "both copay and coinsurance"):
        assert words in done.err
    assert all(f"Did you mean {nearest}?" in done.err for nearest in ("in", "dosing", "out_of_pocket_left", "0.8"))


def test_more_left_than_a_year_has_is_said_beside_what_is_wrong_in_a_phase(kapcost: Kapcost, folder: Path) -> None:
    more = "deductible_left = 500\nannual_deductible = 400\nphases.dosing.coinsurance = 80\n"
    (folder / "c.toml").write_text(f'[health_plan]\nnetwork = "in"\n{more}')
    done = kapcost("estimate", "c.toml")
    assert done.code == 2
    assert "health_plan.phases.dosing.coinsurance" in done.err
    assert "health_plan.deductible_left" in done.err


def test_a_plan_and_a_course_are_not_both_standard_input(kapcost: Kapcost) -> None:
    done = kapcost("estimate", "-", "--health-plan", "-", stdin=b'network = "in"\n')
    assert (done.code, done.out, len(done.problems)) == (2, "", 1)
    assert "standard input for both" in done.err


def test_a_start_that_is_no_date_is_said_of_the_option(kapcost: Kapcost) -> None:
    done = kapcost("estimate", "--start", "someday")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("kapcost: --start: found 'someday'; expected a date")
