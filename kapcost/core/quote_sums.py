"""What the lines and packages of a quote come to, together and after its discounts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kapcost.core.course import Element, Phase
from kapcost.core.discounts import Discount, Due, apply
from kapcost.core.money import ZERO
from kapcost.core.quote import Quote, QuotePackage, QuoteTotal
from kapcost.core.quote_line import QuoteLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing that is added up: a line at count times price, or what is stated whole, as a package is.

    `stated` is the amount that the quote gives for it, which may be another.
    """

    label: str
    phases: tuple[Phase, ...]
    elements: tuple[Element, ...]
    unit: Decimal
    count: int
    is_counted: bool
    due: Due
    stated: Decimal

    @classmethod
    def of_line(cls, line: QuoteLine) -> "Part | None":
        """Return a line; None if nothing is added for it."""
        if line.unit is None:
            whole = line.amount
            return None if whole is None else cls.whole(line.label, (line.phase,), line.elements, whole)
        due = Due.of(line.unit, line.count)
        return cls(label=line.label, phases=(line.phase,), elements=line.elements, unit=line.unit, count=line.count,
                   is_counted=True, due=due, stated=due.amount if line.amount is None else line.amount)  # fmt: skip

    @classmethod
    def of_package(cls, package: QuotePackage) -> "Part":
        """Return a package at its price."""
        return cls.whole(package.label, tuple(package.sessions), package.elements, package.price)

    @classmethod
    def whole(cls, label: str, phases: tuple[Phase, ...], elements: tuple[Element, ...], amount: Decimal) -> "Part":
        """Return what is stated as one amount."""
        return cls(label=label, phases=phases, elements=elements, unit=amount, count=1, is_counted=False,
                   due=Due.of(amount, 1), stated=amount)  # fmt: skip

    def times(self, count: int) -> "Part":
        """Return the same thing with another count."""
        due = Due.of(self.unit, count)
        return replace(self, count=count, due=due, stated=due.amount)


def parts_of(quote: Quote) -> list[Part]:
    """Return the lines of a quote for which something is added."""
    return [part for line in quote.lines if (part := Part.of_line(line))]


def parts_in(total: QuoteTotal, quote: Quote) -> list[Part]:
    """Return what a stated total adds up: all lines, or the lines and packages that it names."""
    lines = parts_of(quote)
    if not total.lines:
        return lines
    packages = map(Part.of_package, quote.packages.values())
    return [part for part in (*lines, *packages) if part.label in total.lines]


def sum_of(parts: Sequence[Part], discounts: Sequence[Discount]) -> Decimal:
    """Return what parts come to after discounts, in their order, as in an estimate."""
    dues = [part.due for part in parts]
    for discount in discounts:
        dues = apply(discount, dues, [discount.is_for(part.phases, part.elements) for part in parts])
    return sum((due.amount for due in dues), ZERO)


def sums_of(parts: Sequence[Part], discounts: Sequence[Discount]) -> list[Decimal]:
    """Return what parts may rightly come to: a percentage may be rounded by session, by line or on the sum.

    The first is the way of an estimate, by session; on the sum is possible only where each
    discount is for everything.
    """
    by_line = [replace(part, due=Due.of(part.due.amount, 1)) for part in parts]
    sums = [sum_of(parts, discounts), sum_of(by_line, discounts)]
    if parts and not any(discount.phases or discount.elements for discount in discounts):
        sums.append(sum_of([replace(parts[0], due=Due.of(sum_of(parts, ()), 1))], discounts))
    return list(dict.fromkeys(sums))
