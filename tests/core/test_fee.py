from decimal import Decimal
from typing import Any

import pytest
from making import BOOSTER, DOSING, FACILITY, KETAMINE, THERAPIST, dollars, fee

from kapcost.core.course import Phase
from kapcost.core.fee import Tier
from kapcost.core.price import Basis, Per, Status, Window, parse_price
from kapcost.errors import InputError


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"per": Per.PACK}, "pack_size"),
        ({"pack_size": 6}, "pack_size"),
        ({"per": Per.PACK, "pack_size": 0}, "pack_size"),
        ({"included_in": "the fee"}, "included_in"),
        ({"months": Window(last=1)}, "months"),
        ({"sources": ()}, "sources"),
        ({"checked": None}, "checked"),
        ({"basis": Basis.INFERRED}, "reason"),
        ({"basis": Basis.SURVEY}, "n"),
        ({"basis": Basis.SURVEY, "n": 0}, "n"),
        ({"n": 4}, "n"),
        ({"on": ()}, "phases"),
        ({"on": (DOSING, DOSING)}, "phases"),
    ],
)
def test_a_fee_that_contradicts_itself_or_lacks_evidence_is_refused(wrong: dict[str, Any], key: str) -> None:
    with pytest.raises(InputError) as caught:
        fee(**wrong)
    assert [problem.key for problem in caught.value.problems] == [key]


def test_an_element_is_named_once() -> None:
    with pytest.raises(InputError, match="elements"):
        fee("Twice", 300, KETAMINE, KETAMINE)


def test_an_included_fee_names_what_it_is_included_in() -> None:
    with pytest.raises(InputError, match="included_in"):
        fee("Room", "included", FACILITY)
    assert fee("Room", "included", FACILITY, included_in="the session fee").status is Status.INCLUDED


def test_every_problem_of_a_fee_is_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        fee(on=(), pack_size=2, sources=(), checked=None)
    assert [problem.key for problem in caught.value.problems] == ["phases", "pack_size", "sources", "checked"]


def test_an_inferred_price_needs_a_reason_and_no_source() -> None:
    assert fee(basis=Basis.INFERRED, reason="from rents", sources=()).sources == ()


def test_a_fee_without_a_price_needs_no_evidence() -> None:
    assert fee("Lab", "unknown", sources=(), checked=None).status is Status.UNKNOWN


def test_a_larger_price_than_any_care_is_refused() -> None:
    with pytest.raises(InputError):
        fee(price="10000000")


@pytest.mark.parametrize(
    ("index", "low", "high"),
    [(None, "30", "150"), ("1.10720", "33", "166"), ("0.86953", "26", "130"), ("1.05", "32", "158")],
)
def test_a_price_scaled_by_location_is_rounded_half_up_to_the_whole_dollar(index: str, low: str, high: str) -> None:
    room = fee("Room", "30-150", FACILITY, scales_with_location=True)
    assert room.price_at(None if index is None else Decimal(index)) == dollars(low, high)


def test_a_price_that_does_not_scale_is_the_same_everywhere() -> None:
    assert fee(price="97.50").price_at(Decimal("1.1")) == dollars("97.50")


def test_an_open_price_stays_open_when_scaled() -> None:
    scaled = fee("Room", "30+", FACILITY, scales_with_location=True).price_at(Decimal("1.10720"))
    assert scaled is not None
    assert (scaled.low, scaled.high) == (Decimal(33), None)


def test_a_tier_changes_the_price_of_the_fees_that_have_it_and_no_other() -> None:
    talk = fee(tiers={"intern": Tier(price=dollars("75", "100"), sources=("intern sheet",))})
    assert talk.in_tier("intern").price == dollars("75", "100")
    assert talk.in_tier("intern").sources == ("intern sheet",)
    assert talk.in_tier(None) == talk
    assert talk.in_tier("senior") == talk


def test_fees_overlap_where_they_meet_in_phase_element_and_session() -> None:
    first = fee("First", 300, KETAMINE, THERAPIST, sessions=Window(last=1))
    assert first.overlap(fee("All", 100, KETAMINE)) == (DOSING, KETAMINE)
    assert first.overlap(fee("Later", 100, KETAMINE, sessions=Window(first=2))) is None
    assert first.overlap(fee("Boosters", 100, KETAMINE, on=BOOSTER)) is None
    assert first.overlap(fee("Room", 100, FACILITY)) is None


@pytest.mark.parametrize(("first", "last", "inside"), [(1, 2, 2), (3, None, 4), (7, None, 0), (2, 9, 5), (1, None, 6)])
def test_a_window_holds_the_sessions_from_its_first_to_its_last(first: int, last: int | None, inside: int) -> None:
    assert Window(first=first, last=last).size_in(6) == inside


@pytest.mark.parametrize(("first", "last"), [(0, None), (3, 2)])
def test_a_window_that_holds_no_session_is_refused(first: int, last: int | None) -> None:
    with pytest.raises(InputError, match="first from 1"):
        Window(first=first, last=last)


def test_a_window_is_told_in_words() -> None:
    windows = [Window(), Window(last=2), Window(first=3), Window(first=1, last=1)]
    assert [str(window) for window in windows] == ["all sessions", "sessions 1-2", "from session 3", "session 1"]


@pytest.mark.parametrize("word", ["included", "Unknown", "NOT_CHARGED"])
def test_a_word_may_stand_in_place_of_a_price(word: str) -> None:
    assert parse_price(word) == Status(word.casefold())


def test_a_mistyped_word_is_met_with_the_nearest_one() -> None:
    with pytest.raises(InputError, match=r"Did you mean unknown\?"):
        parse_price("unkown")


def test_a_fee_may_be_for_several_phases() -> None:
    assert fee(on=(Phase.PREPARATION, Phase.INTEGRATION)).phases == (Phase.PREPARATION, Phase.INTEGRATION)
