"""What is personal is in the document and nowhere else: not in a message, not in a traceback."""

import json
from pathlib import Path

import pytest
from running import Kapcost, Run, process

PERSONAL = ("Alexandra", "Geheim", "31.01.1980", "123-45-6789", "F32.9", "suicidal")

WRONG = {
    "a date of birth": 'patient = { name = "Alexandra Geheim", date_of_birth = "31.01.1980" }',
    "a name that is a list": 'patient = { name = ["Alexandra Geheim"] }',
    "a patient that is a text": 'patient = "Alexandra Geheim, 31.01.1980"',
    "a patient that is a list": 'patient = ["Alexandra Geheim", "31.01.1980"]',
    "a key that there is not": 'patient = { nam = "Alexandra Geheim" }',
    "a diagnosis that is a list": 'diagnosis = ["suicidal", "F32.9"]',
    "a diagnosis that is no text": "diagnosis = { F32 = 'suicidal' }",
    "a taxpayer number that is a list": 'providers = [{ name = "P", tin = ["123-45-6789"] }]',
    "a provider with a label": 'providers = [{ label = "123-45-6789", name = 5 }]',
    "providers that are a table": 'providers = { tin = "123-45-6789" }',
    "a date of the service": 'scheduled = ["31.01.1980 with Alexandra Geheim"]',
    "dates of the service that are a text": 'scheduled = "31.01.1980 with Alexandra Geheim"',
    "what is scheduled separately": 'separately = "blood of Alexandra Geheim"',
    "a service that is a table": 'service = { "for Alexandra Geheim" = "suicidal" }',
    "providers that are a text": "providers = ['123-45-6789']",
    "no TOML": 'patient = { name = "Alexandra Geheim" date_of_birth = "31.01.1980" }',
    "a text without an end": 'patient = { name = "Alexandra Geheim }',
    "a key twice": 'diagnosis = "F32.9"\ndiagnosis = "suicidal"',
    "the file itself": 'Alexandra = "Geheim',
}

WRONG |= {
    "a patient in the schedule": 'scheduled = "Alexandra Geheim 1980"',
    "a patient in what is billed": 'providers = [{ name = "P", bills = ["Alexandra Geheim"] }]',
    "a patient among the codes": '[codes]\n"Alexandra Geheim" = "90837"',
    "a patient as a session package": '[course]\npackage = "x"\npackages.Alexandra = '
                                      '{ label = "Alexandra", elements = ["therapist"], sessions.dosing = 3, price=9 }',
    "a patient as a table, twice": "[Alexandra]\n[Alexandra]",
    "a patient as a price": 'course.prices.talk = "Alexandra Geheim"',
}  # fmt: skip

DEBUG = {"KAPCOST_DEBUG": "1"}


def shown(done: Run) -> list[str]:
    return [word for word in PERSONAL if word in done.err or word in done.out]


@pytest.mark.parametrize("toml", WRONG.values(), ids=WRONG)
def test_a_problem_is_said_by_its_key_and_without_the_value(kapcost: Kapcost, folder: Path, toml: str) -> None:
    (folder / "f.toml").write_text(toml)
    done = kapcost("gfe", "f.toml", "--issue", env=DEBUG)
    assert done.code == 2
    assert done.problems
    assert shown(done) == []


@pytest.mark.parametrize("toml", ['diagnosis = "suicidal"', 'providers = [{ name = "P", tin = "123-45-6789" }]',
                                  'providers = [{ name = "P", npi = "123-45-6789" }]',
                                  'patient = { name = "Alexandra", date_of_birth = 2030-01-31 }'])  # fmt: skip
def test_a_refused_issue_shows_nothing_personal(kapcost: Kapcost, folder: Path, toml: str) -> None:
    (folder / "f.toml").write_text(toml)
    done = kapcost("gfe", "f.toml", "--issue", env=DEBUG)
    assert (done.code, shown(done)) == (4, [])
    assert "2030" not in done.err


BROKEN = """
import kapcost.good_faith_file as module
def broken(of, raw):
    raise KeyError(str(raw))
module.read_value = broken
from kapcost.__main__ import main
main()
"""


def test_not_even_a_bug_shows_it_in_its_traceback(folder: Path) -> None:
    (folder / "f.toml").write_text('patient = { name = "Alexandra Geheim" }')
    done = process("gfe", "f.toml", code=BROKEN, env=DEBUG)
    assert done.code == 1
    assert "Traceback" in done.err
    assert shown(done) == []


def test_the_draft_itself_may_hold_what_is_personal_but_not_its_list_of_reasons(kapcost: Kapcost, folder: Path) -> None:
    (folder / "f.toml").write_text('diagnosis = "suicidal"')
    said = json.loads(kapcost("gfe", "f.toml", "-f", "json").out)
    assert said["diagnosis"] == "suicidal"
    assert "suicidal" not in str(said["before_issue"])


def test_a_price_list_that_there_is_not_is_said_by_its_key(kapcost: Kapcost, folder: Path) -> None:
    (folder / "f.toml").write_text('price_list = "Alexandra Geheim 1980"')
    done = kapcost("gfe", "f.toml")
    assert (done.code, done.err.startswith("kapcost: f.toml: price_list: found "), shown(done)) == (3, True, [])
