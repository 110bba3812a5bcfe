"""What is asked of an estimate, and the resolution of every name in it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from kapcost.core.course import Course
from kapcost.core.discounts import Discount
from kapcost.core.fee import Fee
from kapcost.core.given_prices import GivenPrices
from kapcost.core.health_plan import HealthPlan
from kapcost.core.location import LocationUsed, find_metro, find_state
from kapcost.core.packages import Package
from kapcost.core.payment import Payment
from kapcost.core.price_list import PriceList
from kapcost.errors import InputError, Problem, caught, unknown_name
from kapcost.frozen import frozen


@frozen
class Asked:
    """Everything that is asked for, but for the location."""

    course: Course
    price_list: PriceList
    setting: str | None
    tier: str | None
    prices: GivenPrices
    packages: Mapping[str, Package]
    package: str | None
    discounts: tuple[Discount, ...]
    health_plan: HealthPlan | None
    start: date | None
    payment: Payment | None
    schedule: bool
    by_session: bool
    budget: Decimal | None
    as_of: date

    @property
    def care(self) -> str:
        """The name of the care setting, the default one if none is asked for."""
        return self.price_list.defaults.setting if self.setting is None else self.setting

    def offered(self) -> Mapping[str, Package]:
        """Return the packages of the care setting and of the asker, by name."""
        return {**self.price_list.setting(self.care).packages, **self.packages}

    def chosen(self) -> Package | None:
        """Return the package that is asked for; InputError if it is not offered."""
        offered = self.offered()
        if self.package is not None and self.package not in offered:
            what = "" if offered else "no package: this care setting has none"
            raise InputError(unknown_name(self.package, offered, key="package", what=what))
        return None if self.package is None else offered[self.package]


def resolve(asked: Asked, state: str | None, metro: str | None) -> tuple[tuple[Fee, ...], LocationUsed | None]:
    """Return the fees in force and the location, or InputError with everything that does not exist."""
    problems: list[Problem] = []
    fees: tuple[Fee, ...] = ()
    location, price_list = None, asked.price_list
    with caught(problems):
        location = find_state(price_list.locations, state) if state is not None else None
    with caught(problems):
        location = find_metro(price_list.metros, metro, location) if metro is not None else location
    with caught(problems):
        fees = price_list.setting(asked.care).fees
        with caught(problems):
            fees = price_list.setting(asked.care).fees_in(asked.tier)
        fees = asked.prices.apply(fees)
    with caught(problems):
        _check_sources(asked.packages, price_list)
    if asked.care in price_list.settings:
        with caught(problems):
            asked.chosen()
    if problems:
        raise InputError(*problems)
    return fees, location


def _check_sources(packages: Mapping[str, Package], price_list: PriceList) -> None:
    """Raise InputError if a package names a source that the price list does not have."""
    problems = [
        unknown_name(source, price_list.sources, key=f"packages.{name}.sources")
        for name, package in packages.items()
        for source in package.sources
        if source not in price_list.sources
    ]
    if problems:
        raise InputError(*problems)
