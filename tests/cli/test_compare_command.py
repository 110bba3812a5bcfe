"""`kapcost compare`: course files, saved estimates and care settings, each as `kapcost estimate` says it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from running import Kapcost

Compare = Callable[..., dict[str, Any]]
Answer = Callable[..., dict[str, Any]]


@pytest.fixture
def compared(kapcost: Kapcost) -> Compare:
    """Return the JSON of `kapcost compare`."""

    def ask(*args: str, **more: Any) -> dict[str, Any]:
        done = kapcost("compare", *args, "-f", "json", **more)
        assert done.code == 0, done.err
        said: dict[str, Any] = json.loads(done.out)
        return said

    return ask


@pytest.fixture
def files(kapcost: Kapcost, folder: Path) -> Path:
    """A folder with two course files and a saved estimate of the first one."""
    (folder / "a.toml").write_text('setting = "office"\nsessions = { dosing = 3 }\n')
    (folder / "b.toml").write_text('setting = "clinic-iv"\n')
    assert kapcost("estimate", "a.toml", "-o", "saved.json").code == 0
    return folder


def names(said: dict[str, Any]) -> list[str]:
    return [scenario["name"] for scenario in said["scenarios"]]


def test_care_settings_are_compared_each_as_estimate_says_it(compared: Compare, answer: Answer) -> None:
    said = compared("--settings", "office, clinic-iv,at-home", "--course", "light", "--state", "CA")
    assert names(said) == ["office", "clinic-iv", "at-home"]
    for scenario in said["scenarios"]:
        alone = answer("--setting", scenario["name"], "--course", "light", "--state", "CA")
        assert scenario["estimate"] == alone


def test_one_course_file_is_compared_in_several_care_settings(compared: Compare, answer: Answer, files: Path) -> None:
    said = compared("a.toml", "--settings", "clinic-im,group")
    assert names(said) == ["clinic-im", "group"]
    assert said["scenarios"][1]["estimate"] == answer(str(files / "a.toml"), "--setting", "group")


@pytest.mark.usefixtures("files")
def test_course_files_and_saved_estimates_stand_side_by_side(compared: Compare, answer: Answer) -> None:
    said = compared("b.toml", "saved.json", "a.toml")
    assert (names(said), said["first"]) == (["b", "saved", "a"], "b")
    assert said["scenarios"][0]["estimate"] == answer("b.toml")
    assert said["scenarios"][1]["estimate"] == said["scenarios"][2]["estimate"] == answer("a.toml")


@pytest.mark.usefixtures("files")
def test_options_win_over_every_course_file(compared: Compare, answer: Answer) -> None:
    said = compared("a.toml", "b.toml", "--dosing", "4", "--medical", "200")
    for scenario, file in zip(said["scenarios"], ("a.toml", "b.toml"), strict=True):
        assert scenario["estimate"] == answer(file, "--dosing", "4", "--medical", "200")


@pytest.mark.usefixtures("files")
def test_an_option_that_would_change_a_saved_estimate_is_refused(kapcost: Kapcost) -> None:
    done = kapcost("compare", "saved.json", "b.toml", "--dosing", "4")
    assert (done.code, done.out, len(done.problems)) == (2, "", 1)
    assert done.err.startswith("kapcost: saved.json: --dosing: ")
    assert kapcost("compare", "saved.json", "b.toml", "--as-of", "2026-12-24").code == 0


def test_the_same_file_twice_gets_two_names(compared: Compare, files: Path) -> None:
    (files / "more").mkdir()
    (files / "more" / "a.toml").write_text("")
    assert names(compared("a.toml", "more/a.toml", "a.toml")) == ["a", "a-2", "a-3"]


def test_standard_input_may_be_a_course_or_a_saved_estimate(compared: Compare, files: Path) -> None:
    saved = (files / "saved.json").read_bytes()
    assert compared("b.toml", "-", stdin=saved)["scenarios"][1]["estimate"] == json.loads(saved)
    assert names(compared("-", "b.toml", stdin=b"state = 'CA'")) == ["standard input", "b"]


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("options", ["- -", "- a.toml --prices -", "- a.toml --health-plan -"])
def test_standard_input_is_one_file_only(kapcost: Kapcost, options: str) -> None:
    done = kapcost("compare", *options.split())
    assert (done.code, done.out, len(done.problems)) == (2, "", 1)
    assert done.err.startswith("kapcost: -: ")


def test_a_health_plan_from_standard_input_is_that_of_every_scenario(compared: Compare, files: Path) -> None:
    plan = b'network = "in"\nphases.integration = { allowed = 100, copay = 20 }\n'
    said = compared("a.toml", "a.toml", "--health-plan", "-", stdin=plan)
    (files / "plan.toml").write_bytes(plan)
    assert said == compared("a.toml", "a.toml", "--health-plan", "plan.toml")
    assert said["decided_by"] == "health_plan.patient_pays"


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("", "found nothing to compare"),
        ("a.toml", "found 1 scenario; expected 2 to 6.\n"),
        ("--settings office", "found 1 scenario; expected 2 to 6.\n"),
        ("a.toml a.toml a.toml a.toml a.toml a.toml b.toml", "found 7 scenarios; expected 2 to 6.\n"),
        ("a.toml b.toml --settings office,group", "--settings: found several files"),
        ("saved.json --settings office,group", "saved.json: --settings: found an estimate that is saved"),
        ("--settings office,ofice", "--settings: found 'ofice'"),
        ("--settings office,", "--settings: found ''"),
        ("--settings office,group --dosing x", "--dosing: found 'x'"),
        ("--settings office,group --metro Nowhere", "--metro: found 'Nowhere'"),
        ("a.toml missing.toml", "missing.toml: found no such file"),
        ("a.toml b.toml --sort lowest", "'lowest' is not one of"),
    ],
)
def test_what_cannot_be_compared_is_refused(kapcost: Kapcost, options: str, words: str) -> None:
    done = kapcost("compare", *options.split())
    assert (done.code, done.out) == (2, "")
    assert words in done.err


def test_the_problems_of_all_files_are_found_at_once(kapcost: Kapcost, files: Path) -> None:
    (files / "x.toml").write_text("stat = 'CA'\nbudget = 'much'\n")
    (files / "y.toml").write_text("setting = 'ofice'\n")
    done = kapcost("compare", "x.toml", "y.toml")
    assert [problem.split(": found")[0] for problem in done.problems] == [
        "kapcost: x.toml", "kapcost: x.toml: budget", "kapcost: y.toml: setting"]  # fmt: skip
    (files / "z.json").write_text('{"schema_version": 1}')
    broken = kapcost("compare", "missing.toml", "z.json")
    assert broken.code == 2
    assert {problem.split(":")[1].strip() for problem in broken.problems} == {"missing.toml", "z.json"}


def test_a_price_list_of_ones_own_prices_every_scenario(compared: Compare, kapcost: Kapcost, files: Path) -> None:
    kapcost("prices", "export", "-o", "mine.toml")
    listed = (files / "mine.toml").read_text("utf-8").replace('name = "kapcost cost ranges"', 'name = "Mine"')
    (files / "mine.toml").write_text(listed, encoding="utf-8")
    said = compared("a.toml", "saved.json", "--prices", "mine.toml")
    assert [one["estimate"]["price_list"]["name"] for one in said["scenarios"]] == ["Mine", "kapcost cost ranges"]
    assert "Not alike: a: as of" in kapcost("compare", "a.toml", "saved.json", "--prices", "mine.toml").out


def test_sorting_orders_the_scenarios_and_leaves_the_first_one_first_to_compare_with(compared: Compare) -> None:
    said = compared("--settings", "office,at-home,clinic-iv", "--sort", "low")
    assert (names(said), said["first"]) == (["at-home", "clinic-iv", "office"], "office")
    assert [one["scenario"] for one in said["differences"]] == ["at-home", "clinic-iv"]


def test_a_partial_scenario_is_marked_and_comes_last(compared: Compare, kapcost: Kapcost, files: Path) -> None:
    (files / "p.toml").write_text("prices = { facility = 'unknown' }\nsessions = { dosing = 1 }\n")
    said = compared("p.toml", "b.toml", "--sort", "high")
    assert names(said) == ["b", "p"]
    assert said["cheapest"] != "p"
    for form in ("table", "plain", "markdown"):
        text = kapcost("compare", "p.toml", "b.toml", "-f", form).out.replace("\\", "")
        assert "p (partial)" in text
        assert "not comparable: partial" in text


def test_old_prices_are_warned_of_where_a_program_reads_the_answer_too(kapcost: Kapcost) -> None:
    options = ["compare", "--settings", "office,group", "--as-of", "2030-01-01"]
    assert "Warning: office: " in kapcost(*options).out
    assert "warning: office: " in kapcost(*options, "-f", "csv").problems[0].removeprefix("kapcost: ")
    scenarios = json.loads(kapcost(*options, "-f", "json").out)["scenarios"]
    assert all(one["estimate"]["warnings"] for one in scenarios)


@pytest.mark.parametrize("name", ["c.json", "c.csv", "c.md", "c.txt"])
def test_a_comparison_is_written_to_a_file_in_the_form_of_its_suffix(kapcost: Kapcost, folder: Path, name: str) -> None:
    form = {"c.json": "json", "c.csv": "csv", "c.md": "markdown", "c.txt": "plain"}[name]
    done = kapcost("compare", "--settings", "office,group", "-o", name)
    assert (done.code, done.out, done.err) == (0, "", "")
    assert (folder / name).read_bytes().decode() == kapcost("compare", "--settings", "office,group", "-f", form).out


def test_a_saved_estimate_whose_sums_were_changed_is_refused(kapcost: Kapcost, folder: Path) -> None:
    saved = json.loads(kapcost("estimate", "--setting", "office", "-f", "json").out)
    saved["totals"]["estimate"]["low"] = "1575.00"
    (folder / "forged.json").write_text(json.dumps(saved), encoding="utf-8")
    (folder / "other.toml").write_text('setting = "group"', encoding="utf-8")
    [problem] = kapcost("compare", "forged.json", "other.toml").problems
    assert "totals.estimate.low: found 1575.00, which its parts do not come to; expected 3575.00" in problem
