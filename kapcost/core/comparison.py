"""Scenarios side by side, and which of them is cheaper, as far as that can be said.

The rule, in one place. What decides is what the patient pays: the total of the estimate, or what
a health plan leaves of it if every scenario has one. A scenario may cost anything in its range; of
one that is partial only the least is known, for what is not known comes on top. One is cheaper
than another only if the most that it can cost is less than the least that the other can cost.
"""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from kapcost.core.answer import SCHEMA_VERSION
from kapcost.core.comparison_rows import Row, Scenario, lacking, rows
from kapcost.core.money import AtEnds, End
from kapcost.errors import InputError, Problem
from kapcost.frozen import frozen
from kapcost.version import VERSION

FEWEST_SCENARIOS, MOST_SCENARIOS = 2, 6


class Relation(StrEnum):
    """How what a scenario costs stands to what another one costs."""

    CHEAPER = "cheaper"
    MAY_BE_CHEAPER = "may_be_cheaper"
    SAME = "same"
    OVERLAP = "overlap"
    MAY_BE_DEARER = "may_be_dearer"
    DEARER = "dearer"
    NOT_COMPARABLE = "not_comparable"


class Decider(StrEnum):
    """The amount that decides which scenario is cheaper, by its place in the estimate."""

    ESTIMATE = "totals.estimate"
    PATIENT_PAYS = "health_plan.patient_pays"

    def of(self, scenario: Scenario) -> AtEnds:
        """Return the amount of a scenario; of one that is partial, the known part."""
        plan = scenario.estimate.health_plan
        return plan.patient_pays if self is Decider.PATIENT_PAYS and plan else scenario.estimate.totals.estimate


@frozen
class Difference:
    """How a scenario stands to the first one.

    `amount` is its cost less that of the first, low against low, typical against typical and high
    against high, in US dollars; None if one of them is partial. `without` is what it leaves out
    and the first one has, `besides` what it has and the first one leaves out.
    """

    scenario: str
    relation: Relation
    amount: AtEnds | None
    without: tuple[str, ...]
    besides: tuple[str, ...]


@frozen
class Comparison:
    """Two to six scenarios: their estimates, their charges row by row, and how they stand to the first one.

    `first` is the name of the one that the others are compared with, wherever it stands in the
    order; `cheapest` the one that is complete and cheaper than every other, None if there is none.
    """

    schema_version: int
    kapcost_version: str
    currency: Literal["USD"]
    first: str
    decided_by: Decider
    scenarios: tuple[Scenario, ...]
    rows: tuple[Row, ...]
    differences: tuple[Difference, ...]
    cheapest: str | None


def compare(scenarios: Sequence[Scenario], *, sort: End | None = None) -> Comparison:
    """Return scenarios side by side, compared with the first one of them.

    `sort` puts them in the order of one end of what they cost; where that is not known they come
    later, and partial ones last. InputError unless there are two to six, no two of the same name.
    """
    names = {one.name for one in scenarios}
    if not FEWEST_SCENARIOS <= len(scenarios) <= MOST_SCENARIOS or len(names) < len(scenarios):
        same = "" if len(names) == len(scenarios) else ", some of the same name"
        found = f"{len(scenarios)} scenario{'' if len(scenarios) == 1 else 's'}{same}"
        expected = f"{FEWEST_SCENARIOS} to {MOST_SCENARIOS}{' of different names' if same else ''}"
        raise InputError(Problem(found=found, expected=expected))
    every_plan = all(one.estimate.health_plan is not None for one in scenarios)
    decider = Decider.PATIENT_PAYS if every_plan else Decider.ESTIMATE
    ordered = scenarios if sort is None else sorted(scenarios, key=lambda one: _place(one, decider, sort))
    first, compared = scenarios[0], rows(ordered)
    return Comparison(
        schema_version=SCHEMA_VERSION, kapcost_version=VERSION, currency="USD", first=first.name, decided_by=decider,
        scenarios=tuple(ordered), rows=compared,
        differences=tuple(_difference(one, first, decider, compared) for one in ordered if one is not first),
        cheapest=_cheapest(ordered, decider),
    )  # fmt: skip


def relation(one: Scenario, other: Scenario, decider: Decider) -> Relation:
    """Return how what one scenario costs stands to what another one costs, by the rule above.

    Where the ranges overlap, it may be cheaper if neither end is higher and one is lower.
    """
    cost, beside = _bounds(one, decider), _bounds(other, decider)
    if _is_below(cost, beside):
        return Relation.CHEAPER
    if _is_below(beside, cost):
        return Relation.DEARER
    if not (one.estimate.complete and other.estimate.complete):
        return Relation.NOT_COMPARABLE
    if cost.high is not None and (cost.low, cost.high) == (beside.low, beside.high):
        return Relation.SAME
    lower = cost.low <= beside.low and _at_most(cost.high, beside.high)
    higher = beside.low <= cost.low and _at_most(beside.high, cost.high)
    if lower == higher:
        return Relation.OVERLAP
    return Relation.MAY_BE_CHEAPER if lower else Relation.MAY_BE_DEARER


def _bounds(scenario: Scenario, decider: Decider) -> AtEnds:
    """Return the least and the most that a scenario can cost; None where there is no most."""
    cost = decider.of(scenario)
    return cost if scenario.estimate.complete else AtEnds(low=cost.low, high=None)


def _is_below(cost: AtEnds, other: AtEnds) -> bool:
    return cost.high is not None and cost.high < other.low


def _at_most(high: Decimal | None, other: Decimal | None) -> bool:
    """Compare two upper ends, of which None is above every amount."""
    return other is None or (high is not None and high <= other)


def _difference(one: Scenario, first: Scenario, decider: Decider, compared: Sequence[Row]) -> Difference:
    cost, beside = decider.of(one), decider.of(first)

    def less(end: End) -> Decimal | None:
        amount, other = cost.at(end), beside.at(end)
        return None if amount is None or other is None else amount - other

    complete = one.estimate.complete and first.estimate.complete
    return Difference(
        scenario=one.name,
        relation=relation(one, first, decider),
        amount=AtEnds.over(less) if complete else None,
        without=tuple(lacking(compared, one.name, first.name)),
        besides=tuple(lacking(compared, first.name, one.name)),
    )


def _cheapest(scenarios: Sequence[Scenario], decider: Decider) -> str | None:
    """Return the name of the scenario that is cheaper than every other one; a partial one never is."""
    return next(
        (one.name for one in scenarios
         if all(relation(one, other, decider) is Relation.CHEAPER for other in scenarios if other is not one)),
        None,
    )  # fmt: skip


def _place(one: Scenario, decider: Decider, end: End) -> tuple[bool, bool, Decimal]:
    amount = decider.of(one).at(end)
    return not one.estimate.complete, amount is None, amount or Decimal(0)
