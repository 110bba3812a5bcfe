"""A quote as charges: what it says, and what it leaves unknown in some sessions."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kapcost.core.charges import Charge, QuantityRange
from kapcost.core.course import Phase
from kapcost.core.money import AtEnds, CostRange
from kapcost.core.price import Basis, Per, Status
from kapcost.core.quote_line import QuoteLine
from kapcost.core.quoted_course import QuotedCourse

IN_QUOTE = "the quote"
"""Where a cost lies that has no price of its own beside a quote."""


def stated_charges(quoted: QuotedCourse, provider: str | None) -> Iterator[Charge]:
    """Yield what a quote charges, in the order of its parts, and then what it says to be included."""
    package = quoted.package
    sold = [line for phase in Phase for line in quoted.as_stated
            if package and line.label == package.label and line.phase is phase]  # fmt: skip
    others = [line for line in quoted.as_stated if line not in sold]
    for line in others:
        if line.unit is not None:
            yield _charge(line, provider, count=line.count, per=_per(line), unit=line.unit)
        elif line.amount is not None:
            yield _charge(line, provider, count=1, per=Per.COURSE, unit=line.amount)
    if package:
        phases = tuple(line.phase for line in sold)
        whole = _charge(sold[0], provider, count=1, per=Per.PACKAGE, unit=package.price)
        yield replace(whole, elements=package.covers, phases=phases, sold_for=phases)
    included = [(line, line.label) for line in sold[1:]]
    included += [(line, IN_QUOTE) for line in others if line.price is Status.INCLUDED]
    yield from (_charge(line, provider, count=line.count, included_in=where) for line, where in included)


def unknown_elsewhere(quoted: QuotedCourse) -> Iterator[Charge]:
    """Yield what a quote charges in some sessions of a phase only, as not known in the others."""
    for phase, element in quoted.in_some_sessions():
        rest = quoted.sessions_in(phase) - quoted.sessions_of(phase, element)
        line = QuoteLine(label=element.capitalize(), phase=phase, elements=(element,), count=rest)
        yield replace(_charge(line, None, count=rest), status=Status.UNKNOWN, basis=None)


def _per(line: QuoteLine) -> Per:
    if line.is_by_session:
        return Per.SESSION
    return Per.HOUR if line.count > line.in_sessions > 0 else Per.COURSE


def _charge(
    line: QuoteLine, provider: str | None, *, count: int, per: Per = Per.SESSION, unit: Decimal | None = None,
    included_in: str | None = None,
) -> Charge:  # fmt: skip
    """Return a line of a quote as one of an estimate, given at its unit price, included if that is None."""
    price = None if unit is None else CostRange.exactly(unit)
    return Charge(
        phase=line.phase, phases=(line.phase,), sold_for=(line.phase,), elements=line.covers, label=line.label,
        payee=provider, status=Status.INCLUDED if price is None else Status.CHARGED, per=per,
        quantity=QuantityRange(low=count, high=count), unit=price,
        amount=None if unit is None else AtEnds.over(lambda _: unit * count), included_in=included_in,
        basis=Basis.GIVEN, n=None, reason=None, note=None, sources=(), checked=None,
    )  # fmt: skip
