"""Short ways to write fees and price lists in the tests of the core."""

from datetime import date
from decimal import Decimal
from typing import Any

from kapcost.core.answer import Estimate
from kapcost.core.course import Course, Element, Phase, SessionRange
from kapcost.core.estimate import estimate
from kapcost.core.fee import Fee
from kapcost.core.given_prices import GivenPrices
from kapcost.core.location import Location
from kapcost.core.money import AtEnds, CostRange
from kapcost.core.price import parse_price
from kapcost.core.price_list import CareSetting, Defaults, PriceList, Source

DAY = date(2026, 11, 24)
DOSING, BOOSTER = Phase.DOSING, Phase.BOOSTER
THERAPIST, KETAMINE, FACILITY, MONITORING, MEDICAL = Element


def fee(label: str = "Therapist", price: Any = 300, *elements: Element, on: Any = DOSING, **more: Any) -> Fee:
    """Return a fee in one phase or several, written as a price sheet says it: fee("Room", "30-150", FACILITY)."""
    phases = (on,) if isinstance(on, Phase) else tuple(on)
    evidence: dict[str, Any] = {"sources": ("sheet",), "checked": DAY} | more
    return Fee(
        label=label, phases=phases, elements=elements or (THERAPIST,), price=parse_price(price), **evidence
    )  # fmt: skip


def given(**written: str) -> GivenPrices:
    """Return prices as files and flags write them: given(therapist="300-500", facility="unknown")."""
    return GivenPrices.written(**written)


def setting(*fees: Fee) -> CareSetting:
    return CareSetting(title="Clinic", summary="A clinic.", fees=fees)


def price_list(*fees: Fee, **more: Any) -> PriceList:
    parts: dict[str, Any] = {
        "name": "A clinic",
        "as_of": DAY,
        "sources": {"sheet": Source(title="A price sheet", as_of=DAY)},
        "settings": {"clinic": setting(*fees)},
        "courses": {"usual": Course(dosing=6)},
        "defaults": Defaults(setting="clinic", course="usual"),
        "locations": {"CA": Location(name="California", index=Decimal("1.10720"))},
        "locations_source": "sheet",
    }
    return PriceList(**parts | more)


def answer(course: Course, *fees: Fee, **asked: Any) -> Estimate:
    return estimate(course, price_list(*fees), **asked)


def dollars(low: str, high: str | None = None) -> CostRange:
    return CostRange(low=Decimal(low), high=Decimal(high or low))


def ends(low: str, high: str | None = None, typical: str | None = None) -> AtEnds:
    """Return amounts at the ends, which need not rise; without a high end they are exact."""
    middle = typical or (None if high else low)
    return AtEnds(low=Decimal(low), typical=None if middle is None else Decimal(middle), high=Decimal(high or low))


def sessions(low: int, high: int) -> SessionRange:
    return SessionRange(low=low, high=high)
