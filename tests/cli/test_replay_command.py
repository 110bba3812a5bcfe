"""`kapcost replay`: a saved estimate is made again, and every difference is named, with its reason and exit code 4."""

import json
from pathlib import Path
from typing import Any

import pytest
from running import Kapcost

ASKED = {
    "the standard course": "",
    "ranges, a state, discounts and a budget": "--dosing 3-6 --state ca --discount 10% --discount a:5 --budget 5,000",
    "a city": "--metro Sacramento --state CA",
    "a cost that is not known": "--facility unknown",
    "an open end": "--therapist 300+",
    "hours, packs and a step of a sliding scale": "--setting office --tier intern --dosing 5 --dosing-hours 3",
    "payments": "--schedule --by-session --deposit 20% --loan 17.9%:24 --start 2026-12-01",
}


def save(kapcost: Kapcost, options: str = "") -> Path:
    assert kapcost("estimate", *options.split(), "-o", "saved.json").code == 0
    return Path("saved.json")


def change(file: Path, **values: Any) -> None:
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | values), encoding="utf-8")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("options", ASKED.values(), ids=ASKED)
def test_an_estimate_that_nobody_has_touched_is_identical_on_any_later_day(kapcost: Kapcost, options: str) -> None:
    file = save(kapcost, options)
    done = kapcost("replay", str(file), env={"KAPCOST_AS_OF": "2031-05-05", "KAPCOST_STATE": "NY"})
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("saved.json: identical: ")
    assert len(done.out.splitlines()) == 1


@pytest.mark.usefixtures("folder")
def test_a_changed_amount_is_noticed_and_named(kapcost: Kapcost) -> None:
    file = save(kapcost)
    totals = json.loads(file.read_text("utf-8"))["totals"]
    change(file, totals={**totals, "estimate": {"low": "1.00", "typical": None, "high": "2.00"}})
    done = kapcost("replay", "saved.json")
    assert (done.code, len(done.problems)) == (4, 1)
    assert "The file was changed after it was made" in done.out
    assert "totals.estimate.low: '1.00' saved, " in done.out
    assert "Total: $1–$2 saved, $" in done.out


@pytest.mark.usefixtures("folder")
def test_changed_inputs_are_noticed(kapcost: Kapcost) -> None:
    file = save(kapcost)
    change(file, inputs={"sessions": {"dosing": 5}, "as_of": "2026-11-24"})
    done = kapcost("replay", "saved.json")
    assert done.code == 4
    assert "The inputs, or its number, were changed after it was made" in done.out


@pytest.mark.usefixtures("folder")
def test_another_version_is_a_reason(kapcost: Kapcost) -> None:
    change(save(kapcost), kapcost_version="0.0.1")
    done = kapcost("replay", "saved.json")
    assert done.code == 4
    assert "The version of kapcost is another one: 0.0.1 then" in done.out


def test_an_estimate_by_a_clinics_own_price_list_needs_that_list(kapcost: Kapcost, folder: Path) -> None:
    kapcost("prices", "export", "--setting", "clinic-iv", "-o", "clinic.toml")
    save(kapcost, "--prices clinic.toml")
    assert kapcost("replay", "saved.json", "--prices", "clinic.toml").code == 0
    without = kapcost("replay", "saved.json")
    assert without.code == 4
    assert "The price list is another one: " in without.out
    listed = (folder / "clinic.toml").read_text("utf-8")
    (folder / "clinic.toml").write_text(f"{listed}\n# changed\n", encoding="utf-8")
    assert "price_list.sha256" in kapcost("replay", "saved.json", "--prices", "clinic.toml").out


def test_inputs_that_the_price_list_does_not_know_are_refused_by_their_key(kapcost: Kapcost, folder: Path) -> None:
    save(kapcost, "--setting office")
    kapcost("prices", "export", "--setting", "clinic-iv", "-o", "clinic.toml")
    done = kapcost("replay", "saved.json", "--prices", "clinic.toml")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("kapcost: saved.json: inputs.setting: found 'office'")
    assert (folder / "saved.json").exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema_version": 99}', "state = 'CA'", '{"a": 1}', "null"])
def test_what_is_no_saved_estimate_is_refused_without_a_traceback(kapcost: Kapcost, folder: Path, text: str) -> None:
    (folder / "saved.json").write_text(text)
    done = kapcost("replay", "saved.json")
    assert (done.code, done.out) == (2, "")
    assert all(problem.startswith("kapcost: saved.json: ") for problem in done.problems)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_half_a_file_is_refused(kapcost: Kapcost, part: float) -> None:
    file = save(kapcost)
    file.write_bytes((content := file.read_bytes())[: int(len(content) * part)])
    done = kapcost("replay", "saved.json")
    assert (done.code, done.out, len(done.problems)) == (2, "", 1)


@pytest.mark.usefixtures("folder")
def test_a_hostile_value_is_shown_harmlessly(kapcost: Kapcost) -> None:
    change(save(kapcost), title="[red]x[/red]", mood={"=1+1": "[bold]y"})
    done = kapcost("replay", "saved.json")
    assert done.code == 4
    assert "title: '[red]x[/red]' saved, " in done.out
    assert "mood: " in done.out


def test_a_saved_estimate_may_come_by_standard_input(kapcost: Kapcost) -> None:
    saved = kapcost("estimate", "-f", "json").out.encode()
    assert kapcost("replay", "-", stdin=saved).out.startswith("-: identical: ")
    assert kapcost("replay", "-", "--prices", "-", stdin=saved).code == 2


def test_a_line_of_a_batch_is_a_saved_estimate_whatever_its_id(kapcost: Kapcost) -> None:
    rows = b'id,setting,discounts\n"Anna\nB",office,cash:5%\n7,clinic-im,\n'
    for line in kapcost("batch", "-", "--detail", stdin=rows).out.splitlines():
        done = kapcost("replay", "-", stdin=line.encode())
        assert (done.code, done.err) == (0, "")
