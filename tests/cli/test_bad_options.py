"""A value that cannot be meant is refused with exit code 2, by the name of its option, and nothing is answered."""

import pytest
from running import Kapcost

BAD = {
    "--dosing -1": "found '-1'; expected a number of sessions from 0 to 1000",
    "--dosing 6-3": "expected the lower number of sessions first",
    "--dosing 1e9": "found '1e9'; expected a number of sessions",
    "--dosing 1001": "expected a number of sessions from 0 to 1000",
    "--dosing 2.5": "expected a number of sessions",
    "--booster 0-0-1": "expected a number of sessions",
    "--dosing-hours 0": "expected hours above 0",
    "--dosing-hours nan": "expected",
    "--dosing-hours 25": "up to 24",
    "--therapist 500-300": "expected the lower price first",
    "--therapist abc": "found 'abc'; expected a price such as 450",
    "--therapist nan": "found 'nan'; expected a price",
    "--therapist inf": "found 'inf'; expected a price",
    "--therapist -5": "found '-5'; expected a price",
    "--therapist 1e3": "found '1e3'; expected a price",
    "--therapist 4.505": "at most two decimals",
    "--therapist 99999999": "expected a price from 0 to 9,999,999",
    "--ketamine includd": "Did you mean included?",
    "--discount 110%": "at most 100",
    "--discount 0%": "above 0",
    "--discount nan%": "expected",
    "--discount -5": "expected",
    "--budget abc": "found 'abc'; expected an amount",
    "--budget 1-2": "expected an amount",
    "--state ZZ": "found 'ZZ'; expected the code or name of a state",
    "--state Californa": "Did you mean California?",
    "--metro Portland": "which is several; expected Portland-South Portland, ME or Portland-Vancouver-Hillsboro, OR-WA",
    "--metro Sacremento": "Did you mean Sacramento?",
    "--setting ofice": "Did you mean office?",
    "--course ligth": "Did you mean light?",
    "--tier intern": "this care setting has none",
    "--as-of 2026-02-30": "expected",
    "--all-in 300": "a price for a whole dosing session",
    "--explain ketamin": "Did you mean ketamine?",
}


@pytest.mark.parametrize("option", BAD)
def test_a_bad_value_is_refused_by_the_name_of_its_option(kapcost: Kapcost, option: str) -> None:
    name, value = option.split(" ")
    done = kapcost("estimate", name, value)
    assert (done.code, done.out) == (2, "")
    assert len(done.problems) == 1
    assert done.err.startswith(f"kapcost: {name}: ")
    assert BAD[option] in done.err


def test_three_bad_values_are_refused_at_once(kapcost: Kapcost) -> None:
    done = kapcost("estimate", "--dosing", "6-3", "--therapist", "abc", "--state", "ZZ")
    assert done.code == 2
    assert [problem.split(": ")[1] for problem in done.problems] == ["--dosing", "--therapist", "--state"]


@pytest.mark.parametrize("option", ["--dosing", "--therapist", "--state", "--budget", "--setting", "--as-of"])
def test_an_empty_value_is_refused_and_not_taken_for_the_default(kapcost: Kapcost, option: str) -> None:
    done = kapcost("estimate", option, "")
    assert (done.code, done.out) == (2, "")
    assert option in done.err


def test_more_discounts_than_anyone_gets_are_refused(kapcost: Kapcost) -> None:
    assert kapcost("estimate", *["--discount", "1%"] * 20).code == 0
    done = kapcost("estimate", *["--discount", "1%"] * 21)
    assert (done.code, done.out) == (2, "")
    assert "--discount: found 21 discounts; expected at most 20." in done.err


def test_a_date_that_is_none_is_told_what_a_date_looks_like(kapcost: Kapcost) -> None:
    assert "2026-11-24" in kapcost("estimate", "--as-of", "yesterday").err


def test_a_price_inside_an_all_in_fee_is_refused_with_the_flag_to_use_instead(kapcost: Kapcost) -> None:
    done = kapcost("estimate", "--setting", "clinic-iv", "--ketamine", "300")
    assert done.code == 2
    assert "--ketamine: " in done.err
    assert "--all-in" in done.err


NO_SESSION = [part for phase in ("consultation", "preparation", "dosing", "integration", "review")
              for part in (f"--{phase}", "0")]  # fmt: skip
ALL_INCLUDED = [part for price in ("therapist", "ketamine", "facility", "monitoring", "talk", "intake", "medical")
                for part in (f"--{price}", "included")]  # fmt: skip


@pytest.mark.parametrize("options", [NO_SESSION, ALL_INCLUDED], ids=["no session", "everything included"])
def test_a_course_that_would_cost_nothing_is_refused(kapcost: Kapcost, options: list[str]) -> None:
    done = kapcost("estimate", *options)
    assert (done.code, done.out, len(done.problems)) == (2, "", 1)
