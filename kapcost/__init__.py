"""What a course of ketamine-assisted psychotherapy costs, from least to most.

>>> from kapcost import Course, estimate, load_price_list
>>> answer = estimate(Course(dosing=6), load_price_list(), state="CA")
>>> print(answer.totals.estimate)  # doctest: +SKIP
"""

from kapcost.core.answer import Estimate
from kapcost.core.comparison import Comparison, compare
from kapcost.core.comparison_rows import Scenario
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
    "Comparison",
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
    "Scenario",
    "SessionRange",
    "__version__",
    "compare",
    "estimate",
    "load_price_list",
]
