"""The published JSON Schemas describe what kapcost reads and writes; the JSON answer is what the contract says."""

import json
import re
import tomllib
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it brings no types
from running import REPOSITORY, process, text_of

ASKED = {
    "the standard course": "",
    "ranges, a state, discounts and a budget": "--dosing 3-6 --state CA --discount 10% --discount a:5 --budget 5000",
    "a cost that is not known": "--facility unknown",
    "an open end": "--therapist 300+ --budget 100",
    "a city": "--metro Sacramento",
    "old prices": "--as-of 2030-01-01",
    "a step of a sliding scale": "--setting office --tier intern",
    **{name: f"--setting {name}" for name in ("clinic-im", "clinic-iv", "at-home", "group", "esketamine")},
}
ASKING = pytest.mark.parametrize("options", ASKED.values(), ids=ASKED)

KEYS = [
    "schema_version",
    "kapcost_version",
    "currency",
    "as_of",
    "estimate_id",
    "title",
    "complete",
    "price_list",
    "setting",
    "location",
    "course",
    "charges",
    "packages",
    "discounts",
    "totals",
    "health_plan",
    "budget",
    "not_included",
    "assumptions",
    "sources",
    "spread",
    "question",
]
CHARGE = ["phase", "elements", "label", "payee", "status", "per", "quantity", "unit", "amount", "basis", "sources"]
PHASES = ["consultation", "preparation", "dosing", "integration", "ongoing", "review", "booster"]

COURSE = """
setting = "office"
course = "standard"
tier = "intern"
state = "CA"
metro = "Sacramento"
discounts = ["10%", 200, "cash:8%", { label = "member", amount = 50 }]
budget = "5,000"
as_of = 2026-11-24
[sessions]
dosing = "3-6"
booster = 2
review = { low = 1, high = 2 }
[hours]
dosing = 2.5
[days_between]
dosing = 7
[prices]
talk = 150
therapist = "300-500"
medical = { low = 200, typical = 250, high = 300 }
intake = "included"
"""


def validator(name: str) -> Any:
    schema = json.loads(text_of("schema", name))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def plain(toml: str) -> Any:
    """Return TOML as JSON has it: dates are texts."""
    return json.loads(json.dumps(tomllib.loads(toml), default=str))


def answer(options: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(text_of("estimate", *options.split(), "-f", "json"))
    return said


def ranges_in(value: Any) -> list[dict[str, Any]]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    own = [value] if isinstance(value, dict) and set(value) == {"low", "typical", "high"} else []
    return own + [found for one in inner for found in ranges_in(one)]


@ASKING
def test_every_answer_is_valid_by_the_schema_of_estimates(options: str) -> None:
    assert [error.message for error in validator("estimate").iter_errors(answer(options))] == []


@ASKING
def test_every_list_of_questions_is_valid_by_its_schema(options: str) -> None:
    said = json.loads(text_of("ask", *options.split(), "-f", "json"))
    assert [error.message for error in validator("questions").iter_errors(said)] == []


@ASKING
def test_an_answer_has_at_least_the_keys_of_the_contract(options: str) -> None:
    said = answer(options)
    assert set(KEYS) <= set(said)
    assert all(set(CHARGE) <= set(charge) for charge in said["charges"])
    assert set(PHASES) <= set(said["course"])
    assert {"name", "as_of", "sha256"} <= set(said["price_list"])
    assert {"charges", "savings", "estimate", "per_dosing_session", "by_payee"} <= set(said["totals"])
    assert all({"id", "title", "url", "as_of"} <= set(source) for source in said["sources"])
    assert all({"driver", "share"} <= set(driver) for driver in said["spread"])
    assert said["location"] is None or {"state", "index"} <= set(said["location"])


@ASKING
def test_money_is_text_with_two_decimals_and_what_is_not_known_is_null(options: str) -> None:
    ranges = ranges_in(answer(options))
    assert ranges
    for cost in ranges:
        assert all(amount is None or re.fullmatch(r"\d+\.\d\d", amount) for amount in cost.values())
        assert cost["low"] is not None


@pytest.mark.parametrize("options", list(ASKED.values())[:3], ids=list(ASKED)[:3])
def test_the_same_command_gives_the_same_bytes(options: str) -> None:
    command = ["estimate", *options.split(), "-f", "json"]
    assert process(*command).out.encode() == text_of(*command).encode()


def test_keys_stand_in_the_order_of_the_contract_always() -> None:
    orders = {tuple(key for key in answer(options) if key in KEYS) for options in ASKED.values()}
    assert orders == {tuple(KEYS)}


def test_the_identity_of_an_estimate_changes_with_anything_asked_for() -> None:
    ids = [answer(options)["estimate_id"] for options in ASKED.values()]
    assert len(set(ids)) == len(ids)


def test_the_guides_table_six_times() -> None:
    zero = " ".join(f"--{phase} 0" for phase in PHASES if phase != "dosing")
    said = answer(f"{zero} --dosing 6 --facility included")
    amounts = {charge["label"]: charge["amount"] for charge in said["charges"]}
    assert (said["totals"]["estimate"]["low"], said["totals"]["estimate"]["high"]) == ("2400.00", "6000.00")
    assert (amounts["Therapist"]["low"], amounts["Therapist"]["high"]) == ("1800.00", "3000.00")
    assert (amounts["Ketamine"]["low"], amounts["Ketamine"]["high"]) == ("600.00", "3000.00")
    assert amounts["Monitoring"] is None


def test_a_course_file_that_says_everything_is_valid_by_the_schema_of_courses() -> None:
    assert [error.message for error in validator("course").iter_errors(plain(COURSE))] == []


@pytest.mark.parametrize(
    "toml", ["stat = 'CA'", "sessions.dosing = 1.5", "sessions.foo = 1", "prices.talk = -1", "state = 5"]
)
def test_a_course_file_that_kapcost_refuses_is_not_valid_by_its_schema(toml: str) -> None:
    assert not validator("course").is_valid(plain(toml))


def test_the_shipped_price_list_and_every_exported_one_is_valid_by_the_schema_of_price_lists() -> None:
    shipped = (REPOSITORY / "data" / "cost_ranges.toml").read_text("utf-8")
    exported = [text_of("prices", "export"), text_of("prices", "export", "--setting", "office")]
    for toml in (shipped, *exported):
        assert [error.message for error in validator("prices").iter_errors(plain(toml))] == []


def test_the_digest_that_kapcost_computes_is_no_key_of_a_price_list() -> None:
    assert "sha256" not in json.loads(text_of("schema", "prices"))["properties"]
