"""Ways to pay a known amount: a deposit, equal instalments, a loan."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from kapcost.core.money import CENT, ZERO, AmountWritten, check_price, parse_amount, to_cents
from kapcost.core.text import Flag
from kapcost.core.written import Written
from kapcost.errors import InputError, Problem, quoted
from kapcost.frozen import frozen

MOST_PAYMENTS = 120
"""Ten years of months."""

_PERCENT = re.compile(r"\s*(\d{1,3}(?:\.\d{1,4})?)\s*%\s*", re.ASCII)
_LOAN = re.compile(r"\s*(\d{1,3}(?:\.\d{1,4})?)\s*%?\s*:\s*(\d{1,3})\s*", re.ASCII)


@frozen
class Deposit:
    """What is paid on the first day as a part of the price: a percentage of it, or an amount of dollars."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    percent: Decimal | None = None
    amount: AmountWritten | None = None

    def __post_init__(self) -> None:
        if (self.percent is None) == (self.amount is None):
            raise InputError(Problem(found="both or neither", expected="either a percent or an amount"))
        if self.percent is not None and not (self.percent.is_finite() and 0 < self.percent <= 100):
            expected = "a percentage above 0 and at most 100"
            raise InputError(Problem(key="percent", found=quoted(self.percent), expected=expected))
        if self.amount is not None and not check_price(self.amount):
            raise InputError(Problem(key="amount", found="0", expected="an amount above 0"))

    def of(self, total: Decimal) -> Decimal:
        """Return the deposit on a total, in dollars; InputError if it is above the total."""
        if self.percent is not None:
            return to_cents(total * self.percent / 100)
        amount = self.amount or ZERO
        if amount > total:
            found = f"{amount}, above the total of {total}"
            raise InputError(Problem(key="payment.deposit", found=found, expected="a part of the total"))
        return amount


def parse_deposit(written: Any) -> Any:
    """Return the Deposit of "20%" or 500; a table passes unchanged."""
    if isinstance(written, dict | Deposit):
        return written
    if isinstance(written, str) and (match := _PERCENT.fullmatch(written)):
        return Deposit(percent=Decimal(match[1]))
    return Deposit(amount=parse_amount(written))


@frozen
class Loan:
    """A loan paid back in equal months; `apr` is the annual percentage rate, such as 17.9.

    With `deferred_interest` nothing is added if it is cleared within the months, and the
    interest since the beginning falls due if it is not.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    apr: Decimal
    months: int
    deferred_interest: Flag = False

    def __post_init__(self) -> None:
        if not self.apr.is_finite() or not 0 <= self.apr <= 100:
            raise InputError(Problem(key="apr", found=quoted(self.apr), expected="a percentage a year, from 0 to 100"))
        if not 1 <= self.months <= MOST_PAYMENTS:
            expected = f"1 to {MOST_PAYMENTS} months"
            raise InputError(Problem(key="months", found=quoted(self.months), expected=expected))


def parse_loan(written: Any) -> Any:
    """Return the Loan of "17.9%:24", its rate a year and its months; a table passes unchanged."""
    if isinstance(written, dict | Loan):
        return written
    match = _LOAN.fullmatch(str(written))
    if match is None:
        raise InputError(Problem(found=quoted(written), expected="the rate a year and the months, such as 17.9%:24"))
    return Loan(apr=Decimal(match[1]), months=int(match[2]))


@frozen
class Payment:
    """How a course is paid: a deposit on the first day, then by visit, in instalments or by a loan.

    InputError with every problem if the parts exclude each other.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    deposit: Annotated[Deposit, Written(parse_deposit, {"type": "number"}, {"type": "string"})] | None = None
    instalments: int | None = None
    loan: Annotated[Loan, Written(parse_loan, {"type": "string"})] | None = None

    def __post_init__(self) -> None:
        problems = list(self._problems())
        if problems:
            raise InputError(*problems)

    def _problems(self) -> Iterator[Problem]:
        if self.instalments is not None and self.loan is not None:
            yield Problem(key="instalments", found="a loan besides", expected="one of instalments and loan")
        if self.instalments is not None and not 1 <= self.instalments <= MOST_PAYMENTS:
            yield Problem(key="instalments", found=quoted(self.instalments), expected=f"1 to {MOST_PAYMENTS}")

    def deposit_of(self, total: Decimal) -> Decimal:
        """Return the deposit on a total, in dollars; InputError if it is above the total."""
        return ZERO if self.deposit is None else self.deposit.of(total)


def instalments(amount: Decimal, number: int) -> list[Decimal]:
    """Return equal parts of an amount, in cents, that add up to it; the first ones get the odd cents.

    >>> [str(part) for part in instalments(Decimal("3236.00"), 7)]
    ['462.29', '462.29', '462.29', '462.29', '462.28', '462.28', '462.28']
    """
    cents = int(amount / CENT)
    return [CENT * (cents // number + (place < cents % number)) for place in range(number)]


def loan_payments(amount: Decimal, loan: Loan) -> list[Decimal]:
    """Return the monthly payments of a loan; the last one clears what rounding has left.

    Interest is added each month on what is owed, at a twelfth of the annual rate, rounded
    half-up to the cent. Deferred interest is not in them.
    """
    rate = ZERO if loan.deferred_interest else loan.apr / 1200
    if not rate:
        return instalments(amount, loan.months)
    payment = to_cents(amount * rate / (1 - (1 + rate) ** -loan.months))
    owed, payments = amount, []
    for _ in range(loan.months - 1):
        owed += to_cents(owed * rate)
        payments.append(min(payment, owed))
        owed -= payments[-1]
    return [*payments, owed + to_cents(owed * rate)]


def interest_if_not_cleared(amount: Decimal, loan: Loan) -> Decimal:
    """Return the most that a deferred interest comes to: on the whole amount, over all months."""
    return to_cents(amount * ((1 + loan.apr / 1200) ** loan.months - 1)) if loan.deferred_interest else ZERO
