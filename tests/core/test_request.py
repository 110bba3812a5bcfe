from dataclasses import replace
from decimal import Decimal

import pytest
from making import DOSING, FACILITY, answer, dollars, fee, given, price_list, sessions

from kapcost.core.course import Course, Phase
from kapcost.core.discounts import Discount
from kapcost.core.request import Request
from kapcost.errors import InputError

PRICES = price_list(
    fee(price="300-500"),
    fee("Room", "30-150", FACILITY, scales_with_location=True),
    courses={
        "usual": Course(dosing=6, hours={DOSING: Decimal("2.5")}),
        "short": Course(dosing=3, days_between={DOSING: 7}),
    },
)


def test_nothing_asked_for_is_the_usual_course_in_the_usual_setting() -> None:
    found = Request().estimate(PRICES)
    assert found.setting == "clinic"
    assert found.course.dosing == sessions(6, 6)
    assert found.totals.estimate == dollars("1980", "3900")


def test_a_request_says_the_same_as_the_estimate_it_asks_for() -> None:
    asked = Request(
        sessions={DOSING: 6},
        state="CA",
        prices=given(therapist="350"),
        discounts=(Discount(percent=Decimal(10)),),
        budget=Decimal(3000),
    )
    direct = answer(
        Course(dosing=6),
        *PRICES.settings["clinic"].fees,
        state="CA",
        prices=given(therapist="350"),
        discounts=[Discount(percent=Decimal(10))],
        budget=Decimal(3000),
    )
    found = asked.estimate(PRICES)
    assert found.totals == direct.totals
    assert found.budget == direct.budget


def test_a_setting_brings_its_usual_course_and_a_named_course_replaces_it() -> None:
    own = replace(PRICES, settings={"clinic": replace(PRICES.settings["clinic"], course="short")})
    assert Request().course_from(own).dosing == sessions(3, 3)
    assert Request(course="usual").course_from(own).dosing == sessions(6, 6)


def test_sessions_hours_and_days_asked_for_change_the_preset_and_leave_the_rest() -> None:
    asked = Request(
        sessions={Phase.INTEGRATION: 2}, hours={DOSING: Decimal(3)}, days_between={Phase.INTEGRATION: 7}, course="short"
    )
    assert asked.course_from(PRICES) == Course(
        dosing=3, integration=2, hours={DOSING: Decimal(3)}, days_between={DOSING: 7, Phase.INTEGRATION: 7}
    )


def test_every_problem_of_a_request_is_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        Request(course="usul", state="ZZ", setting="clinc").estimate(PRICES)
    assert {problem.key for problem in caught.value.problems} == {"course", "state", "setting"}
