"""Random price lists, courses and discounts, with every shape that a price list can say."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Literal

from hypothesis import HealthCheck, assume, settings
from hypothesis import Phase as Step
from hypothesis import strategies as st
from law_case import INDEX, Case

from kapcost.core.course import Course, Element, Phase, SessionRange
from kapcost.core.discounts import Discount
from kapcost.core.fee import Fee, Tier
from kapcost.core.location import Location
from kapcost.core.money import CostRange
from kapcost.core.price import EVERY_ONE, Basis, Per, Price, Status, Window
from kapcost.core.price_list import CareSetting, Defaults, PriceList, Source
from kapcost.errors import InputError

LAW = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    phases=(Step.explicit, Step.generate, Step.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
"""How each law is tried: always on the same examples, so that a red run is red again."""

CHECKED = date(2026, 11, 24)
PAYEES = (None, "therapist", "clinic", "prescriber")
LENGTHS = st.sampled_from([Decimal(hours) for hours in ("0.33", "0.75", "1", "1.5", "2.5", "3")])
NOTHING: tuple[Literal[Status.INCLUDED], Literal[Status.NOT_CHARGED]] = (Status.INCLUDED, Status.NOT_CHARGED)
TREATMENT = (Phase.DOSING, Phase.INTEGRATION, Phase.BOOSTER)


def dollars(least: int = 0, most: int = 200_000) -> st.SearchStrategy[Decimal]:
    """Whole cents; small prices too, where rounding shows most."""
    return (st.integers(least, most) | st.integers(least, 300)).map(lambda cents: Decimal(cents) / 100)


@st.composite
def cost_ranges(draw: st.DrawFn, *, open_ends: bool = True) -> CostRange:
    ends = sorted(draw(st.lists(dollars(), min_size=3, max_size=3)))
    match draw(st.sampled_from(["exact", "range", "typical", "cents", *(["open"] if open_ends else [])])):
        case "exact":
            return CostRange.exactly(ends[0])
        case "typical":
            return CostRange(low=ends[0], typical=ends[1], high=ends[2])
        case "cents":
            return CostRange(low=ends[0], high=ends[0] + Decimal(draw(st.integers(0, 9))) / 100)
        case "open":
            return CostRange(low=ends[0], high=None)
        case _:
            return CostRange(low=ends[0], high=ends[2])


@st.composite
def windows(draw: st.DrawFn) -> Window:
    first = draw(st.sampled_from([1, 1, 1, 2, 3]))
    return Window(first=first, last=draw(st.none() | st.integers(first, first + 4)))


@st.composite
def fees(draw: st.DrawFn, number: int, *, open_ends: bool = True, credited: bool = False) -> Fee:
    per = draw(st.sampled_from([unit for unit in Per if unit is not Per.PACKAGE]))
    price: Price = draw(st.one_of(cost_ranges(open_ends=open_ends), st.sampled_from(NOTHING)))
    several = st.lists(st.sampled_from(list(Phase)), min_size=1, max_size=3, unique=True)
    phases = (Phase.CONSULTATION,) if credited else draw(several)
    elements = st.lists(st.sampled_from(list(Element)), min_size=1, max_size=2, unique=True)
    return Fee(
        label=f"Fee {number}",
        phases=tuple(phases),
        elements=(Element.MEDICAL,) if credited else tuple(draw(elements)),
        price=price,
        per=per,
        pack_size=draw(st.integers(1, 7)) if per is Per.PACK else None,
        every=draw(st.none() | st.integers(2, 4)) if per is Per.SESSION else None,
        sessions=draw(st.just(EVERY_ONE) | windows()),
        months=draw(st.just(EVERY_ONE) | windows()) if per is Per.MONTH else EVERY_ONE,
        tiers=draw(st.dictionaries(st.sampled_from(["intern", "low"]), tiers(), max_size=1)),
        credited_to=TREATMENT if credited else (),
        payee=draw(st.sampled_from(PAYEES)),
        included_in="another fee" if price is Status.INCLUDED else None,
        scales_with_location=draw(st.booleans()),
        basis=Basis.STATED,
        sources=("sheet",),
        checked=CHECKED,
    )


def tiers() -> st.SearchStrategy[Tier]:
    return cost_ranges().map(lambda price: Tier(price=price, sources=("sheet",)))


@st.composite
def care_settings(draw: st.DrawFn, *, open_ends: bool = True, credits_up_to: int = 0) -> CareSetting:
    """A setting without double counts, often with a price for every phase: a fee that would be one is left out."""
    setting = CareSetting(title="Clinic", summary="A clinic.", fees=())
    if credits_up_to:
        treatment = flat_fee("Treatment", (Phase.DOSING,), Element.KETAMINE, draw(cost_ranges(open_ends=open_ends)))
        setting = replace(setting, fees=(treatment,))
    credited = draw(st.integers(0, credits_up_to))
    for number in range(draw(st.integers(credited + 1, 5))):
        fee = draw(fees(number, open_ends=open_ends, credited=number < credited))
        try:
            setting = replace(setting, fees=(*setting.fees, fee))
        except InputError:
            continue
    if draw(st.booleans()):
        setting = replace(setting, fees=(*setting.fees, *rest(setting)))
    return setting


def rest(setting: CareSetting) -> list[Fee]:
    """Return a fee for all phases that have none, so that nothing is unknown."""
    phases = tuple(phase for phase in Phase if not any(phase in fee.phases for fee in setting.fees))
    return [flat_fee("Rest", phases, Element.THERAPIST, CostRange.exactly(Decimal("70.07")))] if phases else []


def flat_fee(label: str, phases: tuple[Phase, ...], element: Element, price: CostRange) -> Fee:
    """Return a fee per session."""
    return Fee(
        label=label,
        phases=phases,
        elements=(element,),
        price=price,
        payee="clinic",
        sources=("sheet",),
        checked=CHECKED,
    )


@st.composite
def session_ranges(draw: st.DrawFn) -> SessionRange:
    low = draw(st.integers(0, 8) | st.integers(0, 40))
    return SessionRange(low=low, high=low + draw(st.sampled_from([0, 0, 1, 4])))


@st.composite
def courses(draw: st.DrawFn, *, begins: bool = False) -> Course:
    sessions = draw(st.dictionaries(st.sampled_from(list(Phase)), session_ranges(), min_size=1, max_size=5))
    if begins:
        sessions[Phase.CONSULTATION] = SessionRange(low=1, high=1)
    assume(any(chosen.low for chosen in sessions.values()))
    hours, dosing_hours = draw(st.tuples(LENGTHS, LENGTHS))
    days, dosing_days = draw(st.tuples(st.integers(1, 45), st.integers(1, 45)))
    course = Course(
        consultation=1,
        hours={**dict.fromkeys(Phase, hours), Phase.DOSING: dosing_hours},
        days_between={**dict.fromkeys(Phase, days), Phase.DOSING: dosing_days},
    )
    return course.with_sessions({Phase.CONSULTATION: 0, **sessions})


@st.composite
def discounts(draw: st.DrawFn) -> Discount:
    """A percentage or an amount, half of them for some phases or elements only."""
    phases = draw(st.just(()) | st.lists(st.sampled_from(list(Phase)), max_size=3, unique=True).map(tuple))
    elements = draw(st.just(()) | st.lists(st.sampled_from(list(Element)), max_size=3, unique=True).map(tuple))
    if draw(st.booleans()):
        percent = Decimal(draw(st.integers(1, 10_000))) / 100
        return Discount(percent=percent, phases=phases, elements=elements)
    return Discount(amount=draw(dollars(1, 100_000)), phases=phases, elements=elements)


@st.composite
def cases(draw: st.DrawFn, *, open_ends: bool = True, discounted: bool = True, credits_up_to: int = 0) -> Case:
    setting = draw(care_settings(open_ends=open_ends, credits_up_to=credits_up_to))
    return Case(
        price_list=PriceList(
            name="Random clinic",
            as_of=CHECKED,
            sources={"sheet": Source(title="A price sheet", as_of=CHECKED)},
            settings={"clinic": setting},
            courses={"usual": Course(dosing=6)},
            defaults=Defaults(setting="clinic", course="usual"),
            locations={"CA": Location(name="California", index=INDEX)},
            locations_source="sheet",
        ),
        course=draw(courses(begins=credits_up_to > 0)),
        state=draw(st.sampled_from([None, "CA"])),
        discounts=tuple(draw(st.lists(discounts(), max_size=3))) if discounted else (),
    )
