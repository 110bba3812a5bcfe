"""The estimate: what a course of treatment costs on a price list, from least to most, and why."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal

from kapcost.core import wording
from kapcost.core.answer import SCHEMA_VERSION, CostElsewhere, Estimate, PriceListUsed
from kapcost.core.bill import reductions
from kapcost.core.budget import Budget, sessions_that_fit, verdict
from kapcost.core.charges import Charge
from kapcost.core.claims import plan_result
from kapcost.core.course import MOST_SESSIONS, Course, Element, Phase
from kapcost.core.discounts import Discount
from kapcost.core.fee import Fee
from kapcost.core.given_prices import GivenPrices
from kapcost.core.health_plan import HealthPlan
from kapcost.core.location import LocationUsed, find_metro, find_state
from kapcost.core.money import CostRange, CountAtEnds, check_price
from kapcost.core.package_offers import cheaper_packages, package_used
from kapcost.core.packages import Extent, Package
from kapcost.core.payment import Payment
from kapcost.core.price import Status
from kapcost.core.price_list import PriceList
from kapcost.core.pricing import Pricing, charged_among, is_complete
from kapcost.core.provenance import identity, sources_used
from kapcost.core.schedule import schedule as payments
from kapcost.core.spread import spread
from kapcost.core.stopping import stopping_early
from kapcost.core.totals import taken, totals
from kapcost.core.visits import check_expiry
from kapcost.errors import InputError, Problem, caught, unknown_name
from kapcost.version import VERSION

LAST_YEAR = 2199
"""The last year in which a course may begin."""


def estimate(
    course: Course,
    price_list: PriceList,
    *,
    setting: str | None = None,
    tier: str | None = None,
    state: str | None = None,
    metro: str | None = None,
    prices: GivenPrices | None = None,
    packages: Mapping[str, Package] | None = None,
    package: str | None = None,
    discounts: Sequence[Discount] = (),
    health_plan: HealthPlan | None = None,
    start: date | None = None,
    payment: Payment | None = None,
    schedule: bool = False,
    by_session: bool = False,
    budget: Decimal | None = None,
    as_of: date | None = None,
) -> Estimate:
    """Return what a course costs in a care setting, from least to most.

    `tier` is a step of a sliding scale; `state` and `metro` name a location of the price list,
    None is the national level; `prices` replace those of the price list; `package` names one of
    the care setting's session packages, or of `packages`; `discounts` apply in their order;
    `health_plan` settles the claims; dates count from `start`, the day of the first visit;
    `schedule`, or a `payment` other than by visit, asks for the dated payments, `by_session` for
    the cost of stopping early;
    `as_of` is the date of the estimate, by default that of the price list. InputError, with
    every problem, if a name does not exist, a given price lies inside an all-in fee, or nothing
    would be charged.
    """
    care = price_list.defaults.setting if setting is None else setting
    budget = None if budget is None else check_price(Decimal(budget))
    if start is not None and start.year > LAST_YEAR:
        raise InputError(Problem(key="start", found=str(start), expected=f"a date up to the year {LAST_YEAR}"))
    as_of, given = as_of or price_list.as_of, prices or GivenPrices()
    fees, location = _resolve(price_list, care, tier, given, state=state, metro=metro)
    offered = {**price_list.setting(care).packages, **_with_known_sources(packages or {}, price_list)}
    pricing = Pricing(fees=fees, index=location.index if location else None, discounts=discounts)
    extent = pricing.settled(Extent.of(course, _chosen(offered, package)))
    lines = _checked(pricing.lines(extent))
    plan = times = expiry = None
    problems: list[Problem] = []
    with caught(problems):
        expiry = check_expiry(extent, start or as_of)
    with caught(problems):
        plan = None if health_plan is None else plan_result(health_plan, pricing, extent, start)
    with caught(problems):
        times = payments(lines, pricing, extent, payment or Payment(), start) if schedule or payment else None
    if problems:
        raise InputError(*problems)
    charged, ends = charged_among(lines), pricing.bills(lines)
    sums, drivers = totals(charged, ends, course), spread(charged, ends)
    return Estimate(
        schema_version=SCHEMA_VERSION, kapcost_version=VERSION, currency="USD", as_of=as_of,
        estimate_id=identity(price_list, setting, tier, location, course, given, packages, package,
                              list(discounts), health_plan, start,
                              payment, schedule, by_session, budget, as_of),
        title=wording.title(lines, course, None if setting is None else price_list.setting(setting).title),
        complete=is_complete(lines),
        price_list=PriceListUsed(name=price_list.name, as_of=price_list.as_of, sha256=price_list.sha256),
        setting=care, tier=tier, location=location, course=course, charges=lines,
        packages=package_used(package, extent, pricing),
        cheaper_packages=cheaper_packages(offered, package, extent, pricing, start or as_of),
        discounts=taken(reductions(charged, discounts), ends), totals=sums,
        health_plan=plan, schedule=times,
        stopping_early=stopping_early(extent, pricing) if by_session else None,
        budget=None if budget is None else _budget(budget, sums.estimate, extent, pricing),
        by_setting={} if setting is not None else _elsewhere(price_list, given, extent, pricing),
        not_included=tuple(wording.not_included(lines, extent)),
        assumptions=(*wording.assumptions(lines, extent, location, discounts),
                     *wording.plan_assumptions(health_plan, start, as_of)),
        warnings=(*wording.warnings(charged, as_of), *([expiry] if expiry else [])),
        sources=sources_used(price_list, charged, location), spread=drivers,
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


def _with_known_sources(packages: Mapping[str, Package], price_list: PriceList) -> Mapping[str, Package]:
    """Return the packages; InputError if one names a source that the price list does not have."""
    problems = [
        unknown_name(source, price_list.sources, key=f"packages.{name}.sources")
        for name, package in packages.items()
        for source in package.sources
        if source not in price_list.sources
    ]
    if problems:
        raise InputError(*problems)
    return packages


def _chosen(offered: Mapping[str, Package], name: str | None) -> Package | None:
    if name is not None and name not in offered:
        what = "" if offered else "no package: this care setting has none"
        raise InputError(unknown_name(name, offered, key="package", what=what))
    return None if name is None else offered[name]


def _checked(lines: tuple[Charge, ...]) -> tuple[Charge, ...]:
    """Return the lines; InputError if all costs are said to lie inside one another."""
    if all(line.status in (Status.INCLUDED, Status.NOT_CHARGED) for line in lines):
        found = "a course in which everything is included and nothing is charged"
        raise InputError(Problem(found=found, expected="a price for at least one element"))
    return lines


def _elsewhere(
    price_list: PriceList, given: GivenPrices, extent: Extent, pricing: Pricing
) -> Mapping[str, CostElsewhere]:
    """Return what the same sessions cost, singly, in each other care setting that prices all of them."""
    singly = Extent.of(extent.course)
    costs = {}
    for name, setting in price_list.settings.items():
        with suppress(InputError):
            other = replace(pricing, fees=given.apply(setting.fees))
            if name != price_list.defaults.setting and (cost := other.cost(singly)):
                costs[name] = CostElsewhere(low=cost.low, typical=cost.typical, high=cost.high,
                                            therapist_in_dosing=_has_therapist(other.lines(singly)))  # fmt: skip
    return costs


def _has_therapist(lines: Sequence[Charge]) -> bool:
    return any(line.phase is Phase.DOSING and Element.THERAPIST in line.elements
               and line.status is not Status.NOT_CHARGED for line in lines)  # fmt: skip


def _budget(amount: Decimal, cost: CostRange, extent: Extent, pricing: Pricing) -> Budget:
    def cost_with(dosing: int) -> CostRange | None:
        return pricing.cost(Extent.of(extent.course.with_dosing(dosing), extent.package))

    complete = is_complete(pricing.lines(extent))
    fitting = CountAtEnds.over(lambda _: None)
    if complete:
        fitting = sessions_that_fit(amount, cost_with, _where_costs_fall(extent.package))
    answer = verdict(amount, cost, complete=complete)
    return Budget(amount=amount, verdict=answer, dosing_sessions_that_fit=fitting)


def _where_costs_fall(package: Package | None) -> Sequence[int]:
    """Return the numbers of dosing sessions at which a package begins to apply, once more each time."""
    if package is None or Phase.DOSING not in package.sessions:
        return ()
    number = package.sessions[Phase.DOSING]
    return range(number, MOST_SESSIONS + 1, number) if package.repeatable else [number]
