"""The table never cuts or wraps a number; where it does not fit, the plain form is shown."""

import re

import pytest
from rich.cells import cell_len
from running import Kapcost, text_of

ASKED = {
    "the standard course": "",
    "ranges, a state and a discount": "--dosing 3-6 --state CA --discount 10% --budget 5000",
    "cents": "--talk 120.50 --ketamine 80.25-99.99",
    "a cost that is not known": "--facility unknown",
    "an open end": "--therapist 300+",
    "every phase": "--ongoing 12-24 --booster 2 --review 3",
    "thousands": "--therapist 9999 --dosing 20 --talk 1250.75-3333.33",
    "huge": "--therapist 9999999 --dosing 1000",
    "huge range": "--therapist 0.01-9999999 --ketamine 0-9999999 --dosing 1-1000 --talk 9999998.99",
    "office": "--setting office",
    "clinic-im": "--setting clinic-im",
    "at-home": "--setting at-home",
    "esketamine": "--setting esketamine",
}
WIDTHS = ["60", "70", "80", "100", "120"]
ASKING = pytest.mark.parametrize("options", ASKED.values(), ids=ASKED)
MONEY = re.compile(r"\$\d+(?:,\d{3})*(?:\.\d\d)?")


@ASKING
@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("detail", [[], ["--detail"]], ids=["in short", "in detail"])
def test_no_line_is_wider_than_the_terminal(options: str, columns: str, detail: list[str]) -> None:
    text = text_of("estimate", *options.split(), *detail, columns=columns)
    assert max(cell_len(line) for line in text.splitlines()) <= int(columns)


@ASKING
@pytest.mark.parametrize("columns", WIDTHS)
def test_in_detail_every_number_of_the_plain_form_is_whole(options: str, columns: str) -> None:
    plain = text_of("estimate", *options.split(), "-f", "plain")
    table = text_of("estimate", *options.split(), "--detail", columns=columns)
    told = [line for line in plain.splitlines() if ", typically" not in line]  # left out where there is no room
    assert set(MONEY.findall("\n".join(told))) <= set(MONEY.findall(table)) <= set(MONEY.findall(plain))


@ASKING
@pytest.mark.parametrize("columns", WIDTHS)
def test_in_short_every_charge_and_the_total_are_whole(options: str, columns: str) -> None:
    plain = text_of("estimate", *options.split(), "-f", "plain")
    table = text_of("estimate", *options.split(), columns=columns)
    charges = [line.split(", typically")[0] for line in plain.splitlines() if " × " in line or line.startswith("You ")]
    assert set(MONEY.findall("\n".join(charges))) <= set(MONEY.findall(table)) <= set(MONEY.findall(plain))
    assert "…" not in table


@pytest.mark.parametrize("columns", ["60", "70", "80", "100"])
def test_an_amount_stands_on_one_line_with_what_it_is_for(columns: str) -> None:
    lines = text_of("estimate", columns=columns).splitlines()
    assert any(line.split()[0] == "Ketamine" and "$100–$500" in line and "$600–$3,000" in line for line in lines)


@pytest.mark.parametrize("columns", ["20", "40", "59"])
@pytest.mark.parametrize("options", ["--detail", "--detail --dosing 3-6 --budget 5000"])
def test_below_60_columns_the_plain_form_is_shown(columns: str, options: str) -> None:
    narrow = text_of("estimate", *options.split(), columns=columns)
    plain = text_of("estimate", *options.split(), "-f", "plain")
    assert "".join(narrow.split()) == "".join(plain.split())


@pytest.mark.parametrize("columns", ["20", "40", "59"])
def test_below_60_columns_the_plain_form_is_short_unless_details_are_asked_for(columns: str) -> None:
    narrow = "".join(text_of("estimate", columns=columns).split())
    lines = ["".join(line.split()) for line in text_of("estimate", "-f", "plain").splitlines()]
    until_total = lines[: next(place for place, line in enumerate(lines) if line.startswith("Youpay")) + 1]
    assert narrow.startswith("".join(until_total))
    assert "https://" not in narrow


@pytest.mark.parametrize("columns", ["10", "1", "0", "00"])
def test_a_terminal_of_any_width_gets_an_answer(kapcost: Kapcost, columns: str) -> None:
    done = kapcost("estimate", env={"COLUMNS": columns})
    assert (done.code, done.err) == (0, "")
    assert "Youpay" in "".join(done.out.split())


@pytest.mark.parametrize("setting", ["general", "office", "clinic-im", "clinic-iv", "at-home", "group", "esketamine"])
def test_the_answer_fits_80_columns_and_24_lines(setting: str) -> None:
    assert len(text_of("estimate", "--setting", setting, columns="80").splitlines()) <= 24


def test_the_default_answer_fits_80_columns_and_24_lines() -> None:
    assert len(text_of("estimate", columns="80").splitlines()) <= 24


def test_a_pipe_is_not_wrapped() -> None:
    assert len(text_of("estimate").splitlines()) < len(text_of("estimate", columns="80").splitlines())


def test_an_exact_price_is_printed_once() -> None:
    line = next(
        x for x in text_of("estimate", "--therapist", "450").splitlines() if x.split()[:2] == ["Therapist", "6"]
    )
    assert MONEY.findall(line)[:2] == ["$450", "$2,700"]


def test_no_line_ends_in_blanks() -> None:
    lines = text_of("estimate", columns="80").splitlines()
    assert [line for line in lines if line != line.rstrip()] == []
