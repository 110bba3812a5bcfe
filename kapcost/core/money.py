"""Money and ranges of money: US dollars, exact decimals, rounded half-up (README, "What the numbers mean")."""

import re
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Self

from kapcost.core.written import Written
from kapcost.errors import InputError, Problem, quoted
from kapcost.frozen import frozen

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
LARGEST_PRICE = Decimal(9_999_999)
"""No single price of care is larger; a larger figure is a slip of the keyboard or worse."""

LARGEST_TOTAL = LARGEST_PRICE * 10**9
"""No sum of prices that kapcost accepts is larger."""

PRICE_FORMS = "a price such as 450, 300-500 or 300+ (300 or more)"

_AMOUNT = r"\$?\s*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
RANGE_PATTERN = r"^\s*\$?\s*\d[\d,.]*\s*([-\u2013]\s*\$?\s*\d[\d,.]*|\+)?\s*$"
"""What the JSON Schemas say of a written range; `parse_range` is stricter about commas."""

_RANGE = re.compile(rf"{_AMOUNT}\s*(?:(?:-|\N{{EN DASH}})\s*{_AMOUNT}|(\+))?", re.ASCII)


def to_cents(amount: Decimal) -> Decimal:
    """Return an amount rounded half-up to the cent.

    >>> to_cents(Decimal("154.56375"))
    Decimal('154.56')
    """
    return amount.quantize(CENT, ROUND_HALF_UP)


def to_dollars(amount: Decimal) -> Decimal:
    """Return an amount rounded half-up to the whole dollar, as prices scaled by location are.

    >>> to_dollars(Decimal("33.50"))
    Decimal('34.00')
    """
    return to_cents(amount.quantize(Decimal(1), ROUND_HALF_UP))


def _in_cents(amount: Decimal) -> Decimal:
    """Return an amount with two decimals; InputError unless it is whole cents, from 0 to LARGEST_TOTAL."""
    if not amount.is_finite() or not 0 <= amount <= LARGEST_TOTAL:
        raise InputError(Problem(found=quoted(amount), expected=f"an amount from 0 to {LARGEST_TOTAL:,}"))
    in_cents = to_cents(amount)
    if in_cents != amount:
        raise InputError(Problem(found=quoted(amount), expected="an amount with at most two decimals"))
    return in_cents or ZERO  # and no negative zero


def check_price(price: Decimal) -> Decimal:
    """Return a price with two decimals; InputError unless it is whole cents, from 0 to LARGEST_PRICE."""
    if price.is_finite() and price > LARGEST_PRICE:
        raise InputError(Problem(found=quoted(price), expected=f"a price from 0 to {LARGEST_PRICE:,}"))
    return _in_cents(price)


class End(StrEnum):
    """The three points at which a range is computed; typical and high may be unknown."""

    LOW = "low"
    TYPICAL = "typical"
    HIGH = "high"


@frozen
class AtEnds:
    """Amounts of US dollars at the three ends of an estimate; None where an end is not known.

    They need not rise: what a discount saves, or one payee gets, can be less where all is dearest.
    InputError if one of them is larger than any sum of prices.
    """

    low: Decimal
    typical: Decimal | None = None
    high: Decimal | None

    def __post_init__(self) -> None:
        for end in ("low", "typical", "high"):
            if (amount := getattr(self, end)) is not None and not -LARGEST_TOTAL <= amount <= LARGEST_TOTAL:
                raise InputError(Problem(key=end, found=quoted(amount), expected=f"at most {LARGEST_TOTAL:,}"))

    @classmethod
    def over(cls, amount_at: Callable[[End], Decimal | None]) -> Self:
        """Return the amounts computed end by end; that at the low end is always known."""
        low, typical, high = amount_at(End.LOW), amount_at(End.TYPICAL), amount_at(End.HIGH)
        return cls(low=ZERO if low is None else low, typical=typical, high=high)

    @property
    def is_exact(self) -> bool:
        """Whether there is one amount only."""
        return self.low == self.high

    def at(self, end: End) -> Decimal | None:
        """Return the amount at one end, None where it is not known."""
        return getattr(self, end)  # type: ignore[no-any-return]  # ends are the names of the fields


@frozen
class CountAtEnds:
    """A number of sessions at the three ends of an estimate; None where it is not known, or there is none."""

    at_low: int | None
    at_typical: int | None
    at_high: int | None

    @classmethod
    def over(cls, count_at: Callable[[End], int | None]) -> "CountAtEnds":
        """Return the numbers counted end by end."""
        return cls(at_low=count_at(End.LOW), at_typical=count_at(End.TYPICAL), at_high=count_at(End.HIGH))


@frozen
class CostRange(AtEnds):
    """A range of US dollars in cents, both ends included: 0 <= low <= typical <= high.

    `high` is None where a source gives no upper end ("starts at"). `typical` is the median of
    a named survey, or None where no survey has one; of an exact price (low = high) it is that
    price. InputError if the order is broken: a swapped pair is never reordered, because it
    shows that one of the two numbers is wrong.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    def __post_init__(self) -> None:
        for end in ("low", "typical", "high"):
            if (amount := getattr(self, end)) is not None:
                object.__setattr__(self, end, _in_cents(Decimal(amount)))
        if self.typical is None and self.low == self.high:
            object.__setattr__(self, "typical", self.low)
        if self.high is not None and self.low > self.high:
            raise InputError(Problem(found=quoted(self), expected="the lower price first"))
        if self.typical is not None and not self.low <= self.typical <= (self.high or ZERO):
            expected = "a typical price between low and high, and none without a high"
            raise InputError(Problem(key="typical", found=quoted(self.typical), expected=expected))

    def __str__(self) -> str:
        """Return the range as people write it: 450.00, 300.00-500.00 or 300.00+."""
        ends = f"{self.low}+" if self.high is None else f"{self.low}-{self.high}"
        return str(self.low) if self.is_exact else ends

    @classmethod
    def exactly(cls, amount: Decimal) -> "CostRange":
        """Return the range that holds one amount only."""
        return cls(low=amount, high=amount)


def total(ranges: Iterable[AtEnds]) -> AtEnds:
    """Return the sum of amounts at each end; an end that one of them does not know is unknown in the sum.

    >>> total([CostRange(low=Decimal(300), high=Decimal(500)), CostRange.exactly(Decimal("9.50"))])
    AtEnds(low=Decimal('309.50'), typical=None, high=Decimal('509.50'))
    """
    parts = list(ranges)

    def sum_at(end: End) -> Decimal | None:
        amounts = [amount for part in parts if (amount := part.at(end)) is not None]
        return sum(amounts, ZERO) if len(amounts) == len(parts) else None

    return AtEnds.over(sum_at)


def parse_amount(written: Any) -> Decimal:
    """Return one amount of dollars from its written form, such as 450, "1,250.50" or "$80".

    InputError if it is anything else, or not a possible price.
    """
    match = _RANGE.fullmatch(_text(written))
    if match is None or match[2] or match[3]:
        raise InputError(Problem(found=quoted(written), expected="an amount such as 450 or 1,250.50"))
    return _amount(match[1])


def parse_range(written: Any) -> Any:
    """Return the CostRange of a written price: 450, "300-500" or "300+"; a table passes unchanged.

    >>> str(parse_range("$300-$500"))
    '300.00-500.00'
    """
    if isinstance(written, dict | CostRange):
        return written
    match = _RANGE.fullmatch(_text(written))
    if match is None:
        raise InputError(Problem(found=quoted(written), expected=PRICE_FORMS))
    low = _amount(match[1])
    return CostRange(low=low, high=None if match[3] else _amount(match[2] or match[1]))


def _text(written: Any) -> str:
    """Return what was written as text; a boolean, though an int to Python, is no number here."""
    if isinstance(written, Decimal) and written.is_finite() and abs(written.adjusted()) < 20:
        return f"{written:f}"
    return "" if isinstance(written, bool) else str(written).strip()


def _amount(digits: str) -> Decimal:
    return check_price(Decimal(digits.replace(",", "")))


RangeWritten = Annotated[
    CostRange,
    Written(
        parse_range,
        {"type": "number", "minimum": 0},
        {"type": "string", "pattern": RANGE_PATTERN, "examples": ["300-500", "300+"]},
    ),
]
"""A CostRange that files and flags may also write as 450, "300-500" or "300+"."""

AmountWritten = Annotated[
    Decimal, Written(parse_amount, {"type": "number", "minimum": 0}, {"type": "string", "examples": ["1,250.50"]})
]
"""One amount of dollars that files and flags may also write as "1,250.50"."""
