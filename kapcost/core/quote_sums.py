"""What the lines and packages of a quote come to, together and after its discounts."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from kapcost.core.course import Element, Phase
from kapcost.core.discounts import Discount, Due, apply
from kapcost.core.money import ZERO
from kapcost.core.quote import Quote, QuotePackage, QuoteTotal
from kapcost.core.quote_line import QuoteLine
from kapcost.frozen import frozen


@frozen
class Part:
    """One thing that is added up: a line at count times price, or what is stated whole, as a package is.

    `stated` is the amount that the quote gives for it, which may be another.
    """

    label: str
    phases: tuple[Phase, ...]
    elements: tuple[Element, ...]
    unit: Decimal
    count: int
    due: Due
    stated: Decimal

    @classmethod
    def of_line(cls, line: QuoteLine) -> "Part | None":
        """Return a line; None if nothing is added for it."""
        if line.unit is None:
            whole = line.amount
            return None if whole is None else cls.whole(line.label, (line.phase,), line.covers, whole)
        due = Due.of(line.unit, line.count)
        return cls(label=line.label, phases=(line.phase,), elements=line.covers, unit=line.unit, count=line.count,
                   due=due, stated=due.amount if line.amount is None else line.amount)  # fmt: skip

    @classmethod
    def of_package(cls, package: QuotePackage) -> "Part":
        """Return a package at its price."""
        return cls.whole(package.label, tuple(package.sessions), package.covers, package.price)

    @classmethod
    def whole(cls, label: str, phases: tuple[Phase, ...], elements: tuple[Element, ...], amount: Decimal) -> "Part":
        """Return what is stated as one amount."""
        return cls(label=label, phases=phases, elements=elements, unit=amount, count=1,
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


@frozen
class Adding:
    """How some parts are added up: the discounts in their order, and which of them are for each part."""

    discounts: Sequence[Discount]
    scopes: Sequence[tuple[bool, ...]]

    @classmethod
    def of(cls, parts: Sequence[Part], discounts: Sequence[Discount]) -> "Adding":
        """Return how parts are added up after discounts."""
        return cls(discounts=discounts, scopes=[
            tuple(discount.is_for(part.phases, part.elements) for discount in discounts) for part in parts
        ])  # fmt: skip

    @property
    def ways(self) -> Sequence[Callable[[Sequence[Due]], Decimal]]:
        """The right ways to add up: a percentage may be rounded by session, by line or on the sum.

        The first is that of an estimate.
        """
        rounded = any(discount.percent is not None for discount in self.discounts)
        return (self.by_session, self.by_line, self.in_one) if rounded else (self.by_session,)

    def by_session(self, dues: Sequence[Due]) -> Decimal:
        """Return the sum of what is due for each part, as in an estimate."""
        for place, discount in enumerate(self.discounts):
            dues = apply(discount, dues, [scope[place] for scope in self.scopes])
        return sum((due.amount for due in dues), ZERO)

    def by_line(self, dues: Sequence[Due]) -> Decimal:
        """Return the sum with percentages taken off the amount of each line."""
        return self.by_session([Due.of(due.amount, 1) for due in dues])

    def in_one(self, dues: Sequence[Due]) -> Decimal:
        """Return the sum with percentages taken off all parts together that the same discounts are for."""
        sums: dict[tuple[bool, ...], Decimal] = {}
        for due, scope in zip(dues, self.scopes, strict=True):
            sums[scope] = sums.get(scope, ZERO) + due.amount
        return replace(self, scopes=list(sums)).by_session([Due.of(amount, 1) for amount in sums.values()])


def sum_of(parts: Sequence[Part], discounts: Sequence[Discount]) -> Decimal:
    """Return what parts come to after discounts, in their order, as in an estimate."""
    return Adding.of(parts, discounts).by_session([part.due for part in parts])


def sums_of(parts: Sequence[Part], discounts: Sequence[Discount]) -> list[Decimal]:
    """Return what parts may rightly come to, first as in an estimate."""
    dues = [part.due for part in parts]
    return list(dict.fromkeys(add_up(dues) for add_up in Adding.of(parts, discounts).ways))
