"""Which single correction of a quote would explain a difference exactly."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise, product

from kapcost.core.discounts import Discount, Due
from kapcost.core.quote_line import QuoteLine
from kapcost.core.quote_sums import Adding, Part, sums_of
from kapcost.frozen import frozen

AddUp = Callable[[Sequence[Due]], Decimal]


class Mistake(StrEnum):
    """What may have gone wrong in a sum."""

    COUNT = "count"
    LEFT_OUT = "left_out"
    TWICE = "twice"
    AS_STATED = "as_stated"
    DISCOUNT_LEFT_OUT = "discount_left_out"
    PACKAGE_IN_PLACE = "package_in_place"
    PACKAGE_ON_TOP = "package_on_top"
    DIGITS_SWAPPED = "digits_swapped"
    DECIMAL_POINT = "decimal_point"


@frozen
class Correction:
    """A single mistake that explains a stated amount exactly; for COUNT, `count` was taken instead of the stated one.

    AS_STATED are lines taken at their stated amounts where count times price is another. A package
    stands in place of single sessions in a sum of these, or was added on top of them. DECIMAL_POINT
    is a zero more or less, or the point misplaced.
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
    """Return the slips in digits, and the count, at most twice its own, with which a line would come to its amount.

    >>> from kapcost.core.course import Phase
    >>> line = QuoteLine(label="Infusions", phase=Phase.DOSING, count=15, price=Decimal(425), amount=Decimal(4675))
    >>> [(each.count, each.instead_of) for each in line_corrections(line)]
    [(11, 15)]
    """
    if not line.unit or not line.amount or line.amount == line.reckoned:
        return ()
    found = [*_of_digits(line.label, line.amount, [line.unit * line.count])]
    count, rest = divmod(line.amount, line.unit)
    if not rest and count <= 2 * line.count:
        found.append(Correction(mistake=Mistake.COUNT, label=line.label, count=int(count), instead_of=line.count))
    return tuple(found)


def total_corrections(
    stated: Decimal,
    parts: Sequence[Part],
    discounts: Sequence[Discount],
    *,
    label: str,
    others: Mapping[Correction, Sequence[Part]],
) -> tuple[Correction, ...]:
    """Return each single correction with which parts come to a stated total of a label: the likely ones, else all.

    Every line is tried with every count up to twice its own: no session lowers a sum, so halving
    finds the one that fits. `others` are what else may have been added up, by the slip it would be.
    """
    kinds = (_as_stated, _of_parts, _of_discounts)
    found = dict.fromkeys(each for kind in kinds for each in kind(stated, parts, discounts))
    found |= dict.fromkeys(slip for slip, taken in others.items() if stated in sums_of(taken, discounts))
    found |= dict.fromkeys(_of_digits(label, stated, sums_of(parts, discounts)))
    return tuple([each for each in found if each.is_likely] or found)


def _of_digits(label: str, stated: Decimal, sums: Sequence[Decimal]) -> Iterator[Correction]:
    if any(f"{stated:.2f}" in _with_digits_swapped(f"{right:.2f}") for right in sums):
        yield Correction(mistake=Mistake.DIGITS_SWAPPED, label=label)
    if any(stated * factor == right or right * factor == stated for right in sums for factor in (10, 100)):
        yield Correction(mistake=Mistake.DECIMAL_POINT, label=label)


def _with_digits_swapped(written: str) -> Iterator[str]:
    """Yield a number with each two neighbouring digits of it swapped.

    >>> list(_with_digits_swapped("12.34"))
    ['21.34', '12.43']
    """
    for place, (one, other) in enumerate(pairwise(written)):
        if "." not in (one, other):
            yield f"{written[:place]}{other}{one}{written[place + 2 :]}"


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

        count = bisect_left(range(2 * part.count), stated, key=sum_with)
        if sum_with(count) == stated:
            yield from _correction(part, count)


def _correction(part: Part, count: int) -> Iterator[Correction]:
    if count in (0, 2 * part.count):
        yield Correction(mistake=Mistake.LEFT_OUT if count == 0 else Mistake.TWICE, label=part.label)
    else:
        yield Correction(mistake=Mistake.COUNT, label=part.label, count=count, instead_of=part.count)


def _of_discounts(stated: Decimal, parts: Sequence[Part], discounts: Sequence[Discount]) -> Iterator[Correction]:
    for place, discount in enumerate(discounts):
        if stated in sums_of(parts, [*discounts[:place], *discounts[place + 1 :]]):
            yield Correction(mistake=Mistake.DISCOUNT_LEFT_OUT, label=str(discount))
