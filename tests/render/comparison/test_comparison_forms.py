"""Every form of a comparison says the same, at any width, and cuts no number; hostile names and texts are harmless."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from running import Kapcost, text_of
from small_list import small_list, write_list

ASKED = {
    "three care settings": "--settings office,clinic-iv,at-home",
    "six care settings": "--settings office,clinic-im,clinic-iv,at-home,group,esketamine --sort low",
    "partial ones": "--settings general,office --facility unknown --dosing 3-6",
    "a discount and cents": "--settings general,office --discount 10% --talk 120.50 --sort high",
    "an open end": "--settings general,office --therapist 300+",
    "exact prices": "--settings general,clinic-im --course light --talk 150 --medical 200 --intake 100 --sort typical",
    "huge prices": "--settings general,office --talk 9999999 --integration 1000",
    "huge prices with cents": "--settings general,office --talk 9999999 --integration 1000 --discount 1.11",
}
ASKING = pytest.mark.parametrize("options", ASKED.values(), ids=ASKED)
FORMS = ["table", "plain", "markdown", "csv"]
MONEY = re.compile(r"\$\d+(?:,\d{3})*(?:\.\d\d)?")


def said_in(options: str, form: str, columns: str = "") -> str:
    text = text_of("compare", *options.split(), "-f", form, columns=columns)
    return re.sub(r"\\([^\w\s])", r"\1", text) if form == "markdown" else text


def facts_of(options: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(text_of("compare", *options.split(), "-f", "json"))
    return said


def squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


@ASKING
@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_what_each_scenario_leaves_out_and_does_not_know(options: str, form: str) -> None:
    text, said = squeezed(said_in(options, form)), facts_of(options)
    for scenario in said["scenarios"]:
        estimate = scenario["estimate"]
        assert scenario["name"] in text
        assert squeezed(estimate["title"]) in text
        assert [words for words in estimate["not_included"] if squeezed(words) not in text] == []
        assert estimate["complete"] or "facilityindosingsessions" in text


@ASKING
@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_every_amount_of_the_rows_the_totals_and_the_differences(options: str, form: str) -> None:
    said, text = facts_of(options), said_in(options, form)
    shown = {float(found.replace(",", "")) for found in re.findall(r"\d+(?:,\d{3})*(?:\.\d\d)?", text)}
    costs = [cell["amount"] for row in said["rows"] for cell in row["cells"].values() if cell["amount"]]
    costs += [scenario["estimate"]["totals"]["estimate"] for scenario in said["scenarios"]]
    costs += [difference["amount"] for difference in said["differences"] if difference["amount"]]
    amounts = {abs(float(cost[end])) for cost in costs for end in ("low", "high") if cost[end]}
    assert amounts <= shown


@ASKING
@pytest.mark.parametrize("form", ["table", "plain", "markdown"])
def test_every_form_says_how_each_scenario_stands_to_the_first(options: str, form: str) -> None:
    text, said = squeezed(said_in(options, form)), facts_of(options)
    assert f"comparedwith{said['first']}" in text
    for difference in said["differences"]:
        assert difference["relation"].split("_")[-1] in text or difference["relation"] == "not_comparable"
    assert re.search(rf"cheapest\W*{squeezed(said['cheapest'] or 'none for certain')}", text)


@ASKING
@pytest.mark.parametrize("columns", ["60", "70", "80", "120"])
def test_no_line_is_too_wide_and_no_number_is_cut(options: str, columns: str) -> None:
    table, plain = said_in(options, "table", columns), said_in(options, "plain")
    assert max(cell_len(line) for line in table.splitlines()) <= int(columns)
    assert set(MONEY.findall(table)) == set(MONEY.findall(plain))
    assert "…" not in table


@ASKING
def test_below_60_columns_the_plain_form_is_shown(options: str) -> None:
    assert squeezed(said_in(options, "table", "40")) == squeezed(said_in(options, "plain"))


def test_where_six_scenarios_have_no_room_side_by_side_their_totals_come_first_then_one_after_another() -> None:
    lines = said_in(ASKED["six care settings"], "table", "60").splitlines()
    totals = [line.split()[0] for line in lines[: lines.index("")] if "$" in line]
    assert totals == ["at-home", "group", "clinic-iv", "office", "clinic-im", "esketamine"]
    assert [line for line in lines if line in totals] == totals


def test_where_the_totals_have_no_room_in_one_table_there_is_one_for_each_of_them() -> None:
    lines = said_in(ASKED["huge prices with cents"], "table", "60").splitlines()
    totals = lines[1 : lines.index("")]
    headings = [line.strip() for line in totals if line.startswith(" ")]
    assert headings == ["You pay", "Compared with general", "Leaves out"]
    assert [line.split()[0] for line in totals if line.strip() not in headings] == ["general", "office"] * 3


def test_the_total_of_a_partial_scenario_is_called_its_known_part_as_in_an_estimate() -> None:
    estimate = text_of("estimate", "--facility", "unknown", "--dosing", "3-6", "-f", "plain")
    known = next(line.removeprefix("Known part: ") for line in estimate.splitlines() if line.startswith("Known part: "))
    compared = said_in("--settings general,general --facility unknown --dosing 3-6", "plain")
    assert f"general (partial): You pay: known part {known}" in compared


def test_a_difference_of_one_amount_is_one_row() -> None:
    exact = (
        "--settings general,general --therapist 300 --ketamine 100 --facility 50 --talk 150 --intake 100 --medical 9"
    )
    text = said_in(exact, "plain")
    assert "general-2: Difference: $0" in text
    assert "general-2: Compared with general: same low and high" in text
    assert "Difference, low" not in text


def test_a_negative_difference_is_a_number_in_csv() -> None:
    rows = csv.DictReader(io.StringIO(said_in(ASKED["three care settings"], "csv")))
    lows = [row["amount_low"] for row in rows if row["row"] == "difference"]
    assert all(re.fullmatch(r"-\d+\.\d\d", low) for low in lows)


def test_a_trap_is_named_where_the_verdict_stands() -> None:
    plain = said_in("--settings clinic-iv,clinic-im", "plain")
    assert "clinic-im: Leaves out: less" in plain
    assert (
        "clinic-im: Unlike clinic-iv, with therapist in consultation, preparation sessions, therapist in dosing"
        in plain
    )


HOSTILE = ["[red]x[/red]", "=1+1", "# big | <b>", "漢" * 40, "y" * 200, "*a* _b_", "-5"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", FORMS)
def test_no_text_of_a_price_list_and_no_name_of_a_file_changes_the_form(
    kapcost: Kapcost, folder: Path, text: str, form: str
) -> None:
    name = re.sub("[/<>|]", "_", text)[:60]
    for file in (name, "harmless"):
        (folder / f"{file}.toml").write_text("")
    prices = write_list(folder / "prices.toml", small_list(text))

    def compared(file: str, prices: str) -> str:
        done = kapcost("compare", f"./{file}.toml", "harmless.toml", "--prices", prices, "-f", form)
        assert done.code == 0, done.err
        return done.out

    shown, plain = compared(name, prices), compared("harmless", write_list(folder / "p.toml", small_list()))
    assert "\x1b" not in shown
    if form == "csv":
        header, *rows = csv.reader(io.StringIO(shown))
        assert {len(row) for row in rows} == {len(header)}
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    if form != "table":
        assert len(shown.splitlines()) == len(plain.splitlines())


@pytest.mark.parametrize("form", ["plain", "json", "csv", "markdown", "table"])
def test_a_pipe_gets_no_colour(form: str) -> None:
    assert "\x1b" not in said_in(ASKED["three care settings"], form)
