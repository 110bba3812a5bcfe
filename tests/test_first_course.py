"""Which questions lead to a first course file, and what an answer makes of it."""

import pytest

from kapcost.core.answer import Estimate
from kapcost.core.course import Phase
from kapcost.core.request import Request
from kapcost.files import load_price_list
from kapcost.first_course import STEPS, Step, is_unsure

PRICES = load_price_list()


def steps(estimate: Estimate) -> dict[str, Step]:
    return {step.key: step for step_for in STEPS if (step := step_for(PRICES, estimate))}


def test_the_state_is_asked_only_where_a_price_varies_by_it() -> None:
    assert "state" in steps(Request().estimate(PRICES))
    assert "state" not in steps(Request(setting="office").estimate(PRICES))
    assert "state" not in steps(Request(state="CA").estimate(PRICES))


@pytest.mark.parametrize(
    ("setting", "price"),
    [("general", "prices.therapist"), ("office", "prices.therapist"), ("clinic-iv", "prices.all_in")],
)
def test_the_price_that_is_asked_for_is_one_that_the_care_setting_can_take(setting: str, price: str) -> None:
    assert [key for key in steps(Request(setting=setting).estimate(PRICES)) if key.startswith("prices.")] == [price]


def test_no_price_of_a_dosing_session_is_asked_for_where_there_is_none() -> None:
    none = Request(sessions={Phase.DOSING: 0}).estimate(PRICES)
    assert not [key for key in steps(none) if key.startswith("prices.")]


def test_what_counts_without_an_answer_is_said_with_the_question() -> None:
    asked = steps(Request(setting="clinic-iv").estimate(PRICES))
    assert asked["sessions.dosing"].otherwise == "6, as is usual"
    assert asked["prices.all_in"].otherwise == "the published $350\N{EN DASH}$700 per dosing session"


def test_an_answer_is_the_value_of_its_key_and_not_to_know_changes_nothing() -> None:
    setting = steps(Request().estimate(PRICES))["setting"]
    assert setting.answered("Therapist's Office", {"state": "CA"}) == {"state": "CA", "setting": "office"}
    assert setting.answered("1", {}) == {"setting": "office"}
    assert setting.answered("nowhere", {}) == {"setting": "nowhere"}
    assert setting.answered("no idea", {"state": "CA"}) == {"state": "CA"}


@pytest.mark.parametrize(
    "said", ["", "  ", "I don't know", "dont know", "I do not know.", "DK", "idk", "not sure!", "I'm not sure",
             "unknown", "no", "n/a", "I don\N{RIGHT SINGLE QUOTATION MARK}t know yet"]
)  # fmt: skip
def test_not_to_know_may_be_said_in_many_ways(said: str) -> None:
    assert is_unsure(said)


@pytest.mark.parametrize("said", ["6", "office", "NY", "NC", "450", "included", "north dakota", "?", "\u6f22\u5b57"])
def test_what_says_something_is_no_not_knowing(said: str) -> None:
    assert not is_unsure(said)
