"""What `from kapcost import ...` gives: the names that other programs may rely on."""

from kapcost.core.answer import Estimate
from kapcost.core.course import Course, Element, Phase, SessionRange
from kapcost.core.discounts import Discount
from kapcost.core.estimate import estimate
from kapcost.core.given_prices import GivenPrices
from kapcost.core.money import CostRange
from kapcost.core.price_list import PriceList
from kapcost.errors import InputError, KapcostError, PriceListError, Problem
from kapcost.files import load_price_list
from kapcost.version import VERSION

__version__ = VERSION

__all__ = [
    "CostRange",
    "Course",
    "Discount",
    "Element",
    "Estimate",
    "GivenPrices",
    "InputError",
    "KapcostError",
    "Phase",
    "PriceList",
    "PriceListError",
    "Problem",
    "SessionRange",
    "__version__",
    "estimate",
    "load_price_list",
]
