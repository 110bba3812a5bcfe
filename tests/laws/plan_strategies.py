"""Random health plans, claims, and courses with a health plan."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter
from strategies import CHECKED, cost_ranges, dollars, windows

from kapcost.core.claims import PlanResult
from kapcost.core.course import Course, Element, Phase, SessionRange
from kapcost.core.discounts import Discount
from kapcost.core.estimate import estimate
from kapcost.core.fee import Fee
from kapcost.core.health_plan import Claim, HealthPlan, Network, Terms
from kapcost.core.money import CostRange
from kapcost.core.price import EVERY_ONE, Per
from kapcost.core.price_list import CareSetting, Defaults, PriceList, Source
from kapcost.errors import InputError

PHASES = (Phase.CONSULTATION, Phase.PREPARATION, Phase.DOSING, Phase.INTEGRATION, Phase.REVIEW)
CELLS = tuple(product(PHASES, (Element.THERAPIST, Element.KETAMINE, Element.MEDICAL)))
PARTS = st.sampled_from([Decimal(part) for part in ("0", "0.1", "0.145", "0.2", "0.3", "0.5", "1")])
STARTS = st.dates(date(2026, 12, 1), date(2026, 12, 31))


@dataclass(frozen=True, repr=False)
class PlanCase:
    """Fees, a course, discounts and a health plan; what a failing law shows of it is short."""

    fees: tuple[Fee, ...]
    course: Course
    plan: HealthPlan
    discounts: tuple[Discount, ...]
    start: date | None

    def __repr__(self) -> str:
        sessions = {str(phase): str(self.course.sessions(phase)) for phase in PHASES}
        fees = [
            f"{fee.label}: {fee.price} per {fee.per} {fee.pack_size or ''} of {fee.sessions}, "
            f"for {[*map(str, fee.elements)]} in {[*map(str, fee.phases)]}"
            for fee in self.fees
        ]
        off = [*map(str, self.discounts)]
        return f"{fees} {sessions} {self.course.hours} {self.course.days_between} {off} {self.plan} {self.start}"

    def _repr_pretty_(self, printer: RepresentationPrinter, cycle: bool) -> None:  # noqa: FBT001
        printer.text("..." if cycle else repr(self))

    def result(self) -> PlanResult:
        """Return what the plan does to the estimate; a case in which nothing at all is charged is none."""
        price_list = PriceList(
            name="Random clinic",
            as_of=CHECKED,
            sources={"sheet": Source(title="A price sheet", as_of=CHECKED)},
            settings={"clinic": CareSetting(title="Clinic", summary="A clinic.", fees=self.fees)},
            courses={"usual": Course(dosing=6)},
            defaults=Defaults(setting="clinic", course="usual"),
        )
        try:
            answer = estimate(
                self.course, price_list, discounts=self.discounts, health_plan=self.plan, start=self.start
            )
        except InputError as error:
            assume("nothing is charged" not in str(error))
            raise
        assert answer.health_plan is not None
        assume(answer.totals.estimate.high is not None)
        return answer.health_plan


@st.composite
def terms(draw: st.DrawFn) -> Terms:
    allowed = draw(st.none() | dollars(0, 30_000) | dollars(0, 30_000))
    if draw(st.booleans()):
        return Terms(allowed=allowed, copay=draw(dollars(0, 8_000)))
    return Terms(allowed=allowed, coinsurance=draw(PARTS))


@st.composite
def plans(draw: st.DrawFn, *, annual: bool = True) -> HealthPlan:
    covered = draw(st.dictionaries(st.sampled_from(PHASES), terms(), min_size=1))
    yearly = st.none() | dollars(0, 100_000) if annual else st.none()
    deductible, maximum = draw(yearly), draw(yearly)
    most = 100_000 if deductible is None else int(deductible * 100)
    left = st.integers(0, 100_000 if maximum is None else int(maximum * 100)).map(lambda cents: Decimal(cents) / 100)
    ends = st.none() | left
    return HealthPlan(
        network=draw(st.sampled_from(list(Network))),
        phases=covered,
        elements=draw(st.sampled_from([(Element.THERAPIST, Element.MEDICAL), tuple(Element)])),
        deductible_left=Decimal(draw(st.integers(0, most))) / 100,
        annual_deductible=deductible,
        out_of_pocket_left=draw(left if maximum is not None else st.none() if deductible is not None else ends),
        annual_out_of_pocket=maximum,
    )


@st.composite
def claims(draw: st.DrawFn, plan: HealthPlan) -> list[Claim]:
    """Claims of a plan, in the order of their dates, or without dates."""
    number = draw(st.integers(1, 12))
    start = draw(st.none() | STARTS)
    days = sorted(draw(st.lists(st.integers(0, 800), min_size=number, max_size=number)))
    return [
        Claim(
            phase=draw(st.sampled_from(list(plan.phases))),
            label="Fee",
            session=place,
            on=None if start is None else start + timedelta(days=day),
            charge=draw(dollars(0, 40_000)),
        )
        for place, day in enumerate(days, start=1)
    ]


@st.composite
def plan_fees(draw: st.DrawFn, number: int, cell: tuple[Phase, Element], *, exact: bool) -> Fee:
    phase, element = cell
    per = draw(st.sampled_from([Per.SESSION, Per.SESSION, Per.HOUR, Per.PACK, Per.COURSE]))
    price = draw(cost_ranges(open_ends=False))
    return Fee(
        label=f"Fee {number}",
        phases=(phase,),
        elements=(element,),
        price=CostRange.exactly(price.low) if exact else price,
        per=per,
        pack_size=draw(st.integers(1, 4)) if per is Per.PACK else None,
        sessions=draw(st.just(EVERY_ONE) | windows()),
        sources=("sheet",),
        checked=CHECKED,
    )


@st.composite
def courses(draw: st.DrawFn, *, exact: bool) -> Course:
    """Courses of some weeks; sessions of odd hours only where no range can shift their cents."""
    hours = [Decimal(length) for length in (("0.33", "0.75", "1.5", "2") if exact else ("1", "2", "3"))]
    lows = {phase: draw(st.integers(0, 5)) for phase in PHASES}
    assume(any(lows.values()))
    more = {phase: 0 if exact else draw(st.integers(0, 3)) for phase in PHASES}
    sessions = {phase: SessionRange(low=low, high=low + more[phase]) for phase, low in lows.items()}
    course = Course(
        dosing=1,
        hours={phase: draw(st.sampled_from(hours)) for phase in PHASES},
        days_between={phase: draw(st.integers(1, 45)) for phase in Phase},
    )
    return course.with_sessions(sessions)


def discounts() -> st.SearchStrategy[Discount]:
    percents = st.integers(1, 10_000).map(lambda hundredths: Discount(percent=Decimal(hundredths) / 100))
    return percents | dollars(1, 100_000).map(lambda amount: Discount(amount=amount))


@st.composite
def plan_cases(draw: st.DrawFn, *, exact: bool = False) -> PlanCase:
    """Cases; exact ones have exact prices, an exact course, and may begin at any date with annual amounts."""
    cells = draw(st.lists(st.sampled_from(CELLS), min_size=1, max_size=6, unique=True))
    return PlanCase(
        fees=tuple(draw(plan_fees(number, cell, exact=exact)) for number, cell in enumerate(cells)),
        course=draw(courses(exact=exact)),
        plan=draw(plans(annual=exact)),
        discounts=tuple(draw(st.lists(discounts(), max_size=2))),
        start=draw(st.none() | STARTS) if exact else None,
    )
