"""Short ways to write courses, packages and payments in the tests of paying."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from making import DOSING, THERAPIST, answer, dollars

from kapcost.core.course import Course, Phase
from kapcost.core.fee import Fee
from kapcost.core.money import parse_amount
from kapcost.core.packages import Package
from kapcost.core.payment import Deposit, Loan, Payment
from kapcost.core.schedule import Schedule, ScheduledPayment
from kapcost.core.stopping import StoppingEarly

START = date(2026, 12, 1)
"""A Tuesday."""


def weekly(**sessions: Any) -> Course:
    """Return a course whose sessions are a week apart in every phase."""
    return Course(days_between=dict.fromkeys(Phase, 7), **sessions)


def pack(price: str = "2300", **more: Any) -> Package:
    """Return a package of six dosing sessions with the therapist."""
    parts: dict[str, Any] = {"label": "Six", "sessions": {DOSING: 6}, "elements": (THERAPIST,)}
    return Package(price=dollars(price), **parts | more)


def loan(apr: str, months: int, *, deferred: bool = False) -> Loan:
    return Loan(apr=Decimal(apr), months=months, deferred_interest=deferred)


def paid(deposit: str = "", *, instalments: int | None = None, by: Loan | None = None) -> Payment:
    """Return a payment with a deposit written as "20%" or 500."""
    percent = Decimal(deposit[:-1]) if deposit.endswith("%") else None
    amount = parse_amount(deposit) if deposit and percent is None else None
    first = Deposit(percent=percent, amount=amount) if deposit else None
    return Payment(deposit=first, instalments=instalments, loan=by)


def schedule_of(course: Course, *fees: Fee, package: Package | None = None, **asked: Any) -> Schedule:
    found = answer(course, *fees, schedule=True, **asked, **_bought(package)).schedule
    assert found is not None
    return found


def stopping_of(course: Course, *fees: Fee, package: Package | None = None, **asked: Any) -> StoppingEarly:
    found = answer(course, *fees, by_session=True, **asked, **_bought(package)).stopping_early
    assert found is not None
    return found


def _bought(package: Package | None) -> dict[str, Any]:
    return {"packages": {"pack": package}, "package": "pack"} if package else {}


def high(payments: Iterable[ScheduledPayment]) -> list[tuple[int, str, str]]:
    """Return the days, names and amounts at the high end of what is not zero there."""
    return [(each.day, each.what, str(each.amount.high)) for each in payments if each.amount.high]


def singly(found: StoppingEarly) -> list[str]:
    return [str(stop.singly.high) if stop.singly else "not known" for stop in found.stops]


def packaged(found: StoppingEarly) -> list[str]:
    return [str(stop.with_package.high) if stop.with_package else "not known" for stop in found.stops]
