"""The published JSON Schemas describe the quotes that kapcost reads and the audits that it prints."""

import json
from pathlib import Path

import pytest
from running import process
from test_schemas import plain, validator

QUOTE = """
provider = "A clinic"
setting = "clinic-im"
state = "CA"
as_of = 2026-11-24
total = "2,000"
discounts = ["cash: 5%"]
[[lines]]
label = "Session"
phase = "dosing"
elements = ["therapist", "ketamine"]
count = 4
sessions = 4
price = 500
amount = 2000
[[lines]]
label = "Room"
phase = "dosing"
elements = ["facility"]
price = "included"
[[totals]]
label = "All"
amount = 2000
lines = ["Session"]
discounted = false
[packages.four]
label = "Four"
sessions = { dosing = 4 }
elements = ["therapist", "ketamine"]
price = 1800
instead_of = 2000
percent = 10
[sessions]
review = 0
"""


def test_a_quote_that_says_everything_is_valid_by_the_schema_of_quotes() -> None:
    assert [error.message for error in validator("quote").iter_errors(plain(QUOTE))] == []


@pytest.mark.parametrize("wrong", ["prise = 500", "price = -1", "price = true", "phase = 'dosng'"])
def test_a_quote_that_kapcost_refuses_is_not_valid_by_its_schema(wrong: str) -> None:
    changed = QUOTE.replace("phase =" if "phase" in wrong else "price = 500", wrong + " #", 1)
    assert not validator("quote").is_valid(plain(changed))


def test_every_audit_is_valid_by_the_schema_of_audits(folder: Path) -> None:
    (folder / "quote.toml").write_text(QUOTE, encoding="utf-8")
    done = process("check", "quote.toml", "-f", "json")
    assert [error.message for error in validator("audit").iter_errors(json.loads(done.out))] == []
