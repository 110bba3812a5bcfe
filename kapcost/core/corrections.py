"""Which single correction of a quote would explain a difference exactly."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import product

from kapcost.core.course import MOST_SESSIONS
from kapcost.core.discounts import Discount, Due
from kapcost.core.quote_line import QuoteLine
from kapcost.core.quote_sums import Adding, Part, sums_of

AddUp = Callable[[Sequence[Due]], Decimal]


class Mistake(StrEnum):
    """What may have gone wrong in a sum."""

    COUNT = "count"
    LEFT_OUT = "left_out"
    TWICE = "twice"
    AS_STATED = "as_stated"
    DISCOUNT_LEFT_OUT = "discount_left_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A single mistake that explains a stated amount exactly; for COUNT, `count` was taken instead of the stated one.

    AS_STATED are lines taken at their stated amounts where count times price is another.
    """

    mistake: Mistake
    label: str
    count: int | None = None
    instead_of: int | None = None

    @property
    def is_likely(self) -> bool:
        """Whether it is more than a number that happens to fit: no count is wrong by more than one."""
        return self.count is None or self.instead_of is None or abs(self.count - self.instead_of) == 1


def line_corrections(line: QuoteLine) -> tuple[Correction, ...]:
    """Return the count with which a line would come to its stated amount, if there is one.

    >>> from kapcost.core.course import Phase
    >>> line = QuoteLine(label="Infusions", phase=Phase.DOSING, count=15, price=Decimal(425), amount=Decimal(4675))
    >>> [(each.count, each.instead_of) for each in line_corrections(line)]
    [(11, 15)]
    """
    if not line.unit or not line.amount or line.amount % line.unit or line.amount == line.reckoned:
        return ()
    count = int(line.amount / line.unit)
    if count > MOST_SESSIONS:
        return ()
    return (Correction(mistake=Mistake.COUNT, label=line.label, count=count, instead_of=line.count),)


def total_corrections(stated: Decimal, parts: Sequence[Part], discounts: Sequence[Discount]) -> tuple[Correction, ...]:
    """Return each single correction with which parts come to a stated total: the likely ones, else all.

    Every line is tried with every count: no session lowers a sum, so halving finds the count that fits.
    """
    kinds = (_as_stated, _of_parts, _of_discounts)
    found = dict.fromkeys(each for kind in kinds for each in kind(stated, parts, discounts))
    return tuple([each for each in found if each.is_likely] or found)


def _as_stated(stated: Decimal, parts: Sequence[Part], discounts: Sequence[Discount]) -> Iterator[Correction]:
    wrong = [part.label for part in parts if part.stated != part.due.amount]
    taken = [replace(part, due=Due.of(part.stated, 1)) if part.label in wrong else part for part in parts]
    if wrong and stated in sums_of(taken, discounts):
        yield Correction(mistake=Mistake.AS_STATED, label=", ".join(wrong))


def _of_parts(stated: Decimal, parts: Sequence[Part], discounts: Sequence[Discount]) -> Iterator[Correction]:
    dues = [part.due for part in parts]
    for (place, part), add_up in product(enumerate(parts), Adding.of(parts, discounts).ways):

        def sum_with(count: int, place: int = place, part: Part = part, add_up: AddUp = add_up) -> Decimal:
            return add_up([*dues[:place], Due.of(part.unit, count), *dues[place + 1 :]])

        most = max(2 * part.count, MOST_SESSIONS if part.is_counted else 0)
        count = bisect_left(range(most), stated, key=sum_with)
        if sum_with(count) == stated:
            yield from _correction(part, count)


def _correction(part: Part, count: int) -> Iterator[Correction]:
    if count in (0, 2 * part.count):
        yield Correction(mistake=Mistake.LEFT_OUT if count == 0 else Mistake.TWICE, label=part.label)
    elif count <= MOST_SESSIONS:
        yield Correction(mistake=Mistake.COUNT, label=part.label, count=count, instead_of=part.count)


def _of_discounts(stated: Decimal, parts: Sequence[Part], discounts: Sequence[Discount]) -> Iterator[Correction]:
    for place, discount in enumerate(discounts):
        if stated in sums_of(parts, [*discounts[:place], *discounts[place + 1 :]]):
            yield Correction(mistake=Mistake.DISCOUNT_LEFT_OUT, label=str(discount))
