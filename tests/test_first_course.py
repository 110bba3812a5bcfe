"""Which questions lead to a first course file, and what an answer makes of it."""

import pytest

from kapcost.core.answer import Estimate
from kapcost.core.course import Phase
from kapcost.core.request import Request
from kapcost.errors import InputError
from kapcost.first_course import STEPS, Step, is_unsure
from kapcost.price_list_file import load_price_list

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
    assert setting.answered("no idea", {"state": "CA"}) == {"state": "CA"}


@pytest.mark.parametrize("said", ["at home", "At-Home", "at home, by", "AT_HOME", "4"])
def test_a_choice_is_said_by_its_beginning_whatever_its_case_and_hyphens(said: str) -> None:
    assert steps(Request().estimate(PRICES))["setting"].answered(said, {}) == {"setting": "at-home"}


@pytest.mark.parametrize("said", ["nowhere", "clinic", "7"])
def test_what_is_no_choice_or_several_is_refused_by_naming_what_is_listed(said: str) -> None:
    setting = steps(Request().estimate(PRICES))["setting"]
    with pytest.raises(InputError, match="expected office, clinic-im, clinic-iv, at-home, group or esketamine"):
        setting.answered(said, {})


def test_what_is_shown_after_enter_may_be_typed() -> None:
    asked = steps(Request().estimate(PRICES))
    assert asked["setting"].answered("any care setting", {}) == asked["budget"].answered("No budget", {}) == {}


@pytest.mark.parametrize("said", ["4,000 dollars", "4,000 USD", "4,000"])
def test_dollars_may_be_said_with_an_amount(said: str) -> None:
    assert steps(Request().estimate(PRICES))["budget"].answered(said, {}) == {"budget": "4,000"}


def test_a_price_by_the_hour_is_also_shown_for_a_whole_session() -> None:
    shown = steps(Request(setting="office").estimate(PRICES))["prices.therapist"].otherwise
    assert shown == "the published $125\N{EN DASH}$245 per hour, $312.50\N{EN DASH}$612.50 for 2.5 hours"


def test_an_unknown_price_is_not_the_same_as_not_to_know_it_and_both_are_explained() -> None:
    therapist = steps(Request().estimate(PRICES))["prices.therapist"]
    assert therapist.answered("Unknown", {}) == {"prices.therapist": "Unknown"}
    assert therapist.answered("I don't know", {}) == {}
    assert '"unknown" counts nothing' in therapist.how
    assert '"I don\'t know" takes what Enter takes' in therapist.how


def test_unknown_says_nothing_where_a_course_file_cannot_say_it() -> None:
    asked = steps(Request(setting="clinic-iv").estimate(PRICES))
    assert asked["prices.all_in"].answered("unknown", {}) == asked["budget"].answered("unknown", {}) == {}


@pytest.mark.parametrize(
    "said", ["", "  ", "I don't know", "dont know", "I do not know.", "DK", "idk", "not sure!", "I'm not sure",
             "unknown", "no", "n/a", "I don\N{RIGHT SINGLE QUOTATION MARK}t know yet"]
)  # fmt: skip
def test_not_to_know_may_be_said_in_many_ways(said: str) -> None:
    assert is_unsure(said)


@pytest.mark.parametrize("said", ["6", "office", "NY", "NC", "450", "included", "north dakota", "?", "\u6f22\u5b57"])
def test_what_says_something_is_no_not_knowing(said: str) -> None:
    assert not is_unsure(said)
