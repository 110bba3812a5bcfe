"""Where a stated price lies against the published range for the same part of the same session."""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from kapcost.core.course import Course, Element, Phase
from kapcost.core.fee import Fee
from kapcost.core.money import ZERO, CostRange, to_cents, total
from kapcost.core.price import EVERY_ONE, Per, Status
from kapcost.frozen import frozen


class Position(StrEnum):
    """Where a price lies."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"


@frozen
class AgainstPublished:
    """A published range per session, where a price lies against it, and how far outside, in dollars.

    `hours` is the length of a session for which prices by the hour are counted, None where none is.
    """

    published: CostRange
    position: Position
    difference: Decimal
    hours: Decimal | None = None

    @classmethod
    def of(cls, price: Decimal, published: CostRange, hours: Decimal | None = None) -> "AgainstPublished":
        """Return where a price lies; both ends of the range are within it.

        >>> print(AgainstPublished.of(Decimal(550), CostRange(low=Decimal(300), high=Decimal(500))).difference)
        50.00
        """
        if price < published.low:
            position, difference = Position.BELOW, published.low - price
        elif published.high is not None and price > published.high:
            position, difference = Position.ABOVE, price - published.high
        else:
            position, difference = Position.WITHIN, ZERO
        return cls(published=published, position=position, difference=difference, hours=hours)


def published_price(
    phase: Phase, elements: Sequence[Element], fees: Sequence[Fee], index: Decimal | None, course: Course
) -> CostRange | None:
    """Return what the fees for exactly some elements of a phase come to in a session.

    None if there is no such fee, if one covers anything else besides, or is not for every session
    alike. A fee by the hour counts for the usual hours of a session.
    """
    here = _fees_for(phase, elements, fees)
    covered = {element for fee in here for element in fee.elements}
    if covered != set(elements) or not all(_is_by_session(fee) for fee in here):
        return None
    prices = [_per_session(fee, price, phase, course) for fee in here if (price := fee.price_at(index))]
    if not prices or None in prices:
        return None
    summed = total(price for price in prices if price)
    return CostRange(low=summed.low, typical=summed.typical, high=summed.high)


def hours_counted(phase: Phase, elements: Sequence[Element], fees: Sequence[Fee], course: Course) -> Decimal | None:
    """Return the usual hours of a session where a fee for some of its elements is by the hour, else None."""
    hourly = any(fee.per is Per.HOUR for fee in _fees_for(phase, elements, fees))
    return course.hours_of(phase) if hourly else None


def _fees_for(phase: Phase, elements: Sequence[Element], fees: Sequence[Fee]) -> list[Fee]:
    return [fee for fee in fees if phase in fee.phases and set(fee.elements) & set(elements)]


def _is_by_session(fee: Fee) -> bool:
    alike = fee.per in (Per.SESSION, Per.HOUR) and fee.every is None and fee.sessions == EVERY_ONE
    return fee.status is Status.INCLUDED or (fee.status is Status.CHARGED and alike)


def _per_session(fee: Fee, price: CostRange, phase: Phase, course: Course) -> CostRange | None:
    hours = course.hours_of(phase) if fee.per is Per.HOUR else Decimal(1)
    if hours is None:
        return None
    return CostRange.over(lambda end: None if (each := price.at(end)) is None else to_cents(each * hours))
