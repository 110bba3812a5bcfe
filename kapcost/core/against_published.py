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
    """A published range per session, where a price lies against it, and how far outside, in dollars."""

    published: CostRange
    position: Position
    difference: Decimal

    @classmethod
    def of(cls, price: Decimal, published: CostRange) -> "AgainstPublished":
        """Return where a price lies; both ends of the range are within it.

        >>> print(AgainstPublished.of(Decimal(550), CostRange(low=Decimal(300), high=Decimal(500))).difference)
        50.00
        """
        if price < published.low:
            return cls(published=published, position=Position.BELOW, difference=published.low - price)
        if published.high is not None and price > published.high:
            return cls(published=published, position=Position.ABOVE, difference=price - published.high)
        return cls(published=published, position=Position.WITHIN, difference=ZERO)


def published_price(
    phase: Phase, elements: Sequence[Element], fees: Sequence[Fee], index: Decimal | None, course: Course
) -> CostRange | None:
    """Return what the fees for exactly some elements of a phase come to in a session.

    None if there is no such fee, if one covers anything else besides, or is not for every session
    alike. A fee by the hour counts for the usual hours of a session.
    """
    here = [fee for fee in fees if phase in fee.phases and set(fee.elements) & set(elements)]
    covered = {element for fee in here for element in fee.elements}
    if covered != set(elements) or not all(_is_by_session(fee) for fee in here):
        return None
    prices = [_per_session(fee, price, phase, course) for fee in here if (price := fee.price_at(index))]
    if not prices or None in prices:
        return None
    summed = total(price for price in prices if price)
    return CostRange(low=summed.low, typical=summed.typical, high=summed.high)


def _is_by_session(fee: Fee) -> bool:
    alike = fee.per in (Per.SESSION, Per.HOUR) and fee.every is None and fee.sessions == EVERY_ONE
    return fee.status is Status.INCLUDED or (fee.status is Status.CHARGED and alike)


def _per_session(fee: Fee, price: CostRange, phase: Phase, course: Course) -> CostRange | None:
    hours = course.hours_of(phase) if fee.per is Per.HOUR else Decimal(1)
    if hours is None:
        return None
    return CostRange.over(lambda end: None if (each := price.at(end)) is None else to_cents(each * hours))
