from decimal import Decimal

import pytest
from making import BOOSTER, DOSING, FACILITY, KETAMINE, MEDICAL, answer, fee, sessions

from kapcost.core.budget import Budget, Verdict
from kapcost.core.course import Course, Phase
from kapcost.core.price import Per
from kapcost.errors import InputError

GUIDE = fee(price="300-500"), fee("Ketamine", "100-500", KETAMINE)


def budget(amount: str, *fees: object, course: Course | None = None) -> Budget:
    chosen = fees or GUIDE
    found = answer(course or Course(dosing=6), *chosen, budget=Decimal(amount)).budget  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("amount", "verdict"),
    [
        ("2399.99", Verdict.EXCEEDS),
        ("2400", Verdict.MAY_FIT),
        ("5999.99", Verdict.MAY_FIT),
        ("6000", Verdict.FITS),
        ("9999", Verdict.FITS),
    ],
)
def test_a_course_of_2400_to_6000_fits_for_certain_only_where_its_high_end_does(amount: str, verdict: Verdict) -> None:
    assert budget(amount).verdict is verdict


def test_a_partial_estimate_never_fits_for_certain() -> None:
    partial = (*GUIDE, fee("Room", "unknown", FACILITY))
    assert budget("1000000", *partial).verdict is Verdict.MAY_FIT
    assert budget("2000", *partial).verdict is Verdict.EXCEEDS


def test_an_open_end_never_fits_for_certain() -> None:
    assert budget("1000000", fee(price="225+")).verdict is Verdict.MAY_FIT


def test_the_dosing_sessions_that_fit_are_counted_at_each_end() -> None:
    fitting = budget("3000").dosing_sessions_that_fit
    assert (fitting.at_low, fitting.at_typical, fitting.at_high) == (7, None, 3)


def test_what_the_rest_of_the_course_costs_is_taken_off_first() -> None:
    fees = (*GUIDE, fee("Evaluation", 250, MEDICAL, on=Phase.CONSULTATION))
    fitting = budget("3000", *fees, course=Course(consultation=1, dosing=6)).dosing_sessions_that_fit
    assert (fitting.at_low, fitting.at_high) == (6, 2)


def test_no_session_fits_a_budget_below_one() -> None:
    fitting = budget("399").dosing_sessions_that_fit
    assert (fitting.at_low, fitting.at_high) == (0, 0)


def test_how_many_sessions_fit_is_not_known_where_a_price_is_not() -> None:
    fitting = budget("3000", *GUIDE, fee("Room", "unknown", FACILITY)).dosing_sessions_that_fit
    assert (fitting.at_low, fitting.at_typical, fitting.at_high) == (None, None, None)


def test_how_many_sessions_fit_is_not_known_where_dosing_has_no_price() -> None:
    talk = fee("Talk", 100, on=Phase.PREPARATION)
    fitting = budget("500", talk, course=Course(preparation=1)).dosing_sessions_that_fit
    assert (fitting.at_low, fitting.at_high) == (None, None)


def test_a_course_without_dosing_needs_no_length_of_dosing_sessions_for_a_budget() -> None:
    fees = fee("Therapist", 175, per=Per.HOUR), fee("Evaluation", 250, MEDICAL, on=Phase.CONSULTATION)
    assert budget("1000", *fees, course=Course(consultation=1)).verdict is Verdict.FITS


def test_a_pack_once_begun_pays_for_all_its_sessions() -> None:
    packs = fee("Packs", 163, KETAMINE, per=Per.PACK, pack_size=6)
    assert budget("330", packs).dosing_sessions_that_fit.at_high == 12


def test_boosters_stay_in_the_course_whose_dosing_sessions_are_counted() -> None:
    course = Course(dosing=6, booster=2)
    assert budget("1000", fee(price=100, on=(DOSING, BOOSTER)), course=course).dosing_sessions_that_fit.at_low == 8


def test_a_range_of_sessions_is_judged_by_its_ends() -> None:
    assert budget("3000", course=Course(dosing=sessions(3, 6))).verdict is Verdict.MAY_FIT


@pytest.mark.parametrize("amount", ["NaN", "-1", "Infinity"])
def test_an_amount_that_nobody_has_is_refused_as_a_budget(amount: str) -> None:
    with pytest.raises(InputError, match="expected"):
        budget(amount)
