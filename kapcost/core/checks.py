"""Whether the sums that a quote states are what its own prices come to."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum

from kapcost.core.corrections import Correction, Mistake, line_corrections, total_corrections
from kapcost.core.course import USUAL_ELEMENTS
from kapcost.core.discounts import Discount
from kapcost.core.money import ZERO, to_dollars
from kapcost.core.quote import Quote, QuotePackage, QuoteTotal
from kapcost.core.quote_sums import Part, parts_in, sum_of, sums_of
from kapcost.core.quoted_course import courses_quoted, replaced_by, with_package
from kapcost.frozen import frozen


class Sum(StrEnum):
    """What is stated and can be checked."""

    LINE = "line"
    TOTAL = "total"
    INSTEAD_OF = "instead_of"
    PERCENT_OFF = "percent_off"


@frozen
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


@frozen
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
    discounts = quote.discounts if total.discounted else ()
    parts = _parts(total, quote, discounts)
    unpriced = tuple(
        line.label for line in quote.lines if not line.is_priced and line.label in (total.lines or [line.label])
    )
    sums = sums_of(parts, discounts)
    corrections: tuple[Correction, ...] = ()
    if not unpriced and total.amount not in sums:
        others = dict(_with_packages(total, quote, parts))
        corrections = total_corrections(total.amount, parts, discounts, label=total.label, others=others)
    check = _check(Sum.TOTAL, total.label, total.amount, sums, unpriced=unpriced, corrections=corrections)
    return replace(check, lines=total.lines, taken_off=sum_of(parts, ()) - check.computed)


def _parts(total: QuoteTotal, quote: Quote, discounts: Sequence[Discount]) -> Sequence[Part]:
    """Return what a total adds up: what it names, else all lines, and a package in place of none of them if it fits."""
    parts, quoted = parts_in(total, quote), courses_quoted(quote)[0].parts
    is_quoted = not total.lines and (not quote.lines or total.amount in sums_of(quoted, discounts))
    return quoted if is_quoted else parts


def _with_packages(
    total: QuoteTotal, quote: Quote, parts: Sequence[Part]
) -> Iterator[tuple[Correction, Sequence[Part]]]:
    """Yield what a total comes to with each package that it does not name, in place of its sessions and on top."""
    labels = [part.label for part in parts]
    for package in quote.packages.values():
        other = with_package(quote, package)
        if package.label in labels:
            continue
        yield Correction(mistake=Mistake.PACKAGE_ON_TOP, label=package.label), [*parts, Part.of_package(package)]
        if other and any(line.label in labels for line in replaced_by(package, quote) or ()):
            kept = (package.label, *(total.lines or labels))
            yield (Correction(mistake=Mistake.PACKAGE_IN_PLACE, label=package.label),
                   [part for part in other.parts if part.label in kept])  # fmt: skip


def _package(package: QuotePackage, quote: Quote) -> Iterator[Check]:
    """Check what a package is said to stand in place of, and the percentage it is said to take off that."""
    parts = _singly(package, quote)
    stated = package.instead_of
    if stated is not None and parts is not None:
        is_right = stated == sum_of(parts, ())
        corrections = () if is_right else total_corrections(stated, parts, (), label=package.label, others={})
        yield _check(Sum.INSTEAD_OF, package.label, stated, [sum_of(parts, ())], corrections=corrections)
    if stated is not None:
        parts = [Part.whole(package.label, tuple(package.sessions), package.covers, stated)]
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
    lines = replaced_by(package, quote)
    if lines is None or any(line.price is None for line in lines):
        return None
    for phase in package.sessions:
        here = {element for line in lines if line.phase is phase for element in line.covers}
        if not here >= set(package.covers) & set(USUAL_ELEMENTS[phase]) or not here:
            return None
    return [part.times(package.sessions[line.phase]) for line in lines if (part := Part.of_line(line))]
