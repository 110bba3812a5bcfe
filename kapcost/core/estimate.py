"""The estimate: what a course of treatment costs on a price list, from least to most, and why."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from kapcost.core import wording
from kapcost.core.answer import SCHEMA_VERSION, Estimate, PriceListUsed
from kapcost.core.asked import Asked, resolve
from kapcost.core.bill import reductions
from kapcost.core.budget import Budget, sessions_that_fit, verdict
from kapcost.core.charges import Charge
from kapcost.core.claims import PlanResult, plan_result
from kapcost.core.course import MOST_SESSIONS, Course, Phase
from kapcost.core.discounts import Discount
from kapcost.core.elsewhere import elsewhere, not_elsewhere
from kapcost.core.fee import Fee
from kapcost.core.given_prices import GivenPrices
from kapcost.core.health_plan import HealthPlan
from kapcost.core.location import LocationUsed
from kapcost.core.money import CostRange, CountAtEnds, check_price
from kapcost.core.package_offers import cheaper_packages, package_used
from kapcost.core.packages import MOST_PACKAGES, Extent, Package
from kapcost.core.payment import Payment
from kapcost.core.price import Status
from kapcost.core.price_list import PriceList
from kapcost.core.pricing import Pricing, charged_among, is_complete
from kapcost.core.provenance import identity, sources_used
from kapcost.core.schedule import Schedule
from kapcost.core.schedule import schedule as payments
from kapcost.core.spread import one_question, spread
from kapcost.core.stopping import stopping_early
from kapcost.core.totals import taken, totals
from kapcost.core.visits import check_expiry
from kapcost.errors import InputError, Problem, caught
from kapcost.version import VERSION

LAST_YEAR = 2199
"""The last year in which a course may begin."""

MOST_DISCOUNTS = 20
"""More are a slip, and would take long where what a course costs is asked for many times."""


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
    by_setting: bool = True,
    budget: Decimal | None = None,
    as_of: date | None = None,
) -> Estimate:
    """Return what a course costs in a care setting, from least to most.

    Names are those of the price list (`package` may also be one of `packages`); `state` and
    `metro` None are the national level. `prices` replace those of the price list, `discounts`
    apply in their order, `start` is the day of the first visit, and `as_of` the date of the
    estimate, by default the price list's. `schedule` (or a `payment`) asks for the dated
    payments, `by_session` for the cost of stopping early, and `by_setting`, where no care setting
    is named, for the cost in the others. InputError with every problem.
    """
    if problems := list(_beyond_limits(start, discounts, packages or {})):
        raise InputError(*problems)
    asked = Asked(
        course=course, price_list=price_list, setting=setting, tier=tier, prices=prices or GivenPrices(),
        packages=packages or {}, package=package, discounts=tuple(discounts), health_plan=health_plan, start=start,
        payment=payment, schedule=schedule, by_session=by_session, as_of=as_of or price_list.as_of,
        budget=None if budget is None else check_price(Decimal(budget)),
    )  # fmt: skip
    return _answer(asked, *resolve(asked, state, metro), by_setting=by_setting and setting is None)


def _beyond_limits(
    start: date | None, discounts: Sequence[Discount], packages: Mapping[str, Package]
) -> Iterator[Problem]:
    if start is not None and start.year > LAST_YEAR:
        yield Problem(key="start", found=str(start), expected=f"a date up to the year {LAST_YEAR}")
    if len(discounts) > MOST_DISCOUNTS:
        yield Problem(key="discounts", found=f"{len(discounts)} discounts", expected=f"at most {MOST_DISCOUNTS}")
    if len(packages) > MOST_PACKAGES:
        yield Problem(key="packages", found=f"{len(packages)} packages", expected=f"at most {MOST_PACKAGES}")


def _answer(asked: Asked, fees: tuple[Fee, ...], location: LocationUsed | None, *, by_setting: bool) -> Estimate:
    """Return the estimate of what is asked, at some fees and a location."""
    price_list, course, name = asked.price_list, asked.course, asked.setting
    pricing = Pricing(fees=fees, index=location.index if location else None, discounts=asked.discounts)
    extent = pricing.settled(Extent.of(course, asked.chosen()))
    lines = _checked(pricing.lines(extent))
    expiry, plan, times = _over_time(asked, lines, extent, pricing)
    charged, ends = charged_among(lines), pricing.bills(lines)
    sums, drivers = totals(charged, ends, course), spread(charged, ends)
    return Estimate(
        schema_version=SCHEMA_VERSION, kapcost_version=VERSION, currency="USD", as_of=asked.as_of,
        estimate_id=identity(asked, location),
        title=wording.title(lines, course, None if name is None else price_list.setting(name).title),
        complete=is_complete(lines),
        price_list=PriceListUsed(name=price_list.name, as_of=price_list.as_of, sha256=price_list.sha256),
        setting=asked.care, tier=asked.tier, location=location, course=course, charges=lines,
        packages=package_used(asked.package, extent, pricing),
        cheaper_packages=cheaper_packages(asked.offered(), asked.package, extent, pricing, asked.start or asked.as_of),
        discounts=taken(reductions(charged, asked.discounts), ends), totals=sums, health_plan=plan, schedule=times,
        stopping_early=stopping_early(extent, pricing) if asked.by_session else None,
        budget=None if asked.budget is None else _budget(asked.budget, sums.estimate, extent, pricing),
        by_setting=elsewhere(price_list, asked.prices, extent, pricing) if by_setting else {},
        not_by_setting=not_elsewhere(price_list, asked.prices) if by_setting else (),
        not_included=tuple(wording.not_included(lines, extent)),
        assumptions=(*wording.assumptions(lines, extent, location, asked.discounts),
                     *wording.plan_assumptions(asked.health_plan, asked.start, asked.as_of)),
        warnings=(*wording.warnings(charged, asked.as_of), *([expiry] if expiry else [])),
        sources=sources_used(price_list, charged, location), spread=drivers,
        question=one_question(lines, drivers),
    )  # fmt: skip


def _over_time(
    asked: Asked, lines: Sequence[Charge], extent: Extent, pricing: Pricing
) -> tuple[str | None, PlanResult | None, Schedule | None]:
    """Return what depends on dates: a warning of expiry, the health plan's part and the schedule."""
    expiry, plan, times = None, None, None
    problems: list[Problem] = []
    with caught(problems):
        expiry = check_expiry(extent, asked.start or asked.as_of)
    if asked.health_plan is not None:
        with caught(problems):
            plan = plan_result(asked.health_plan, pricing, extent, asked.start)
    if asked.schedule or asked.payment:
        with caught(problems):
            times = payments(lines, pricing, extent, asked.payment or Payment(), asked.start)
    if problems:
        raise InputError(*problems)
    return expiry, plan, times


def _checked(lines: tuple[Charge, ...]) -> tuple[Charge, ...]:
    """Return the lines; InputError if all costs are said to lie inside one another."""
    if all(line.status in (Status.INCLUDED, Status.NOT_CHARGED) for line in lines):
        found = "a course in which everything is included and nothing is charged"
        raise InputError(Problem(found=found, expected="a price for at least one element"))
    return lines


def _budget(amount: Decimal, cost: CostRange, extent: Extent, pricing: Pricing) -> Budget:
    @cache
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
