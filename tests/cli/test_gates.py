"""Budgets and old prices: a verdict is part of the answer, and becomes an exit code only when that is asked for."""

from collections.abc import Callable
from typing import Any

import pytest
from running import Kapcost

Answer = Callable[..., dict[str, Any]]

FREE_OF_ALL_BUT_DOSING = ["--consultation", "0", "--preparation", "0", "--integration", "0", "--review", "0"]
BETWEEN_1200_AND_1800 = [*FREE_OF_ALL_BUT_DOSING, "--dosing", "6", "--therapist", "200-300", "--ketamine", "included",
                         "--facility", "included"]  # fmt: skip
STALE = "2030-01-01"


@pytest.mark.parametrize(
    ("budget", "verdict", "words"),
    [
        ("1800", "fits", "fits: even the highest cost is within it"),
        ("1799.99", "may_fit", "may fit: the lowest cost is within it"),
        ("1200", "may_fit", "may fit: the lowest cost is within it"),
        ("1,199.99", "exceeds", "is exceeded: even the lowest cost is"),
    ],
)
def test_a_budget_gets_a_verdict(kapcost: Kapcost, answer: Answer, budget: str, verdict: str, words: str) -> None:
    options = [*BETWEEN_1200_AND_1800, "--budget", budget]
    assert answer(*options)["budget"]["verdict"] == verdict
    assert words in " ".join(kapcost("estimate", *options).out.split())


def test_a_budget_says_how_many_dosing_sessions_it_pays_for(answer: Answer) -> None:
    fitting = answer(*BETWEEN_1200_AND_1800, "--budget", "1000")["budget"]["dosing_sessions_that_fit"]
    assert fitting == {"at_low": 5, "at_typical": None, "at_high": 3}


def test_a_budget_never_fits_for_certain_when_a_cost_is_not_known(answer: Answer) -> None:
    assert answer("--facility", "unknown", "--budget", "1000000")["budget"]["verdict"] == "may_fit"


def test_without_a_budget_there_is_no_verdict(answer: Answer) -> None:
    assert answer()["budget"] is None


@pytest.mark.parametrize(("budget", "code"), [("1800", 0), ("1799.99", 4), ("1199", 4)])
@pytest.mark.parametrize("form", ["table", "json"])
def test_the_gate_is_closed_unless_the_course_fits_for_certain(
    kapcost: Kapcost, budget: str, code: int, form: str
) -> None:
    options = [*BETWEEN_1200_AND_1800, "--budget", budget, "-f", form]
    gated, free = kapcost("estimate", *options, "--fail-over-budget"), kapcost("estimate", *options)
    assert (gated.code, free.code) == (code, 0)
    assert gated.out == free.out
    assert len(gated.problems) == (1 if code else 0)


def test_the_gate_is_closed_when_a_cost_is_not_known(kapcost: Kapcost) -> None:
    options = ["--facility", "unknown", "--budget", "1000000", "--fail-over-budget"]
    assert kapcost("estimate", *options).code == 4


def test_the_gate_holds_beside_an_explanation(kapcost: Kapcost) -> None:
    options = [*BETWEEN_1200_AND_1800, "--budget", "100", "--fail-over-budget", "--explain", "therapist"]
    assert kapcost("estimate", *options).code == 4


def test_a_gate_without_a_budget_is_refused(kapcost: Kapcost) -> None:
    done = kapcost("estimate", "--fail-over-budget")
    assert (done.code, done.out, len(done.problems)) == (2, "", 1)
    assert "--budget" in done.err


def test_old_prices_are_warned_of_in_the_answer(kapcost: Kapcost) -> None:
    done = kapcost("estimate", "--as-of", STALE)
    assert (done.code, done.err) == (0, "")
    assert "Warning: " in done.out


def test_old_prices_are_warned_of_on_standard_error_where_a_spreadsheet_reads_the_answer(
    kapcost: Kapcost, answer: Answer
) -> None:
    said = answer("--as-of", STALE)["warnings"]
    problems = kapcost("estimate", "--as-of", STALE, "-f", "csv").problems
    assert problems == [f"kapcost: warning: {warning}" for warning in said] != []


def test_no_old_price_is_warned_of_twice(answer: Answer) -> None:
    warnings = answer("--as-of", STALE)["warnings"]
    assert len(warnings) == len(set(warnings))


def test_strict_turns_the_warnings_into_an_error_of_the_price_list(kapcost: Kapcost) -> None:
    done = kapcost("estimate", "--as-of", STALE, "--strict")
    assert (done.code, done.out) == (3, "")
    assert "last checked on" in done.err
    assert ".;" not in done.err


def test_strict_changes_nothing_while_prices_are_fresh(kapcost: Kapcost) -> None:
    assert kapcost("estimate", "--strict") == kapcost("estimate")
