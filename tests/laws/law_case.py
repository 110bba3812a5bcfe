"""One random question to kapcost: a price list, a course, a place and discounts."""

from dataclasses import dataclass, replace
from decimal import Decimal

from hypothesis import assume
from hypothesis.vendor.pretty import RepresentationPrinter

from kapcost.core.answer import Estimate
from kapcost.core.course import Course, Phase, SessionRange
from kapcost.core.discounts import Discount
from kapcost.core.estimate import estimate
from kapcost.core.fee import Fee
from kapcost.core.packages import Package
from kapcost.core.price_list import PriceList
from kapcost.errors import InputError

INDEX = Decimal("1.10720")
"""The price level of the only state in the random price lists."""


@dataclass(frozen=True, repr=False)
class Case:
    """A price list and a course that it prices; what a failing law shows of it is short."""

    price_list: PriceList
    course: Course
    state: str | None
    discounts: tuple[Discount, ...] = ()
    package: Package | None = None

    def __repr__(self) -> str:
        sessions = {str(phase): str(number) for phase in Phase if (number := self.course.sessions(phase)).high}
        shown = [
            f"{fee.label}: {fee.price} per {fee.per} {fee.every or fee.pack_size or ''} "
            f"of {fee.sessions}, months {fee.months}, "
            f"for {[*map(str, fee.elements)]} in {[*map(str, fee.phases)]}, to {fee.payee}, "
            f"credited to {[*map(str, fee.credited_to)]}"
            for fee in self.fees
        ]
        lengths = {str(phase): str(hours) for phase, hours in self.course.hours.items()}
        package = f" {self.package}" if self.package else ""
        told = [*map(str, self.discounts)]
        return f"{shown} {sessions} {lengths} {self.course.days_between} {self.state} {told}{package}"

    def _repr_pretty_(self, printer: RepresentationPrinter, cycle: bool) -> None:  # noqa: FBT001
        printer.text("..." if cycle else repr(self))

    @property
    def fees(self) -> tuple[Fee, ...]:
        return self.price_list.settings["clinic"].fees

    @property
    def index(self) -> Decimal | None:
        return INDEX if self.state else None

    def estimate(self, budget: Decimal | None = None) -> Estimate:
        """Return the estimate; a case in which nothing at all is charged is none."""
        offered = {"pack": self.package} if self.package else {}
        try:
            return estimate(
                self.course, self.price_list, state=self.state, discounts=self.discounts, budget=budget,
                packages=offered, package=next(iter(offered), None),
            )  # fmt: skip
        except InputError as error:
            assume("nothing is charged" not in str(error))
            raise

    def with_fees(self, *fees: Fee) -> "Case":
        setting = replace(self.price_list.settings["clinic"], fees=fees)
        return replace(self, price_list=replace(self.price_list, settings={"clinic": setting}))

    def with_dosing(self, number: int) -> "Case":
        return replace(self, course=self.course.with_dosing(number))

    def with_sessions(self, phase: Phase, low: int, high: int) -> "Case":
        course = self.course.with_sessions({phase: SessionRange(low=low, high=high)})
        return replace(self, course=course)
