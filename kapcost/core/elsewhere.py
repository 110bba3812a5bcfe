"""What the same sessions cost in the other care settings of a price list."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from kapcost.core.answer import CostElsewhere
from kapcost.core.charges import Charge
from kapcost.core.course import Element, Phase
from kapcost.core.given_prices import GivenPrices
from kapcost.core.packages import Extent
from kapcost.core.price import Status
from kapcost.core.price_list import PriceList
from kapcost.core.pricing import Pricing
from kapcost.errors import InputError


def elsewhere(
    price_list: PriceList, given: GivenPrices, extent: Extent, pricing: Pricing
) -> Mapping[str, CostElsewhere]:
    """Return what the same sessions cost, singly, in each other care setting that prices all of them."""
    singly = Extent.of(extent.course)
    costs = {}
    for name in _others(price_list):
        with suppress(InputError):
            other = replace(pricing, fees=given.apply(price_list.setting(name).fees))
            lines = other.lines(singly)
            if cost := other.cost_of(lines):
                costs[name] = CostElsewhere(low=cost.low, typical=cost.typical, high=cost.high,
                                            therapist_in_dosing=_has_therapist(lines))  # fmt: skip
    return costs


def not_elsewhere(price_list: PriceList, given: GivenPrices) -> tuple[str, ...]:
    """Return the care settings that cannot take the given prices, since one price covers several parts there."""
    return tuple(name for name in _others(price_list) if not _can_take(given, price_list, name))


def _others(price_list: PriceList) -> list[str]:
    return [name for name in price_list.settings if name != price_list.defaults.setting]


def _can_take(given: GivenPrices, price_list: PriceList, name: str) -> bool:
    with suppress(InputError):
        given.apply(price_list.setting(name).fees)
        return True
    return False


def _has_therapist(lines: Sequence[Charge]) -> bool:
    return any(line.phase is Phase.DOSING and Element.THERAPIST in line.elements
               and line.status is not Status.NOT_CHARGED for line in lines)  # fmt: skip
