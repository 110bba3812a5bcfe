"""`kapcost gfe deadline` says the last day in one line, or as JSON."""

import json

import pytest
from running import Kapcost


@pytest.mark.parametrize(
    ("service", "says"),
    [
        ("2026-11-25", "None is owed: "),
        ("2026-11-27", "Due by Tuesday 2026-11-24: "),
        ("2026-12-07", "Due by Tuesday 2026-11-24: "),
        ("2026-12-08", "Due by Friday 2026-11-27: "),
    ],
)
def test_the_day_is_said_first(kapcost: Kapcost, service: str, says: str) -> None:
    done = kapcost("gfe", "deadline", "--scheduled", "2026-11-23", "--service", service)
    assert (done.code, done.err, len(done.out.splitlines())) == (0, "", 1)
    assert done.out.startswith(says)


def test_json_has_the_day_or_null(kapcost: Kapcost) -> None:
    def due(*options: str) -> str | None:
        day: str | None = json.loads(kapcost("gfe", "deadline", "-f", "json", *options).out)["due"]
        return day

    assert due("--requested", "2026-07-02") == "2026-07-08"
    assert due("--scheduled", "2026-11-23", "--service", "2026-11-25") is None


@pytest.mark.parametrize(
    ("options", "problems"),
    [
        ([], ["found no date"]),
        (["--service", "2026-11-25"], ["found service; expected both scheduled and service"]),
        (["--scheduled", "soon", "--service", "x"], ["--scheduled: found 'soon'", "--service: found 'x'"]),
        (["--scheduled", "2026-11-25", "--service", "2026-11-23"], ["--service: found '2026-11-23'"]),
        (["--requested", "9999-12-31"], ["--requested: found '9999-12-31'"]),
    ],
    ids=str,
)
def test_dates_that_do_not_go_together_are_refused(kapcost: Kapcost, options: list[str], problems: list[str]) -> None:
    done = kapcost("gfe", "deadline", *options)
    assert (done.code, done.out, len(done.problems)) == (2, "", len(problems))
    assert all(problem in done.err for problem in problems)


def test_the_last_day_that_kapcost_knows_is_no_bug(kapcost: Kapcost) -> None:
    assert kapcost("gfe", "deadline", "--requested", "2199-12-31").code == 0
