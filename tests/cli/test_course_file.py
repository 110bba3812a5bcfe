"""A course file says the same things as the options; all that is wrong with it is said at once."""

from pathlib import Path

import pytest
from running import Kapcost

WRONG = """\
stat = "CA"
setting = "ofice"
course = "ligth"
state = "ZZ"
budget = "much"
as_of = "someday"
discounts = ["110%", true]
sessions = { dosing = "6-3", dosage = 3 }
hours = { dosing = "long" }
days_between = { dosing = "few" }
prices = { therapst = 1, therapist = "abc", ketamine = -1, facility = true, medical = 1e400, talk = [] }
"""

EVERY_KEY = [
    "setting", "course", "state", "budget", "as_of", "discounts", "sessions.dosing", "sessions.dosage",
    "hours.dosing", "days_between.dosing", "prices.therapist", "prices.ketamine", "prices.facility",
    "prices.medical", "prices.talk",
]  # fmt: skip


def test_a_file_in_which_every_key_is_wrong_has_every_key_named_at_once(kapcost: Kapcost, folder: Path) -> None:
    (folder / "c.toml").write_text(WRONG)
    done = kapcost("estimate", "c.toml", env={"KAPCOST_AS_OF": ""})
    assert (done.code, done.out) == (2, "")
    for key in EVERY_KEY:
        assert any(problem.startswith(f"kapcost: c.toml: {key}") for problem in done.problems), key


def test_unknown_keys_are_refused_with_the_nearest_valid_one(kapcost: Kapcost, folder: Path) -> None:
    (folder / "c.toml").write_text(WRONG)
    errors = kapcost("estimate", "c.toml").err
    for nearest in ("state", "therapist", "office", "light"):
        assert f"Did you mean {nearest}?" in errors


@pytest.mark.parametrize("text", ["sessions = 6", "sessions = []", "prices = 5", "discounts = 5", "hours = 'x'"])
def test_a_table_that_is_none_is_one_problem(kapcost: Kapcost, folder: Path, text: str) -> None:
    (folder / "c.toml").write_text(text)
    done = kapcost("estimate", "c.toml")
    assert (done.code, len(done.problems)) == (2, 1)
    assert done.err.startswith(f"kapcost: c.toml: {text.split(' = ', maxsplit=1)[0]}: ")


SAME = {
    'setting = "office"\ntier = "intern"': "--setting office --tier intern",
    'course = "extended"\nstate = "ny"': "--course extended --state NY",
    'sessions = { dosing = "3-6", booster = 2 }': "--dosing 3-6 --booster 2",
    'hours.dosing = 3\nsetting = "office"': "--dosing-hours 3 --setting office",
    'prices = { therapist = 450, talk = "120-180", facility = "included" }':
        "--therapist 450 --talk 120-180 --facility included",
    'discounts = ["cash:8%", 200]\nbudget = 5000': "--discount cash:8% --discount 200 --budget 5000",
    'metro = "San Francisco"\nas_of = 2026-12-01': "--metro San_Francisco --as-of 2026-12-01",
}  # fmt: skip


@pytest.mark.parametrize("text", SAME)
def test_a_file_says_the_same_things_as_the_options(kapcost: Kapcost, folder: Path, text: str) -> None:
    (folder / "c.toml").write_text(text)
    options = [part.replace("_", " ") for part in SAME[text].split()]
    by_file = kapcost("estimate", "c.toml", "-f", "json", env={"KAPCOST_AS_OF": ""} if "as_of" in text else {})
    assert by_file.code == 0, by_file.err
    assert by_file.out == kapcost("estimate", *options, "-f", "json").out


def test_an_option_wins_over_the_file_and_leaves_the_rest_of_it(kapcost: Kapcost, folder: Path) -> None:
    (folder / "c.toml").write_text('state = "ZZ"\nsessions = { dosing = 3, booster = 1 }\n')
    won = kapcost("estimate", "c.toml", "--state", "CA", "--dosing", "4", "-f", "json")
    assert won.out == kapcost("estimate", "--state", "CA", "--dosing", "4", "--booster", "1", "-f", "json").out


def test_the_words_of_a_table_may_be_said_at_length(kapcost: Kapcost, folder: Path) -> None:
    (folder / "c.toml").write_text(
        "[sessions.dosing]\nlow = 3\nhigh = 6\n[prices.therapist]\nlow = 300\nhigh = 500\n[[discounts]]\npercent = 10\n"
    )
    short = kapcost("estimate", "--dosing", "3-6", "--therapist", "300-500", "--discount", "10%", "-f", "csv")
    assert kapcost("estimate", "c.toml", "-f", "csv").out == short.out
