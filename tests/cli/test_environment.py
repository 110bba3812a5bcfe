"""Options win over KAPCOST_* variables, which win over the course file; each problem names where it came from."""

from pathlib import Path

import pytest
from running import Kapcost

VARIABLES = {
    "KAPCOST_STATE": ("--state", "CA"),
    "KAPCOST_SETTING": ("--setting", "office"),
    "KAPCOST_METRO": ("--metro", "San Francisco"),
    "KAPCOST_FORMAT": ("--format", "csv"),
    "KAPCOST_AS_OF": ("--as-of", "2027-01-31"),
}


@pytest.mark.parametrize("name", VARIABLES)
def test_a_variable_says_what_its_option_says(kapcost: Kapcost, name: str) -> None:
    option, value = VARIABLES[name]
    assert kapcost("estimate", env={name: value}).out == kapcost("estimate", option, value).out


def test_the_price_list_may_be_named_by_a_variable(kapcost: Kapcost, folder: Path) -> None:
    kapcost("prices", "export", "--setting", "office", "-o", "mine.toml")
    by_variable = kapcost("estimate", env={"KAPCOST_PRICES": "mine.toml"})
    assert by_variable.out == kapcost("estimate", "--prices", "mine.toml").out
    assert folder.joinpath("mine.toml").exists()


def test_an_option_wins_over_its_variable_which_wins_over_the_file(kapcost: Kapcost, folder: Path) -> None:
    (folder / "c.toml").write_text('state = "MS"\n')

    def place(*options: str, **env: str) -> str:
        return kapcost("estimate", "c.toml", *options, "-f", "json", env=env).out.split('"state": ')[1].split(",")[0]

    assert place() == '"MS"'
    assert place(KAPCOST_STATE="NY") == '"NY"'
    assert place("--state", "CA", KAPCOST_STATE="NY") == '"CA"'


def test_an_empty_variable_is_as_good_as_none(kapcost: Kapcost) -> None:
    plain = kapcost("estimate")
    assert kapcost("estimate", env=dict.fromkeys(VARIABLES, "") | {"KAPCOST_AS_OF": "2026-11-24"}).out == plain.out
    assert kapcost("estimate", env={"KAPCOST_PRICES": ""}).out == plain.out


@pytest.mark.parametrize(
    ("name", "value"),
    [("KAPCOST_STATE", "ZZ"), ("KAPCOST_SETTING", "ofice"), ("KAPCOST_METRO", "Nowhere"), ("KAPCOST_AS_OF", "x")],
)
def test_a_bad_variable_is_refused_by_its_name(kapcost: Kapcost, name: str, value: str) -> None:
    done = kapcost("estimate", env={name: value})
    assert (done.code, done.out, len(done.problems)) == (2, "", 1)
    assert done.err.startswith(f"kapcost: {name}: ")


def test_problems_of_an_option_a_variable_and_a_file_are_named_apart(kapcost: Kapcost, folder: Path) -> None:
    (folder / "c.toml").write_text('budget = "much"\nstate = "QQ"\n')
    done = kapcost("estimate", "c.toml", "--dosing", "x", env={"KAPCOST_STATE": "ZZ"})
    assert done.code == 2
    starts = {problem.split(": found")[0] for problem in done.problems}
    assert starts == {"kapcost: --dosing", "kapcost: KAPCOST_STATE", "kapcost: c.toml: budget"}


@pytest.mark.parametrize("command", ["show", "export"])
def test_prices_names_the_option_of_a_setting_that_does_not_exist(kapcost: Kapcost, command: str) -> None:
    assert kapcost("prices", command, "--setting", "ofice").err.startswith("kapcost: --setting: ")


@pytest.mark.parametrize("command", ["show", "export"])
def test_the_setting_of_the_environment_does_not_narrow_a_price_list(kapcost: Kapcost, command: str) -> None:
    by_variable = kapcost("prices", command, env={"KAPCOST_SETTING": "office"})
    assert by_variable.out == kapcost("prices", command).out
