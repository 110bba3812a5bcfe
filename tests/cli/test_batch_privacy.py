"""What stands in a row of a batch, which may name a person, is never shown on standard error."""

import json
from pathlib import Path

import pytest
from running import Kapcost

CANARY = "Alexandra Geheim"
FIRST = "Alexandra"

CSV = {
    "columns in the wrong order": "setting,id\n{},office\n",
    "a name in any column": "id,state,sessions.dosing,prices.talk,discounts,budget,start\na,{0},{0},{0},{0},{0},{0}\n",
    "a name between semicolons": "id;state;budget\na;{0};1.250 {0}\n",
    "a label of a discount": "id,discounts\na,{0}:x%\n",
    "too many cells": "id,setting\na,office,{0}\n",
    "a quote in the middle": 'id,setting\n"{0}"x,office\n',
    "no header": "{0},office\n",
    "no header and the same twice": "{0},{0}\n",
    "a column without a name": "id,\na,{0}\n",
}

JSONL = {
    "a value": {"setting": CANARY, "state": CANARY, "sessions": {"dosing": CANARY}},
    "a key": {CANARY: 1, "prices": {CANARY: 2}, "sessions": {CANARY: {CANARY: 1}}},
    "a label": {"discounts": [{"label": CANARY, "amount": "x"}, CANARY]},
    "a package": {"packages": {CANARY: {"price": "x", CANARY: 1}}},
    "a package that is nearly chosen": {
        "packages": {FIRST: {"label": "x", "price": "100", "sessions": {"dosing": 3}, "elements": ["ketamine"]}},
        "package": FIRST[:-1],
    },
    "an id": {"id": {CANARY: CANARY}},
    "a list": [CANARY],
}


@pytest.mark.parametrize("options", [[], ["-f", "jsonl"]], ids=["text", "JSON"])
@pytest.mark.parametrize("content", CSV.values(), ids=CSV)
def test_no_cell_is_shown(kapcost: Kapcost, content: str, options: list[str]) -> None:
    done = kapcost("batch", "-", *options, stdin=content.format(CANARY).encode())
    assert done.code in {2, 5}
    assert done.err
    assert not [word for word in CANARY.split() if word in done.err]


@pytest.mark.parametrize("options", [[], ["-f", "jsonl"]], ids=["text", "JSON"])
@pytest.mark.parametrize(
    "line",
    [*map(json.dumps, JSONL.values()), f'{{"{CANARY}": 1, "{CANARY}": 2}}', f'{{"{CANARY}": {CANARY}}}'],
    ids=[*JSONL, "a key twice", "no JSON"],
)
def test_nothing_in_a_line_of_json_is_shown(kapcost: Kapcost, line: str, options: list[str]) -> None:
    done = kapcost("batch", "-", "--input-format", "jsonl", *options, stdin=line.encode())
    assert done.code == 5
    assert not [word for word in CANARY.split() if word in done.err]


def test_the_row_the_key_what_is_expected_and_the_nearest_name_are_shown(kapcost: Kapcost) -> None:
    done = kapcost("batch", "-", stdin=b"id,setting,packages.six.price\nAnn,ofice,\nBob,office,x\n")
    first, second, _ = done.problems
    assert first.startswith("kapcost: row 1: setting: found something that is not shown here; expected general, ")
    assert first.endswith(" Did you mean office?")
    assert "packages.six.price: found something that is not shown here; expected a price" in second
    assert "packages.six.label: found nothing; expected a value." in second


def test_the_file_of_rejected_rows_has_the_whole_error(kapcost: Kapcost, folder: Path) -> None:
    done = kapcost("batch", "-", "--rejects", "r.csv", stdin=f"setting,id\n{CANARY},office\n".encode())
    assert f"setting: found '{CANARY}'; expected general" in (folder / "r.csv").read_text("utf-8")
    assert not [word for word in CANARY.split() if word in done.err]


def test_a_header_is_told_from_a_row_by_any_name_that_exists(kapcost: Kapcost) -> None:
    assert "found the column 'setings'" in kapcost("batch", "-", stdin=b"id,setings\n").err
    alone = kapcost("batch", "-", stdin=b"setings\noffice\n").err
    assert "found the column 1; expected a name as in a course file" in alone
    assert alone.endswith("Did you mean setting?\n")
