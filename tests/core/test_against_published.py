"""A stated price is compared with the published fees for exactly the same part of a session, or with none."""

from decimal import Decimal

import pytest
from making import BOOSTER, DOSING, FACILITY, KETAMINE, MONITORING, THERAPIST, dollars, fee

from kapcost.core.against_published import AgainstPublished, Position, hours_counted, published_price
from kapcost.core.course import Course, Element
from kapcost.core.fee import Fee
from kapcost.core.price import Per, Window

COURSE = Course(dosing=6)
INCLUDED = fee("Monitoring", "included", MONITORING, included_in="the session")


def published(*fees: Fee, elements: tuple[Element, ...] = (THERAPIST,), course: Course = COURSE) -> str:
    found = published_price(DOSING, elements, fees, Decimal("1.1"), course)
    return str(found)


@pytest.mark.parametrize(
    ("price", "position", "difference"),
    [("299.99", "below", "0.01"), ("300", "within", "0"), ("500", "within", "0"), ("550", "above", "50")],
)
def test_both_ends_of_a_range_are_within_it(price: str, position: str, difference: str) -> None:
    found = AgainstPublished.of(Decimal(price), dollars("300", "500"))
    assert (found.position, found.difference) == (position, Decimal(difference))


def test_no_price_is_above_an_open_end() -> None:
    open_end = fee("Therapist", "300+").price_at(None)
    assert open_end
    assert AgainstPublished.of(Decimal(9000), open_end).position is Position.WITHIN


def test_the_fees_for_the_parts_of_a_session_add_up() -> None:
    room = fee("Room", "30-150", FACILITY, scales_with_location=True)
    fees = (fee("Therapist", "300-500"), room, INCLUDED, fee("Booster", 99, KETAMINE, on=BOOSTER))
    assert published(*fees, elements=(THERAPIST, FACILITY, MONITORING)) == "333.00-665.00"


def test_a_fee_by_the_hour_counts_for_the_hours_of_a_session() -> None:
    hourly = fee("Therapist", "125-245", per=Per.HOUR)
    assert published(hourly, course=Course(dosing=6, hours={DOSING: Decimal("2.5")})) == "312.50-612.50"
    assert published(hourly) == "None"


def test_the_hours_of_a_session_are_said_where_a_fee_is_by_the_hour() -> None:
    course = Course(dosing=6, hours={DOSING: Decimal("2.5")})
    fees = (fee("Therapist", 125, per=Per.HOUR), fee("Room", 50, FACILITY))
    assert [hours_counted(DOSING, (element,), fees, course) for element in (THERAPIST, FACILITY)] == [
        Decimal("2.5"), None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "fees",
    [
        (),
        (INCLUDED,),
        (fee("All-in", 500, THERAPIST, KETAMINE),),
        (fee("Therapist", "unknown"),),
        (fee("Therapist", 300, per=Per.COURSE),),
        (fee("Therapist", 300, per=Per.PACK, pack_size=2),),
        (fee("Therapist", 300, every=2),),
        (fee("Therapist", 300, sessions=Window(first=2)),),
    ],
    ids=["none", "another element", "more elements", "unknown", "per course", "per pack", "every second", "a window"],
)
def test_a_price_has_nothing_to_be_compared_with(fees: tuple[Fee, ...]) -> None:
    assert published(*fees) == "None"


def test_what_is_only_included_has_no_range() -> None:
    assert published(INCLUDED, elements=(MONITORING,)) == "None"
