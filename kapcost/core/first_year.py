"""The first year: what a course costs if booster sessions go on until a year has passed."""

from kapcost.core.course import Phase, SessionRange
from kapcost.core.money import CostRange, End
from kapcost.core.packages import Extent
from kapcost.core.pricing import Pricing
from kapcost.core.quantity import visit_days
from kapcost.frozen import frozen

YEAR = 365
"""Days."""


@frozen
class FirstYear:
    """What a course costs with as many boosters as its first 365 days have room for, in dollars."""

    boosters: SessionRange
    estimate: CostRange | None


def first_year(extent: Extent, pricing: Pricing) -> FirstYear:
    """Return the cost of the course with as many boosters as the first year has room for after it."""
    low, high = (_boosters_in_a_year(extent, end) for end in (End.HIGH, End.LOW))
    boosters = SessionRange(low=min(low, high), high=max(low, high))
    course = extent.course.with_sessions({Phase.BOOSTER: boosters})
    return FirstYear(boosters=boosters, estimate=pricing.cost(Extent.of(course, extent.package)))


def _boosters_in_a_year(extent: Extent, end: End) -> int:
    counts, between = extent.at(end), extent.course.days_between
    if Phase.BOOSTER not in between:
        return counts[Phase.BOOSTER]
    days = visit_days({**counts, Phase.BOOSTER: 0}, between)
    last = max(last for _, last in days.values()) if days else 0
    return max(0, (YEAR - 1 - last) // between[Phase.BOOSTER])
