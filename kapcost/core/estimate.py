"""The estimate: what a course of treatment costs on a price list, from least to most, and why."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kapcost.core import wording
from kapcost.core.answer import (
    SCHEMA_VERSION,
    Estimate,
    PriceListUsed,
    SourceUsed,
)
from kapcost.core.bill import Bill, at_ends, bills, reductions
from kapcost.core.budget import Budget, SessionsThatFit, sessions_that_fit, verdict
from kapcost.core.charges import Charge, charges
from kapcost.core.course import Course, Element, Phase
from kapcost.core.discounts import Discount
from kapcost.core.fee import Fee
from kapcost.core.given_prices import GivenPrices
from kapcost.core.location import LocationUsed, find_metro, find_state
from kapcost.core.money import CostRange, check_price
from kapcost.core.price import Status
from kapcost.core.price_list import CareSetting, PriceList
from kapcost.core.spread import spread
from kapcost.core.totals import taken, totals
from kapcost.errors import InputError, Problem, caught
from kapcost.version import VERSION


def estimate(
    course: Course,
    price_list: PriceList,
    *,
    setting: str | None = None,
    tier: str | None = None,
    state: str | None = None,
    metro: str | None = None,
    prices: GivenPrices | None = None,
    discounts: Sequence[Discount] = (),
    budget: Decimal | None = None,
    as_of: date | None = None,
) -> Estimate:
    """Return what a course costs in a care setting, from least to most.

    `tier` is a step of a sliding scale; `state` and `metro` name a location of the price list,
    None is the national level; `prices` replace those of the price list; `discounts` apply in
    their order; `as_of` is the date of the estimate, by default that of the price list.
    InputError, with every problem, if a name does not exist, a given price lies inside an
    all-in fee, or nothing would be charged.
    """
    care = price_list.defaults.setting if setting is None else setting
    budget = None if budget is None else check_price(Decimal(budget))
    as_of, given = as_of or price_list.as_of, prices or GivenPrices()
    fees, location = _resolve(price_list, care, tier, given, state=state, metro=metro)
    index = location.index if location else None
    lines = charges(fees, course, index)
    charged, complete = _charged(lines), _is_complete(lines)
    ends = bills(charged, discounts)
    named = None if setting is None else price_list.setting(setting).title
    sums, drivers = totals(charged, ends, course), spread(charged, ends)

    def cost_with(dosing: int) -> CostRange | None:
        return _cost(lambda: charges(fees, course.with_sessions({Phase.DOSING: dosing}), index), discounts)

    def cost_in(other: CareSetting) -> CostRange | None:
        return _cost(lambda: _alike(charges(given.apply(other.fees), course, index), lines), discounts)

    return Estimate(
        schema_version=SCHEMA_VERSION, kapcost_version=VERSION, currency="USD", as_of=as_of,
        estimate_id=_identity(price_list, setting, tier, location, course, given, list(discounts), budget, as_of),
        title=wording.title(lines, course, named), complete=complete,
        price_list=PriceListUsed(name=price_list.name, as_of=price_list.as_of, sha256=price_list.sha256),
        setting=care, tier=tier, location=location, course=course, charges=lines, packages=(),
        discounts=taken(reductions(charged, discounts), ends), totals=sums, health_plan=None,
        budget=None if budget is None else _budget(budget, sums.estimate, cost_with, complete=complete),
        by_setting={} if setting is not None else _in_other_settings(price_list, cost_in),
        not_included=tuple(wording.not_included(lines, course)),
        assumptions=tuple(wording.assumptions(lines, course, location)),
        warnings=tuple(wording.warnings(charged, as_of)),
        sources=_sources(price_list, charged, location), spread=drivers,
        question=wording.question(lines, drivers),
    )  # fmt: skip


def _resolve(
    price_list: PriceList, setting: str, tier: str | None, given: GivenPrices, *, state: str | None, metro: str | None
) -> tuple[tuple[Fee, ...], LocationUsed | None]:
    """Return the fees in force and the location, or InputError with everything that does not exist."""
    problems: list[Problem] = []
    fees: tuple[Fee, ...] = ()
    location = None
    with caught(problems):
        location = find_state(price_list.locations, state) if state is not None else None
    with caught(problems):
        location = find_metro(price_list.metros, metro, location) if metro is not None else location
    with caught(problems):
        fees = price_list.setting(setting).fees
        with caught(problems):
            fees = price_list.setting(setting).fees_in(tier)
        fees = given.apply(fees)
    if problems:
        raise InputError(*problems)
    return fees, location


def _in_other_settings(
    price_list: PriceList, cost_in: Callable[[CareSetting], CostRange | None]
) -> Mapping[str, CostRange]:
    """Return what a course costs in every care setting but the default, if that prices all of it."""
    default = price_list.defaults.setting
    costs = {name: cost_in(care) for name, care in price_list.settings.items() if name != default}
    return {name: cost for name, cost in costs.items() if cost is not None}


def _is_complete(lines: Sequence[Charge]) -> bool:
    return all(line.status is not Status.UNKNOWN for line in lines)


def _charged(lines: Sequence[Charge]) -> list[Charge]:
    """Return the lines with a price; InputError if all costs are said to lie inside one another."""
    if all(line.status in (Status.INCLUDED, Status.NOT_CHARGED) for line in lines):
        found = "a course in which everything is included and nothing is charged"
        raise InputError(Problem(found=found, expected="a price for at least one element"))
    return [line for line in lines if line.status is Status.CHARGED]


def _cost(make_lines: Callable[[], Sequence[Charge]], discounts: Sequence[Discount]) -> CostRange | None:
    """Return what some lines cost, None if a part is not known or they cannot be made."""
    with suppress(InputError):
        lines = make_lines()
        if _is_complete(lines):
            return CostRange.over(at_ends(bills(_charged(lines), discounts), Bill.total))
    return None


def _alike(lines: Sequence[Charge], others: Sequence[Charge]) -> Sequence[Charge]:
    """Return lines that leave no therapist out where the others have one; InputError if they do."""
    without = {line.phase for line in lines if _leaves_therapist_out(line)}
    if without - {line.phase for line in others if _leaves_therapist_out(line)}:
        raise InputError(Problem(found="sessions without a therapist", expected="the same care"))
    return lines


def _leaves_therapist_out(line: Charge) -> bool:
    return line.status is Status.NOT_CHARGED and Element.THERAPIST in line.elements


def _budget(
    amount: Decimal, cost: CostRange, cost_with: Callable[[int], CostRange | None], *, complete: bool
) -> Budget:
    fitting = SessionsThatFit(at_low=None, at_typical=None, at_high=None)
    if complete:
        fitting = sessions_that_fit(amount, cost_with)
    answer = verdict(amount, cost, complete=complete)
    return Budget(amount=amount, verdict=answer, dosing_sessions_that_fit=fitting)


def _sources(price_list: PriceList, charged: Sequence[Charge], location: LocationUsed | None) -> tuple[SourceUsed, ...]:
    used = dict.fromkeys(source for line in charged for source in line.sources)
    if location is not None and any(line.scales_with_location for line in charged):
        place = price_list.metros_source if location.metro else price_list.locations_source
        used |= {place: None} if place else {}
    return tuple(
        SourceUsed(id=name, title=source.title, url=source.url, as_of=source.as_of)
        for name in used
        if (source := price_list.sources[name])
    )


def _identity(price_list: PriceList, *inputs: object) -> str:
    """Return a digest of everything an estimate depends on: the same inputs, the same digest."""
    everything = [VERSION, price_list.sha256 or price_list, *inputs]
    return hashlib.sha256(json.dumps(everything, default=_plain, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value.normalize())
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)
