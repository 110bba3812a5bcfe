"""What an estimate says: the values that every format is made from, named as in the published JSON."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from kapcost.core.budget import Budget
from kapcost.core.charges import Charge
from kapcost.core.claims import PlanResult
from kapcost.core.course import Course
from kapcost.core.location import LocationUsed
from kapcost.core.money import AtEnds, CostRange
from kapcost.core.package_offers import CheaperPackage, PackageUsed
from kapcost.core.schedule import Schedule
from kapcost.core.spread import Driver
from kapcost.core.stopping import StoppingEarly
from kapcost.frozen import frozen

SCHEMA_VERSION = 1


@frozen
class PriceListUsed:
    """Which price list an estimate rests on; `sha256` is the digest of its file."""

    name: str
    as_of: date
    sha256: str


@frozen
class DiscountTaken:
    """A discount and what it saves at each end of the estimate."""

    label: str
    amount: AtEnds


@frozen
class SourceUsed:
    """A source that some figure of the estimate rests on."""

    id: str
    title: str
    url: str | None
    as_of: date


@frozen
class Totals:
    """Charges less savings are the estimate, end by end; the payees' amounts add up to the estimate."""

    charges: AtEnds
    savings: AtEnds
    estimate: CostRange
    per_dosing_session: CostRange | None
    by_payee: Mapping[str, AtEnds]


@frozen
class CostElsewhere(AtEnds):
    """What the same sessions cost in another care setting, and whether a therapist takes part in dosing there."""

    therapist_in_dosing: bool


@frozen
class Estimate:
    """The whole answer. Money is in US dollars; None means not known, and is never zero.

    `by_setting` says, where no care setting was asked for, what the same course costs in the
    others that price all of it; `not_by_setting` names those that cannot take the given prices,
    since one price covers several parts there. `inputs` are the tables of a course file that ask for this
    estimate, as JSON has them; None if it was not asked for by such tables.
    """

    schema_version: int
    kapcost_version: str
    currency: Literal["USD"]
    as_of: date
    estimate_id: str
    title: str
    complete: bool
    price_list: PriceListUsed
    setting: str
    tier: str | None
    location: LocationUsed | None
    course: Course
    charges: tuple[Charge, ...]
    packages: tuple[PackageUsed, ...]
    cheaper_packages: tuple[CheaperPackage, ...]
    discounts: tuple[DiscountTaken, ...]
    totals: Totals
    health_plan: PlanResult | None
    schedule: Schedule | None
    stopping_early: StoppingEarly | None
    budget: Budget | None
    by_setting: Mapping[str, CostElsewhere]
    not_by_setting: tuple[str, ...]
    not_included: tuple[str, ...]
    assumptions: tuple[str, ...]
    warnings: tuple[str, ...]
    sources: tuple[SourceUsed, ...]
    spread: tuple[Driver, ...]
    question: str | None
    inputs: Mapping[str, Any] | None = None
