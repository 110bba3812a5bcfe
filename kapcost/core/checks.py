"""Whether the sums that a quote states are what its own prices come to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from kapcost.core.corrections import Correction, line_corrections, total_corrections
from kapcost.core.course import USUAL_ELEMENTS
from kapcost.core.discounts import Discount
from kapcost.core.money import ZERO, to_dollars
from kapcost.core.quote import Quote, QuotePackage, QuoteTotal
from kapcost.core.quote_sums import Part, parts_in, sum_of, sums_of


class Sum(StrEnum):
    """What is stated and can be checked."""

    LINE = "line"
    TOTAL = "total"
    INSTEAD_OF = "instead_of"
    PERCENT_OFF = "percent_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A stated sum beside what it comes to; `difference` is what is stated too much, below zero too little.

    `foots` if there is no difference, or one that only rounding makes. A total may be of some
    `lines` only, empty for all, and have discounts `taken_off`. Where lines have no price
    (`unpriced`), a difference above zero is what is left for them. `corrections` are the single
    ones that would explain the difference exactly.
    """

    of: Sum
    label: str
    stated: Decimal
    computed: Decimal
    difference: Decimal
    foots: bool
    lines: tuple[str, ...] = ()
    taken_off: Decimal = ZERO
    unpriced: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageAudited:
    """A package, and what its sessions cost by the lines, None if the lines do not say; a saving may be negative."""

    package: QuotePackage
    singly: Decimal | None
    saving: Decimal | None


def checks_of(quote: Quote) -> tuple[Check, ...]:
    """Return a check of everything that a quote states beside its prices: lines first, then totals and packages."""
    totals = [_total(total, quote) for total in quote.stated_totals]
    packages = [check for package in quote.packages.values() for check in _package(package, quote)]
    return (*_lines(quote), *totals, *packages)


def package_audited(package: QuotePackage, quote: Quote) -> PackageAudited:
    """Return a package with what it saves against the lines of its quote."""
    parts = _singly(package, quote)
    singly = None if parts is None else sum_of(parts, ())
    return PackageAudited(package=package, singly=singly, saving=None if singly is None else singly - package.price)


def _lines(quote: Quote) -> Iterator[Check]:
    for line in quote.lines:
        if line.amount is not None and line.unit is not None:
            sums = [line.unit * line.count]
            yield _check(Sum.LINE, line.label, line.amount, sums, corrections=line_corrections(line))


def _total(total: QuoteTotal, quote: Quote) -> Check:
    parts, discounts = parts_in(total, quote), quote.discounts if total.discounted else ()
    unpriced = tuple(
        line.label for line in quote.lines if not line.is_priced and line.label in (total.lines or [line.label])
    )
    sums = sums_of(parts, discounts)
    corrections = () if unpriced or total.amount in sums else total_corrections(total.amount, parts, discounts)
    check = _check(Sum.TOTAL, total.label, total.amount, sums, unpriced=unpriced, corrections=corrections)
    return replace(check, lines=total.lines, taken_off=sum_of(parts, ()) - check.computed)


def _package(package: QuotePackage, quote: Quote) -> Iterator[Check]:
    """Check what a package is said to stand in place of, and the percentage it is said to take off that."""
    parts = _singly(package, quote)
    stated = package.instead_of
    if stated is not None and parts is not None:
        corrections = () if stated == sum_of(parts, ()) else total_corrections(stated, parts, ())
        yield _check(Sum.INSTEAD_OF, package.label, stated, [sum_of(parts, ())], corrections=corrections)
    if stated is not None:
        parts = [Part.whole(package.label, tuple(package.sessions), package.elements, stated)]
    if package.percent is not None and parts is not None:
        sums = sums_of(parts, [Discount(percent=package.percent)])
        yield _check(Sum.PERCENT_OFF, package.label, package.price, [*sums, to_dollars(sums[0])])


def _check(
    of: Sum,
    label: str,
    stated: Decimal,
    sums: Sequence[Decimal],
    *,
    unpriced: tuple[str, ...] = (),
    corrections: tuple[Correction, ...] = (),
) -> Check:
    difference = ZERO if stated in sums else stated - sums[0]
    foots = difference == 0 or (bool(unpriced) and difference > 0)
    return Check(of=of, label=label, stated=stated, computed=stated - difference, difference=difference, foots=foots,
                 unpriced=unpriced, corrections=corrections)  # fmt: skip


def _singly(package: QuotePackage, quote: Quote) -> list[Part] | None:
    """Return the lines for a package's sessions, None unless each element has one price per session among them.

    Of its elements, those count in a phase that a session of it usually consists of.
    """
    parts = []
    for phase, number in package.sessions.items():
        here = [line for line in quote.lines if line.phase is phase and line.in_sessions]
        lines = [line for line in here if set(line.elements) & set(package.elements)]
        elements = [element for line in lines for element in line.elements]
        needed = set(package.elements) & set(USUAL_ELEMENTS[phase])
        by_session = all(line.price is not None and line.is_by_session for line in lines)
        once = len(set(elements)) == len(elements) and needed <= set(elements) <= set(package.elements)
        if not (lines and by_session and once):
            return None
        parts += [part.times(number) for line in lines if (part := Part.of_line(line))]
    return parts
