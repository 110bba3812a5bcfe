"""The audit of a quote: what foots, what is missing, how its prices compare, and what the whole course costs."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from kapcost.core.against_published import AgainstPublished, hours_counted, published_price
from kapcost.core.answer import PriceListUsed
from kapcost.core.charged_twice import ChargedTwice, charged_twice
from kapcost.core.checks import Check, PackageAudited, checks_of, package_audited
from kapcost.core.course import Course
from kapcost.core.fee import Fee
from kapcost.core.location import LocationUsed, find_state
from kapcost.core.missing import Missing, missing_from
from kapcost.core.price_list import CareSetting, PriceList
from kapcost.core.quote import Quote
from kapcost.core.quote_line import QuoteLine
from kapcost.core.quoted_course import courses_quoted, in_care_setting
from kapcost.core.whole_course import WholeCourse, course_of, whole_course
from kapcost.errors import InputError, Problem, caught
from kapcost.frozen import frozen
from kapcost.version import VERSION

SCHEMA_VERSION = 1


@frozen
class LineAudited:
    """A line, what it comes to, and where its price lies; None where nothing is stated or published."""

    line: QuoteLine
    reckoned: Decimal | None
    comparison: AgainstPublished | None


@frozen
class Audit:
    """Everything found in a quote. Money is in US dollars; None means not known, and is never zero.

    `with_package` is the whole course where a package of the quote takes the place of single sessions.
    """

    schema_version: int
    kapcost_version: str
    currency: Literal["USD"]
    as_of: date
    provider: str | None
    price_list: PriceListUsed
    setting: str
    setting_title: str
    location: LocationUsed | None
    foots: bool
    missing: tuple[Missing, ...]
    charged_twice: tuple[ChargedTwice, ...] = ()
    checks: tuple[Check, ...]
    lines: tuple[LineAudited, ...]
    packages: tuple[PackageAudited, ...]
    whole_course: WholeCourse
    with_package: WholeCourse | None = None


def audit(quote: Quote, price_list: PriceList, *, as_of: date | None = None) -> Audit:
    """Return the audit of a quote against a price list, in the quote's care setting and state.

    `as_of` is the date of the audit where the quote has none, by default the price list's.
    InputError with every name that does not exist, or if the lines come to too many sessions.
    """
    on = quote.as_of or as_of or price_list.as_of
    name = price_list.defaults.setting if quote.setting is None else quote.setting
    setting, location = named(quote.setting, quote.state, price_list)
    quote = in_care_setting(quote, setting.fees)
    courses, checks = courses_quoted(quote), checks_of(quote)
    course = course_of(courses[0], quote, setting, price_list)
    whole, *others = (whole_course(each, quote, setting, location, price_list, as_of=on) for each in courses)
    index = location.index if location else None
    return Audit(
        schema_version=SCHEMA_VERSION, kapcost_version=VERSION, currency="USD", as_of=on, provider=quote.provider,
        price_list=PriceListUsed(name=price_list.name, as_of=price_list.as_of, sha256=price_list.sha256),
        setting=name, setting_title=setting.title, location=location,
        foots=all(check.foots for check in checks), missing=missing_from(courses[0], quote),
        charged_twice=tuple(charged_twice(courses[0])), checks=checks,
        lines=tuple(
            LineAudited(line=line, reckoned=line.reckoned, comparison=_comparison(line, setting.fees, index, course))
            for line in quote.lines
        ),
        packages=tuple(package_audited(package, quote) for package in quote.packages.values()),
        whole_course=whole, with_package=next(iter(others), None),
    )  # fmt: skip


def named(setting: str | None, state: str | None, price_list: PriceList) -> tuple[CareSetting, LocationUsed | None]:
    """Return the care setting, by default the price list's, and the state; InputError if one does not exist."""
    problems: list[Problem] = []
    location, care = None, price_list.setting(price_list.defaults.setting)
    with caught(problems):
        care = care if setting is None else price_list.setting(setting)
    with caught(problems):
        location = None if state is None else find_state(price_list.locations, state)
    if problems:
        raise InputError(*problems)
    return care, location


def _comparison(line: QuoteLine, fees: Sequence[Fee], index: Decimal | None, course: Course) -> AgainstPublished | None:
    """Compare what a line costs per session, None if it is not charged by session or nothing is published."""
    if line.unit is None or not line.is_by_session:
        return None
    published = published_price(line.phase, line.covers, fees, index, course)
    if published is None:
        return None
    return AgainstPublished.of(line.unit, published, hours_counted(line.phase, line.covers, fees, course))
