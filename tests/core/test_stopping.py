from decimal import Decimal

import pytest
from making import BOOSTER, DOSING, FACILITY, MEDICAL, dollars, ends, fee, sessions
from payment_making import pack, packaged, singly, stopping_of, weekly

from kapcost.core.course import Phase
from kapcost.core.discounts import Discount
from kapcost.core.money import CountAtEnds

EVALUATION = fee("Evaluation", 150, MEDICAL, on=Phase.CONSULTATION)
SINGLES = fee(price=440)
TALK = fee("Talk", 100, on=Phase.INTEGRATION)
COURSE = weekly(consultation=1, dosing=6)


def everywhere(number: int | None) -> CountAtEnds:
    return CountAtEnds(at_low=number, at_typical=number, at_high=number)


def test_stopping_singly_costs_what_was_held() -> None:
    found = stopping_of(COURSE, EVALUATION, SINGLES)
    assert singly(found) == ["590.00", "1030.00", "1470.00", "1910.00", "2350.00", "2790.00"]
    assert [stop.dosing_sessions for stop in found.stops] == [1, 2, 3, 4, 5, 6]


def test_without_a_package_nothing_is_said_of_one() -> None:
    found = stopping_of(COURSE, EVALUATION, SINGLES)
    assert {stop.with_package for stop in found.stops} == {None}
    assert (found.break_even, found.prepaid_at_peak) == (everywhere(None), None)


def test_what_is_left_of_a_package_is_forfeited_without_a_rule() -> None:
    found = stopping_of(COURSE, EVALUATION, SINGLES, package=pack())
    assert packaged(found) == ["2450.00"] * 6
    # 150 + 6 x 440 = 2790 is the first that is above 2450
    assert found.break_even == everywhere(6)


def test_what_is_left_of_a_package_is_refunded_less_a_percentage() -> None:
    # 2300 / 6 = 383.33 each; 90 % of the unused: 1725, 1380, 1035, 690, 345, 0
    found = stopping_of(COURSE, EVALUATION, SINGLES, package=pack(refund_keeps=Decimal(10)))
    assert packaged(found) == ["725.00", "1070.00", "1415.00", "1760.00", "2105.00", "2450.00"]
    # singly 590, 1030, 1470: the package costs less from the third on
    assert found.break_even == everywhere(3)


def test_a_refund_in_full_leaves_the_price_of_the_sessions_used() -> None:
    found = stopping_of(weekly(dosing=6), SINGLES, package=pack("2400", refund_keeps=Decimal(0)))
    assert packaged(found) == ["400.00", "800.00", "1200.00", "1600.00", "2000.00", "2400.00"]
    assert found.break_even == everywhere(1)


def test_a_package_that_costs_more_than_its_singles_never_pays() -> None:
    assert stopping_of(weekly(dosing=6), fee(price=300), package=pack()).break_even == everywhere(None)


def test_before_its_first_session_the_whole_package_is_paid_for_care_not_yet_received() -> None:
    assert stopping_of(COURSE, EVALUATION, SINGLES, package=pack()).prepaid_at_peak == ends("2300")


def test_a_refund_is_of_what_was_paid_after_discounts() -> None:
    # half of 600 is paid, 50 a session
    half = [Discount(percent=Decimal(50))]
    package = pack("600", refund_keeps=Decimal(0))
    found = stopping_of(weekly(dosing=6), fee(price=110), package=package, discounts=half)
    assert packaged(found) == ["50.00", "100.00", "150.00", "200.00", "250.00", "300.00"]
    assert found.prepaid_at_peak == ends("300")


def test_what_comes_after_dosing_is_not_paid_and_integration_as_far_as_there_was_dosing() -> None:
    booster = fee("Booster", 500, on=BOOSTER)
    found = stopping_of(weekly(dosing=3, integration=2, booster=4), SINGLES, TALK, booster)
    assert singly(found) == ["540.00", "1080.00", "1520.00"]


def test_integration_that_goes_on_beyond_a_package_is_paid_besides_it() -> None:
    # the package holds 6 dosing sessions and 1 integration session: after 5 and 5, four talks are paid singly
    package = pack("2000", sessions={DOSING: 6, Phase.INTEGRATION: 1})
    found = stopping_of(weekly(dosing=6, integration=6), fee(price=400), TALK, package=package)
    assert packaged(found) == ["2000.00", "2100.00", "2200.00", "2300.00", "2400.00", "2500.00"]


def test_what_a_package_does_not_cover_is_paid_besides_it() -> None:
    found = stopping_of(COURSE, EVALUATION, SINGLES, fee("Room", 20, FACILITY), package=pack())
    assert packaged(found) == ["2470.00", "2490.00", "2510.00", "2530.00", "2550.00", "2570.00"]


def test_sessions_beyond_the_package_are_paid_singly() -> None:
    found = stopping_of(weekly(dosing=8), SINGLES, package=pack())
    assert packaged(found)[-3:] == ["2300.00", "2740.00", "3180.00"]


def test_a_package_of_boosters_is_known_to_the_high_end_when_dosing_stops() -> None:
    boosters = pack("900", sessions={BOOSTER: 3}, refund_keeps=Decimal(0))
    fees = fee(price=100), fee("Booster", 300, on=BOOSTER)
    found = stopping_of(weekly(dosing=2, booster=3), *fees, package=boosters)
    assert packaged(found) == ["100.00", "200.00"]


def test_a_fee_of_the_same_name_is_not_taken_for_the_package() -> None:
    package = pack("2400", label="Ketamine care", refund_keeps=Decimal(0))
    namesake = fee("Ketamine care", 150, MEDICAL, on=Phase.CONSULTATION)
    found = stopping_of(COURSE, namesake, SINGLES, package=package)
    assert packaged(found)[0] == "550.00"
    assert found.prepaid_at_peak == ends("2400")


def test_a_range_of_prices_is_a_range_of_stops() -> None:
    found = stopping_of(weekly(dosing=2), fee(price="300-500"))
    assert [stop.singly for stop in found.stops] == [dollars("300", "500"), dollars("600", "1000")]


def test_each_end_of_a_price_breaks_even_by_itself() -> None:
    # package 1500; singly 6 x 200 = 1200 at the low end, 4 x 400 = 1600 at the high end
    found = stopping_of(weekly(dosing=6), fee(price="200-400"), package=pack("1500"))
    assert (found.break_even.at_low, found.break_even.at_high) == (None, 4)


def test_the_most_dosing_sessions_asked_for_are_the_last_stop() -> None:
    assert len(stopping_of(weekly(dosing=sessions(3, 6)), SINGLES).stops) == 6


def test_a_course_without_dosing_has_nowhere_to_stop() -> None:
    assert stopping_of(weekly(consultation=1), EVALUATION).stops == ()


def test_a_cost_that_is_not_known_is_not_known_at_any_stop() -> None:
    found = stopping_of(weekly(dosing=2, integration=2), SINGLES)
    assert singly(found) == ["not known", "not known"]


@pytest.mark.parametrize("keeps", [None, Decimal(0), Decimal(10), Decimal(100)])
def test_after_the_last_session_nothing_is_refunded(keeps: Decimal | None) -> None:
    found = stopping_of(weekly(dosing=6), SINGLES, package=pack(refund_keeps=keeps))
    assert packaged(found)[-1] == "2300.00"
