"""A package of a price list or a course file: the same facts in every form, and harmless texts."""

import csv
import io
import json
import re
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it brings no types
from running import Kapcost, text_of
from small_list import DAY, small_list, write_list

FORMS = ["table", "plain", "markdown", "csv", "json"]
HOSTILE = ["[red]x[/red]", "a\x1b[31mb", "one\ntwo", "\u202ex", "y" * 10_000, "| a | b", "=1+1", "# big", "漢" * 60]


def with_packages(text: str = "Three sessions") -> dict[str, Any]:
    """Return a price list with a package of three sessions of 300-500 for 850.50, and one of eight for 1400."""
    listed = small_list("harmless")
    known = {"sources": ["one"], "checked": DAY, "elements": ["therapist"], "payee": "harmless", "note": text}
    listed["settings"]["here"]["packages"] = {
        "three": {"label": text, "sessions": {"dosing": 3}, "price": Decimal("850.50"), "repeatable": True, **known},
        "eight": {"label": f"{text[:30]} 8", "sessions": {"dosing": 8}, "price": 1400, **known},
    }
    return listed


@pytest.fixture
def prices(folder: Path) -> str:
    return write_list(folder / "prices.toml", with_packages())


def amounts(text: str) -> set[Decimal]:
    return {Decimal(found.replace(",", "")) for found in re.findall(r"\d+(?:,\d{3})*\.\d\d", text)}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("dosing", ["7", "2-7"])
def test_every_form_shows_what_a_package_replaces_costs_and_saves(prices: str, form: str, dosing: str) -> None:
    asked = ["estimate", "--prices", prices, "--package", "three", "--dosing", dosing, "-f"]
    said = json.loads(text_of(*asked, "json"))
    detail = ["--detail"] if form == "table" else []
    text = text_of(*asked, form, *detail, columns="120")
    (used,), offers = said["packages"], said["cheaper_packages"]
    shown = [used["replaced"], used["price"], used["saved"], *(offer["estimate"] for offer in offers)]
    shown += [charge["amount"] for charge in said["charges"] if charge["amount"]]
    wanted = {Decimal(cost[end]) for cost in shown for end in ("low", "high")}
    assert wanted <= amounts(text)
    assert "Three sessions" in text


@pytest.mark.parametrize("form", ["table", "plain", "markdown", "csv", "json"])
def test_every_form_points_out_a_cheaper_package(prices: str, form: str) -> None:
    text = text_of("estimate", "--prices", prices, "--dosing", "7", "-f", form, columns="120")
    said = json.loads(text_of("estimate", "--prices", prices, "--dosing", "7", "-f", "json"))
    offer = next(offer for offer in said["cheaper_packages"] if offer["name"] == "eight")
    assert (offer["name"], offer["estimate"]["low"], offer["estimate"]["high"]) == ("eight", "1600.00", "1600.00")
    assert "Three sessions 8" in " ".join(text.split())
    assert re.search(r"1,?600", text)


def test_an_answer_with_a_package_is_valid_by_the_schema(prices: str) -> None:
    schema = Draft202012Validator(json.loads(text_of("schema", "estimate")))
    for dosing in ("2", "2-7", "7"):
        said = text_of("estimate", "--prices", prices, "--package", "three", "--dosing", dosing, "-f", "json")
        assert [error.message for error in schema.iter_errors(json.loads(said))] == []


def test_a_price_list_with_packages_is_valid_by_its_schema_and_exported_whole(prices: str) -> None:
    said = text_of("prices", "export", "--prices", prices)
    assert "[settings.here.packages.three]" in said
    assert "850.5" in said


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", FORMS)
def test_the_label_of_a_package_is_harmless(kapcost: Kapcost, folder: Path, text: str, form: str) -> None:
    shown = []
    for label in (text, "Three sessions"):
        file = write_list(folder / "hostile.toml", with_packages(label))
        done = kapcost("estimate", "--prices", file, "--package", "three", "--dosing", "7", "-f", form)
        assert done.code == 0, done.err
        shown.append(done.out)
    hostile, plain = shown
    assert {char for char in hostile if unicodedata.category(char)[0] == "C"} <= {"\n", "\r"}
    if form in ("plain", "markdown", "csv"):
        assert len(hostile.splitlines()) == len(plain.splitlines())
    if form == "csv":
        rows = [*csv.reader(io.StringIO(hostile))]
        assert len({len(row) for row in rows}) == 1
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
