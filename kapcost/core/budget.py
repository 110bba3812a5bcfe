"""The verdict on a budget, and how many dosing sessions it would pay for."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import partial

from kapcost.core.course import MOST_SESSIONS
from kapcost.core.money import CostRange, CountAtEnds, End
from kapcost.frozen import frozen


class Verdict(StrEnum):
    """Whether a course fits a budget: for certain, perhaps, or certainly not."""

    FITS = "fits"
    MAY_FIT = "may_fit"
    EXCEEDS = "exceeds"


@frozen
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

    A session lowers the cost only at the numbers `falls_at`, where a package begins to apply, and
    not below what it was the last time one began to. So the last of these that fits is found by
    halving, and then the last session before the next. 0 if not even one fits.
    """
    starts = [0, *falls_at]

    def most_at(end: End) -> int | None:
        fits = partial(_fits, amount, cost_of, end)
        try:
            block = _last(0, len(starts) - 1, lambda place: fits(starts[place]))
            after = starts[block + 1] - 1 if block + 1 < len(starts) else MOST_SESSIONS
            return _last(starts[block], after, fits)
        except _NotKnownError:
            return None

    return CountAtEnds.over(most_at)


class _NotKnownError(Exception):
    """A cost that is needed is not known."""


def _fits(amount: Decimal, cost_of: Callable[[int], CostRange | None], end: End, sessions: int) -> bool:
    cost = cost_of(sessions)
    if cost is None or (due := cost.at(end)) is None:
        raise _NotKnownError
    return due <= amount


def _last(first: int, last: int, holds: Callable[[int], bool]) -> int:
    """Return the last number of a range for which something holds that holds up to some number, or the first."""
    while first < last:
        middle = (first + last + 1) // 2
        first, last = (middle, last) if holds(middle) else (first, middle - 1)
    return first
