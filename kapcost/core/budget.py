"""The verdict on a budget, and how many dosing sessions it would pay for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kapcost.core.course import MOST_SESSIONS
from kapcost.core.money import CostRange, CountAtEnds, End


class Verdict(StrEnum):
    """Whether a course fits a budget: for certain, perhaps, or certainly not."""

    FITS = "fits"
    MAY_FIT = "may_fit"
    EXCEEDS = "exceeds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """An amount of dollars, the verdict on it, and the most dosing sessions that it pays for."""

    amount: Decimal
    verdict: Verdict
    dosing_sessions_that_fit: CountAtEnds


def verdict(amount: Decimal, cost: CostRange, *, complete: bool) -> Verdict:
    """Return fits only if the highest cost is known and within the amount; exceeds if even the lowest is not.

    An incomplete estimate leaves costs out, so it never fits for certain.
    """
    if cost.low > amount:
        return Verdict.EXCEEDS
    if complete and cost.high is not None and cost.high <= amount:
        return Verdict.FITS
    return Verdict.MAY_FIT


def sessions_that_fit(
    amount: Decimal, cost_of: Callable[[int], CostRange | None], falls_at: Sequence[int] = ()
) -> CountAtEnds:
    """Return how many dosing sessions fit, given the cost of a course by its number of dosing sessions.

    A session lowers the cost only at the numbers `falls_at`, where a package begins to apply;
    between them the answer is found by halving. 0 if not even one fits.
    """

    def most_at(end: End) -> int | None:
        last = MOST_SESSIONS
        for first in (*reversed(falls_at), 0):
            few, many = first - 1 if first else 0, last
            while few < many:
                middle = (few + many + 1) // 2 if few >= first else first
                cost = cost_of(middle)
                if cost is None or (due := cost.at(end)) is None:
                    return None
                few, many = (middle, many) if due <= amount else (few, middle - 1)
            if few >= first:
                return few
            last = first - 1
        return 0

    return CountAtEnds.over(most_at)
