"""What hinders the issue is all named at once, by its key, and nothing personal is shown."""

from typing import Any

import pytest
from good_faith_making import made, providers

from kapcost.core.good_faith.document import Standing
from kapcost.errors import GateError
from kapcost.render.good_faith.as_text import good_faith_text


def hindered(**values: Any) -> list[str]:
    return [problem.key for problem in made(values).before_issue]


def provider_with(**difference: Any) -> list[str]:
    return hindered(providers=providers(difference))


def test_a_whole_one_is_issued_and_hindered_by_nothing() -> None:
    said = made({}, issue=True)
    assert (said.status, said.before_issue) == (Standing.ISSUED, ())


@pytest.mark.parametrize(("key", "blank"), [("id", None), ("diagnosis", None), ("service", None), ("service", "  ")])
def test_what_is_not_said_or_blank_hinders(key: str, blank: str | None) -> None:
    assert hindered(**{key: blank}) == [key]


@pytest.mark.parametrize("key", ["scheduled", "separately"])
@pytest.mark.parametrize("nothing", [[], [" "], ["", "  "], " "], ids=str)
def test_an_empty_list_and_a_blank_entry_say_nothing(key: str, nothing: Any) -> None:
    assert hindered(**{key: nothing}) == [key]


def test_an_entry_beside_a_blank_one_is_alone() -> None:
    assert made({"separately": ["Blood tests", "  "]}, issue=True).separately == ("Blood tests",)


@pytest.mark.parametrize("key", ["id", "valid_until", "service", "diagnosis", "patient.name", "patient.date_of_birth"])
def test_a_field_left_blank_as_in_the_file_to_start_from_hinders_and_is_no_invalid_input(key: str) -> None:
    assert hindered(**{key: ""}) == hindered(**{key: " "}) == [key]


def test_a_provider_without_a_name_hinders_and_does_not_hide_the_rest() -> None:
    nameless = {key: value for key, value in providers({"npi": "1"})[0].items() if key != "name"}
    assert hindered(id="", providers=[nameless]) == ["id", "providers[1].name", "providers[1].npi"]
    assert "If this provider bills you" in good_faith_text(made({"providers": [nameless]}))


def test_a_later_version_needs_what_it_replaces() -> None:
    assert hindered(version=2) == hindered(version=2, replaces=" ") == ["replaces"]


@pytest.mark.parametrize("key", ["npi", "tin", "state", "address", "contact", "name"])
def test_every_identifier_of_a_provider_is_needed(key: str) -> None:
    assert [each.rpartition(".")[2] for each in provider_with(**{key: ""})] == [key]


@pytest.mark.parametrize(("key", "wrong"), [("npi", "1245319598"), ("tin", "123-45-6789"), ("state", "Calif."),
                                            ("state", "XX"), ("state", "ca")])  # fmt: skip
def test_an_impossible_identifier_hinders(key: str, wrong: str) -> None:
    assert provider_with(**{key: wrong}) == [f"providers[1].{key}"]


@pytest.mark.parametrize("state", ["CA", "DC", "PR", "GU", "VI", "AS", "MP"])
def test_states_and_territories_are_those_of_the_us_mail(state: str) -> None:
    assert provider_with(state=state) == []


def test_nothing_is_scheduled_before_the_date_of_the_document() -> None:
    assert hindered(scheduled=["2026-12-08", "2026-11-23"]) == ["scheduled"]
    assert hindered(scheduled=["2026-11-24"]) == []


def test_a_diagnosis_may_be_pending_or_codes_and_nothing_else() -> None:
    assert hindered(diagnosis="Pending") == hindered(diagnosis="F33.2, F43.10") == []
    assert hindered(diagnosis="sad") == ["diagnosis"]


@pytest.mark.parametrize(("until", "fine"), [("2026-11-24", True), ("2027-11-24", True), ("2027-11-25", False),
                                             ("2026-11-23", False)])  # fmt: skip
def test_it_is_valid_for_12_months_at_most_and_not_before_its_date(until: str, *, fine: bool) -> None:
    assert hindered(valid_until=until) == ([] if fine else ["valid_until"])


def test_a_patient_is_not_born_after_its_date() -> None:
    assert hindered(patient={"name": "Alex", "date_of_birth": "2026-11-25"}) == ["patient.date_of_birth"]


def test_recurring_services_last_12_months_at_most() -> None:
    assert hindered(**{"course.days_between": {"dosing": 73}}) == []
    assert hindered(**{"course.days_between": {"dosing": 74}}) == ["lines['IV infusion: dosing sessions']"]


def test_all_recurring_services_together_last_12_months_at_most() -> None:
    course = {
        "setting": "office", "sessions": {"consultation": 1, "dosing": 4, "ongoing": 4, "review": 0},
        "days_between": {"dosing": 40, "ongoing": 49},
        "prices": {"intake": 200, "medical": 200, "talk": 150, "therapist": 400, "ketamine": 75},
    }  # fmt: skip
    codes = {"dosing": "J3490"}
    assert hindered(course=course, codes=codes) == []
    longer = {**course, "days_between": {"dosing": 40, "ongoing": 50}}
    assert hindered(course=longer, codes=codes) == ["course.days_between"]


@pytest.mark.parametrize(("phase", "keys"), [("dosing", ["course.health_plan"]), ("integration", [])])
def test_what_is_claimed_from_a_health_plan_is_not_issued_and_what_it_does_not_cover_is(
    phase: str, keys: list[str]
) -> None:
    plan = {"network": "in", "phases": {phase: {"copay": 20}}, "elements": ["ketamine", "facility", "monitoring"]}
    assert hindered(**{"course.health_plan": plan}) == keys
    assert hindered(**{"course.health_plan": plan, "no_claim": True}) == []


def test_no_price_that_is_not_known_is_issued() -> None:
    course = {"setting": "office", "sessions": {"dosing": 0, "integration": 0, "preparation": 0, "review": 0},
              "prices": {"intake": "unknown", "medical": 200}}  # fmt: skip
    said = made({"course": course})
    assert said.total is None
    assert "a price that is not known" in [problem.found for problem in said.before_issue]


def test_a_number_of_sessions_that_is_a_range_is_not_issued() -> None:
    assert hindered(**{"course.sessions": {"dosing": "3-6"}}) == ["lines['IV infusion: dosing sessions']"]


@pytest.mark.parametrize("values", [{"diagnosis": "secret"}, {"providers": providers({"tin": "123-45-6789"})},
                                    {"patient": {"name": "Alex", "date_of_birth": "2030-01-31"}}],
                         ids=["diagnosis", "TIN", "birth"])  # fmt: skip
def test_no_reason_shows_what_is_personal(values: dict[str, Any]) -> None:
    with pytest.raises(GateError) as raised:
        made(values, issue=True)
    assert not [word for word in ("secret", "123-45-6789", "2030-01-31", "Alex") if word in str(raised.value)]
