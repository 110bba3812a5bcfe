"""Worked quotes: each file in tests/cases/quotes is what a provider states, and what its audit must then say."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from comparing import differences, read

from kapcost.files import example, parse_toml
from kapcost.price_list_file import load_price_list
from kapcost.quote_file import audited
from kapcost.render.as_json import json_text

QUOTES = sorted((Path(__file__).parent / "cases" / "quotes").glob("*.toml"))
EVERY = pytest.mark.parametrize("file", QUOTES, ids=lambda file: file.stem)
SHIPPED = load_price_list()


def audit_of(quote: Mapping[str, Any]) -> Any:
    return json.loads(json_text(audited(quote, SHIPPED)))


@EVERY
def test_a_worked_quote_comes_out_as_it_says(file: Path) -> None:
    worked = read(file)
    assert differences(worked["expect"], audit_of(worked["quote"]), "audit") == [], worked["says"]


@EVERY
def test_a_worked_quote_says_in_one_sentence_what_it_shows_and_on_which_day(file: Path) -> None:
    worked = read(file)
    assert worked["says"].count(".") == 1
    assert worked["says"].endswith(".")
    assert worked["quote"]["as_of"]


def test_the_example_foots_and_uses_what_its_comments_offer() -> None:
    assert audit_of(parse_toml(example("quote").encode(), "example"))["foots"]


def test_everything_that_the_example_offers_in_comments_can_be_said_at_once() -> None:
    text = example("quote")
    offered = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("# ") and "=" in line]
    head = [line for line in offered if line.startswith(("state", "discounts"))]
    rest = [line.removeprefix("# ") for line in text.splitlines()]
    tables = rest[rest.index("[[totals]]") :]
    said = "\n".join([*head, text, *(line for line in tables if line != "#" and not line.startswith("discounts"))])
    assert audit_of(parse_toml(said.encode(), "example"))["packages"][0]["saving"] == "240.00"
