"""The published JSON Schemas of the good faith estimate and of its file describe what is written and read."""

import json
import tomllib
from typing import Any

import pytest
from good_faith_making import FILE, changed, made
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it brings no types
from running import REPOSITORY, text_of

from kapcost.render.as_json import json_text


def problems(name: str, value: Any) -> list[str]:
    schema = json.loads(text_of("schema", name))
    Draft202012Validator.check_schema(schema)
    plain = json.loads(json.dumps(value, default=str))
    return [error.message for error in Draft202012Validator(schema).iter_errors(plain)]


@pytest.mark.parametrize("values", [{}, {"id": None, "course": {}}], ids=["whole", "a draft of ranges"])
def test_what_is_written_is_valid_by_its_schema(values: dict[str, Any]) -> None:
    assert problems("gfe", json.loads(json_text(made(values)))) == []


@pytest.mark.parametrize("service", ["2026-12-08", "2026-11-25"], ids=["a day", "none owed"])
def test_a_deadline_is_valid_by_its_schema(service: str) -> None:
    said = text_of("gfe", "deadline", "--scheduled", "2026-11-23", "--service", service, "-f", "json")
    assert json.loads(said)["schema_version"] == 1
    assert problems("gfe-deadline", json.loads(said)) == []


@pytest.mark.parametrize("value", [FILE, {}, changed({"scheduled": ["2026-12-08"], "separately": ["Blood tests"]})],
                         ids=["whole", "empty", "with lists"])  # fmt: skip
def test_what_is_read_is_valid_by_its_schema(value: Any) -> None:
    assert problems("gfe-file", value) == []


def test_the_file_to_start_from_is_valid_by_its_schema() -> None:
    text = (REPOSITORY / "data" / "good_faith_example.toml").read_text("utf-8")
    assert problems("gfe-file", tomllib.loads(text)) == []


@pytest.mark.parametrize(
    "wrong", [{"ide": 1}, {"scheduled": "soon"}, {"patient": {"born": 1}}, {"course": {"stat": 1}}]
)
def test_what_kapcost_refuses_is_not_valid_by_its_schema(wrong: dict[str, Any]) -> None:
    assert problems("gfe-file", {**FILE, **wrong})
