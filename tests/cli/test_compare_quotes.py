"""`kapcost compare` with a provider's quote: its column is the whole course, and says what of it is filled in."""

import json
from pathlib import Path
from typing import Any

import pytest
from running import Kapcost

QUOTE = """
provider = "A [b]clinic[/b]"
setting = "clinic-im"
total = 2000
[[lines]]
label = "Session"
phase = "dosing"
count = 6
price = 400
"""


@pytest.fixture
def files(folder: Path) -> Path:
    """A folder with a quote, which does not add up, and a course file."""
    (folder / "quote.toml").write_text(QUOTE, encoding="utf-8")
    (folder / "office.toml").write_text('setting = "office"', encoding="utf-8")
    return folder


def compared(kapcost: Kapcost, *args: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(kapcost("compare", *args, "-f", "json").out)
    return said


@pytest.mark.usefixtures("files")
def test_a_quote_costs_what_its_check_says_the_whole_course_costs(kapcost: Kapcost) -> None:
    whole = json.loads(kapcost("check", "quote.toml", "-f", "json").out)["whole_course"]
    scenario = compared(kapcost, "quote.toml", "office.toml")["scenarios"][0]
    assert scenario["estimate"]["totals"]["estimate"] == whole["cost"]
    assert (scenario["quote"]["quoted"], scenario["quote"]["filled_in"]) == (whole["quoted"], whole["filled_in"])


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("form", ["table", "plain", "markdown"])
def test_what_is_filled_in_is_marked_and_the_quote_is_named(kapcost: Kapcost, form: str) -> None:
    text = " ".join(kapcost("compare", "quote.toml", "office.toml", "-f", form).out.replace("\\", "").split())
    assert "$125–$250 filled in" in text
    assert "A quote of A [b]clinic[/b]: $2,400 as quoted and $1,515–$3,025 filled in from the price list." in text
    assert "It does not add up: kapcost check says where." in text


@pytest.mark.usefixtures("files")
def test_in_csv_what_is_filled_in_has_rows_of_its_own(kapcost: Kapcost) -> None:
    lines = kapcost("compare", "quote.toml", "office.toml", "-f", "csv").out.splitlines()
    assert "filled in,quote,review,phase,,125.00,180.00,250.00," in lines
    assert "total,quote,,quoted,,2400.00,2400.00,2400.00," in lines
    assert not [line for line in lines if line.startswith("filled in,office")]


def test_a_price_that_the_quote_states_in_part_is_partly_filled_in(kapcost: Kapcost, files: Path) -> None:
    intake = QUOTE.replace('"dosing"', '"consultation"\nelements = ["therapist"]').replace("count = 6", "count = 1")
    (files / "intake.toml").write_text(intake, encoding="utf-8")
    text = kapcost("compare", "intake.toml", "office.toml", "-f", "plain").out
    assert "intake: Consultation: $610–$815 partly filled in" in text
    assert "intake: Consultation, medical: $210–$415 filled in" in text


def test_a_package_that_is_only_offered_is_named_and_not_counted(kapcost: Kapcost, files: Path) -> None:
    offer = '[packages.six]\nlabel = "Six at once"\nsessions = { dosing = 6 }\nprice = 2000\n'
    (files / "offer.toml").write_text(QUOTE + offer, encoding="utf-8")
    text = kapcost("compare", "offer.toml", "office.toml", "-f", "plain").out
    assert "offer: Offered and not counted: Six at once." in text
    assert "offer: Dosing: $2,400" in text


def test_a_package_that_is_the_only_price_of_its_sessions_is_counted(kapcost: Kapcost, files: Path) -> None:
    only = 'provider = "A clinic"\nsetting = "clinic-im"\n[packages.six]\nlabel = "Six"\nprice = 2000\n'
    (files / "only.toml").write_text(f"{only}sessions = {{ integration = 2, dosing = 6 }}\n", encoding="utf-8")
    text = kapcost("compare", "only.toml", "office.toml", "-f", "plain").out
    assert "only: Dosing: $2,000" in text
    assert "only: Integration: therapist: in six" in text


@pytest.mark.usefixtures("files")
def test_only_the_state_and_the_date_may_be_said_of_a_quote(kapcost: Kapcost) -> None:
    said = compared(kapcost, "quote.toml", "office.toml", "--state", "CA", "--as-of", "2026-12-24")["scenarios"]
    assert [(one["estimate"]["location"]["state"], one["estimate"]["as_of"]) for one in said] == [
        ("CA", "2026-12-24"), ("CA", "2026-12-24"),
    ]  # fmt: skip
    for option in ("--dosing=3", "--settings=office,group", "--discount=5%"):
        done = kapcost("compare", "quote.toml", "office.toml", option)
        assert done.code == 2
        assert f"quote.toml: {option.split('=')[0]}: found a quote" in done.err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("budget = 500\n" + QUOTE, "found lines, provider, total of a quote and budget of a course file; expected a"),
        (QUOTE.replace("400", '"included"'), "lines: found no price; expected a price of some line, to be compared."),
        (QUOTE.replace("clinic-im", "clinic"), "setting: found 'clinic'; expected "),
        (QUOTE.replace('"dosing"', '"dosng"'), "lines['Session'].phase: found 'dosng'; expected "),
        (QUOTE.replace("400", "4.001"), "lines['Session'].price: found "),
    ],
    ids=["both kinds", "no price", "no such setting", "no such phase", "no such price"],
)
def test_a_quote_that_cannot_be_compared_is_refused(kapcost: Kapcost, files: Path, text: str, words: str) -> None:
    (files / "wrong.toml").write_text(text, encoding="utf-8")
    done = kapcost("compare", "wrong.toml", "office.toml")
    assert (done.code, done.out) == (2, "")
    assert f"kapcost: wrong.toml: {words}" in done.err
