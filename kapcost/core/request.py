"""A request: everything a course file, or the flags of the command line, can ask for."""

from collections.abc import Mapping
from dataclasses import field, replace
from decimal import Decimal
from typing import Any, ClassVar

from kapcost.core.answer import Estimate
from kapcost.core.course import Course, Phase, Sessions
from kapcost.core.discounts import DiscountWritten
from kapcost.core.estimate import estimate
from kapcost.core.given_prices import GivenPrices
from kapcost.core.health_plan import HealthPlan
from kapcost.core.money import AmountWritten
from kapcost.core.packages import Package
from kapcost.core.payment import Payment
from kapcost.core.price_list import PriceList
from kapcost.core.text import Date, Flag, Name
from kapcost.errors import InputError, Problem, caught
from kapcost.frozen import frozen


@frozen
class Request:
    """What is asked: a course preset and how it is changed, a care setting, a state, known prices.

    Everything may be left out; the price list then says what is usual. `budget` is in dollars.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    setting: str | None = None
    course: str | None = None
    tier: str | None = None
    state: str | None = None
    metro: str | None = None
    sessions: Mapping[Phase, Sessions] = field(default_factory=dict)
    hours: Mapping[Phase, Decimal] = field(default_factory=dict)
    days_between: Mapping[Phase, int] = field(default_factory=dict)
    prices: GivenPrices = field(default_factory=GivenPrices)
    packages: Mapping[Name, Package] = field(default_factory=dict)
    package: str | None = None
    discounts: tuple[DiscountWritten, ...] = ()
    health_plan: HealthPlan | None = None
    start: Date | None = None
    payment: Payment | None = None
    schedule: Flag = False
    by_session: Flag = False
    budget: AmountWritten | None = None
    as_of: Date | None = None

    def estimate(self, price_list: PriceList, *, by_setting: bool = True) -> Estimate:
        """Return the estimate that is asked for; InputError with every problem of the request.

        `by_setting` False leaves out what the other care settings cost.
        """
        problems: list[Problem] = []
        course = price_list.preset(price_list.defaults.course)
        with caught(problems):
            course = self.course_from(price_list)
        with caught(problems):
            answer = estimate(
                course,
                price_list,
                setting=self.setting,
                tier=self.tier,
                state=self.state,
                metro=self.metro,
                prices=self.prices,
                packages=self.packages,
                package=self.package,
                discounts=self.discounts,
                health_plan=self.health_plan,
                start=self.start,
                payment=self.payment,
                schedule=self.schedule,
                by_session=self.by_session,
                by_setting=by_setting,
                budget=self.budget,
                as_of=self.as_of,
            )
        if problems:
            raise InputError(*problems)
        return answer

    def course_from(self, price_list: PriceList) -> Course:
        """Return the course asked for: the preset, or the setting's usual one, as changed here.

        Where the preset has one integration session for each dosing session, it keeps it so.
        """
        named = price_list.defaults.setting if self.setting is None else self.setting
        setting = price_list.settings.get(named)
        usual = setting.course if setting and setting.course else price_list.defaults.course
        preset = price_list.preset(usual if self.course is None else self.course)
        return replace(
            preset,
            **preset.following(self.sessions),  # type: ignore[arg-type]  # phases are the names of the fields
            hours={**preset.hours, **self.hours},
            days_between={**preset.days_between, **self.days_between},
        )
