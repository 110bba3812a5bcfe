"""Discounts: a percentage or an amount off, applied to the charges in the order given."""

import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from kapcost.core.course import Element, Phase
from kapcost.core.money import ZERO, check_price, parse_amount, to_cents
from kapcost.core.quantity import Quantity
from kapcost.core.text import LONGEST_LABEL, Label, one_line
from kapcost.core.written import Written
from kapcost.errors import InputError, Problem, quoted, unknown_name
from kapcost.frozen import frozen

DISCOUNT_FORMS = "a discount such as 10%, 200, cash:8% or military:10%:dosing"

_PERCENT = re.compile(r"\s*(\d{1,9}(?:\.\d{1,9})?)\s*%\s*", re.ASCII)
_VALUE = re.compile(r"\s*\$?\s*\d[\d,.]*\s*%?\s*", re.ASCII)


@frozen
class Discount:
    """A percentage (above 0, at most 100) or an amount of dollars taken off, and what it is for.

    `phases` and `elements` limit it to the charges that lie wholly in them; empty is no limit.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    label: Label | None = None
    percent: Decimal | None = None
    amount: Decimal | None = None
    phases: tuple[Phase, ...] = ()
    elements: tuple[Element, ...] = ()

    def is_for(self, phases: Collection[Phase], elements: Collection[Element]) -> bool:
        """Return whether it lowers a charge for some elements in some phases."""
        return (not self.phases or set(phases) <= set(self.phases)) and (
            not self.elements or set(elements) <= set(self.elements)
        )

    def __post_init__(self) -> None:
        for name in ("percent", "amount"):
            if isinstance(number := getattr(self, name), int):
                object.__setattr__(self, name, Decimal(number))
        if self.label is not None:
            object.__setattr__(self, "label", one_line(self.label, LONGEST_LABEL))
        if (self.percent is None) == (self.amount is None):
            raise InputError(Problem(found=quoted(self), expected="either a percent or an amount"))
        if self.percent is not None and not _is_percentage(self.percent):
            expected = "a percentage above 0 and at most 100, with at most 4 decimals"
            raise InputError(Problem(key="percent", found=quoted(self.percent), expected=expected))
        if self.amount is not None and not check_price(self.amount):
            raise InputError(Problem(key="amount", found=quoted(self.amount), expected="an amount above 0"))

    def __str__(self) -> str:
        """Return the discount in words, its label first if it has one."""
        taken = f"{self.percent.normalize():f}% off" if self.percent is not None else f"${self.amount or ZERO:,} off"
        scope = ", ".join((*self.phases, *self.elements))
        taken += f" {scope}" if scope else ""
        return f"{self.label}: {taken}" if self.label else taken


def _is_percentage(percent: Decimal) -> bool:
    return percent.is_finite() and 0 < percent <= 100 and percent == round(percent, 4)


def parse_discount(written: Any) -> Any:
    """Return the Discount of its written form: "10%", "200" or "LABEL:10%:SCOPE"; a table passes unchanged.

    >>> str(parse_discount("cash:8%"))
    'cash: 8% off'
    """
    if isinstance(written, dict | Discount):
        return written
    parts = [] if isinstance(written, bool) else str(written).split(":")
    place = next((place for place, part in enumerate(parts[:2]) if _VALUE.fullmatch(part)), None)
    if place is None or len(parts) > place + 2:
        raise InputError(Problem(found=quoted(written), expected=DISCOUNT_FORMS))
    label = parts[0].strip() or None if place else None
    phases, elements = _scope(parts[place + 1]) if len(parts) > place + 1 else ((), ())
    if match := _PERCENT.fullmatch(parts[place]):
        return Discount(label=label, percent=Decimal(match[1]), phases=phases, elements=elements)
    return Discount(label=label, amount=parse_amount(parts[place]), phases=phases, elements=elements)


def _scope(written: str) -> tuple[tuple[Phase, ...], tuple[Element, ...]]:
    """Return the phases and elements that a scope such as "dosing,therapist" names."""
    words = [word.strip().casefold() for word in written.split(",")]
    names = [*Phase, *Element]
    problems = [unknown_name(word, names) for word in words if word not in names]
    if problems:
        raise InputError(*problems)
    return tuple(Phase(word) for word in words if word in list(Phase)), tuple(
        Element(word) for word in words if word in list(Element)
    )


DiscountWritten = Annotated[
    Discount,
    Written(
        parse_discount,
        {"type": "number"},
        {"type": "string", "examples": ["10%", "200", "cash:8%", "military:10%:dosing"]},
    ),
]
"""A Discount that files and flags may also write as "10%", 200 or "cash:8%"."""


@frozen
class Due:
    """What is due for one charge at exact numbers: unit x quantity, less a credit, never below zero.

    A percentage lowers the unit price, which is rounded half-up to the cent and then multiplied;
    an amount off is a credit. `amount` is what remains to be paid.
    """

    unit: Decimal
    quantity: Quantity
    credit: Decimal = ZERO
    amount: Decimal

    @classmethod
    def of(cls, unit: Decimal, quantity: Quantity) -> "Due":
        """Return what is due before any discount."""
        return cls(unit=unit, quantity=quantity, amount=to_cents(unit * quantity))


def apply(discount: Discount, dues: Sequence[Due], in_scope: Sequence[bool]) -> list[Due]:
    """Return what is due after a discount on the charges that are in its scope.

    An amount off is used up on the charges in their order. Each result grows with every price
    and quantity, which keeps the ends of a discounted range at the ends of its charges.
    """
    if discount.percent is not None:
        kept = 1 - discount.percent / 100
        return [_lowered(due, kept) if meant else due for due, meant in zip(dues, in_scope, strict=True)]
    left = discount.amount or ZERO
    result = []
    for due, meant in zip(dues, in_scope, strict=True):
        taken = min(left, due.amount) if meant else ZERO
        left -= taken
        result.append(Due(unit=due.unit, quantity=due.quantity, credit=due.credit + taken, amount=due.amount - taken))
    return result


def _lowered(due: Due, kept: Decimal) -> Due:
    """Keep a part of a unit price; rounding never makes more due than before."""
    unit, credit = to_cents(due.unit * kept), to_cents(due.credit * kept)
    amount = max(ZERO, min(due.amount, to_cents(unit * due.quantity) - credit))
    return Due(unit=unit, quantity=due.quantity, credit=credit, amount=amount)
