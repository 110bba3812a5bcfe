"""Charges: the lines of an estimate, made from the fees of a care setting and a course."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from kapcost.core.course import USUAL_ELEMENTS, Element, Phase
from kapcost.core.discounts import Due
from kapcost.core.fee import Fee, left_out
from kapcost.core.money import ZERO, AtEnds, CostRange, End, to_cents
from kapcost.core.packages import Extent, Package
from kapcost.core.price import EVERY_ONE, JOINT, Basis, Per, Status, Window
from kapcost.core.quantity import Quantity, quantity_left
from kapcost.errors import InputError, Problem, quoted
from kapcost.frozen import frozen


@frozen
class QuantityRange:
    """How many units are charged, from low to high."""

    low: Quantity
    high: Quantity

    @property
    def typical(self) -> Quantity | None:
        """The quantity if it is exact; a range has no typical one, for nothing says which."""
        return self.low if self.low == self.high else None


@frozen
class Charge:
    """One line of an estimate: what is charged in a phase, or why nothing is.

    `phases` are those that it is counted over: its own only, unless it is for a pack, month or
    course; `sold_for` are all that it would be counted over if they had sessions.
    `unit` is the price of one `per` and `amount` is unit x quantity, both None unless the
    status is charged: what is not known is not zero.
    """

    phase: Phase
    phases: tuple[Phase, ...]
    sold_for: tuple[Phase, ...]
    elements: tuple[Element, ...]
    label: str
    payee: str | None
    status: Status
    per: Per
    quantity: QuantityRange
    unit: CostRange | None
    amount: AtEnds | None
    included_in: str | None
    basis: Basis | None
    n: int | None
    reason: str | None
    note: str | None
    sources: tuple[str, ...]
    checked: date | None
    credited_to: tuple[Phase, ...] = ()
    scales_with_location: bool = False
    service_code: str | None = None
    sessions: Window = EVERY_ONE
    months: Window = EVERY_ONE
    every: int | None = None
    pack_size: int | None = None

    def due_at(self, end: End) -> Due | None:
        """Return what is due at one end before discounts, None if that is not known or nothing is."""
        amount = None if self.amount is None else self.amount.at(end)
        if self.unit is None or amount is None:
            return None
        # where the amount is known, so are its price and its quantity
        return Due(unit=getattr(self.unit, end), quantity=getattr(self.quantity, end), amount=amount)


def charges(fees: Sequence[Fee], extent: Extent, index: Decimal | None) -> tuple[Charge, ...]:
    """Return the charges of a course, by phase and element, a package first in its phase.

    A phase with sessions that no fee is for is unknown, element by element: somebody will
    charge for it. Where a phase has fees, a usual element without one, or in sessions outside
    the windows of its fees, is not charged. InputError if the course lacks the hours or days
    that a fee is counted in, or if the package covers only a part of a fee.
    """
    lines = list(_package_line(fees, extent, index))
    lines += [line for fee in fees for line in _lines_of(fee, extent, index)]
    lines += [line for phase in Phase if extent.most(phase) for line in _gaps(phase, fees, extent)]
    return tuple(sorted(lines, key=_place))


_PHASE_ORDER = {phase: place for place, phase in enumerate(Phase)}
_ELEMENT_ORDER = {element: place for place, element in enumerate(Element)}


def _place(line: Charge) -> tuple[int, bool, int]:
    return _PHASE_ORDER[line.phase], line.per is not Per.PACKAGE, _ELEMENT_ORDER[line.elements[0]]


def _lines_of(fee: Fee, extent: Extent, index: Decimal | None) -> Iterator[Charge]:
    """Make one line per phase, or one line for a fee counted over all its phases."""
    phases = tuple(phase for phase in fee.phases if extent.most(phase))
    if fee.per in JOINT and phases:
        first, *others = sorted(phases, key=_PHASE_ORDER.__getitem__)
        charged = list(_line(fee, first, phases, extent, index))
        yield from charged
        phases = tuple(others) if charged else ()
        if phases:
            fee = replace(fee, price=Status.INCLUDED, included_in=fee.label, per=Per.SESSION, pack_size=None,
                          sessions=EVERY_ONE, months=EVERY_ONE, basis=Basis.STATED, n=None)  # fmt: skip
    for phase in phases:
        yield from _line(fee, phase, (phase,), extent, index)


def _line(fee: Fee, phase: Phase, phases: tuple[Phase, ...], extent: Extent, index: Decimal | None) -> Iterator[Charge]:
    """Make the line of a fee in some phases, none if its window holds no session or a package covers them all."""
    low = quantity_left(fee, phases, extent.low, extent.course, extent.package)
    high = quantity_left(fee, phases, extent.high, extent.course, extent.package)
    if not (low or high):
        return
    counted = QuantityRange(low=low, high=high)
    unit = fee.price_at(index)
    yield Charge(
        phase=phase, phases=phases, sold_for=fee.phases if fee.per in JOINT else phases, elements=fee.elements,
        label=fee.label, payee=fee.payee, status=fee.status, per=fee.per, quantity=counted, unit=unit,
        amount=unit and _amount(unit, counted),
        included_in=fee.included_in, basis=fee.basis, n=fee.n, reason=fee.reason, note=fee.note,
        sources=fee.sources, checked=fee.checked, credited_to=fee.credited_to,
        scales_with_location=fee.scales_with_location, service_code=fee.service_code, sessions=fee.sessions,
        months=fee.months, every=fee.every, pack_size=fee.pack_size,
    )  # fmt: skip


def _package_line(fees: Sequence[Fee], extent: Extent, index: Decimal | None) -> Iterator[Charge]:
    """Make the line of the package, none if it applies at neither end."""
    package = extent.package
    if package is None:
        return
    counted = QuantityRange(low=package.times(extent.low), high=package.times(extent.high))
    if not (counted.low or counted.high):
        return
    singly = covered_charges(package, fees, extent.only(package.inside()), index)
    if not singly:
        found = f"{quoted(package.label)}, whose elements are not charged here"
        raise InputError(Problem(key="package", found=found, expected="a package in place of some charge"))
    payee = package.payee or singly[0].payee
    unit = package.price or _reduced(package, singly)
    sold = tuple(phase for phase in Phase if phase in package.sessions)
    yield Charge(
        phase=sold[0], phases=sold, sold_for=sold, elements=package.elements, label=package.label, payee=payee,
        status=Status.CHARGED, per=Per.PACKAGE, quantity=counted, unit=unit, amount=_amount(unit, counted),
        included_in=None, basis=Basis.STATED if package.sources else Basis.GIVEN, n=None, reason=None,
        note=package.note, sources=package.sources, checked=package.checked,
        service_code=", ".join(dict.fromkeys(line.service_code for line in singly if line.service_code)) or None,
        pack_size=next(package.sessions[phase] for phase in Phase if phase in package.sessions),
    )  # fmt: skip
    others = (phase for phase in package.phases if phase is not sold[0] and extent.most(phase))
    yield from (_inside_package(package, phase, extent) for phase in others)


def _inside_package(package: Package, phase: Phase, extent: Extent) -> Charge:
    """Make the line of the sessions of another phase that a package covers, such as a free booster."""
    low, high = (package.covered(extent.at(end))[phase] for end in (End.LOW, End.HIGH))
    usual = tuple(element for element in USUAL_ELEMENTS[phase] if element in package.elements)
    return Charge(
        phase=phase, phases=(phase,), sold_for=(phase,), elements=usual or package.elements, label=package.label,
        payee=package.payee, status=Status.INCLUDED, per=Per.SESSION, quantity=QuantityRange(low=low, high=high),
        unit=None, amount=None, included_in=package.label, basis=None, n=None, reason=None, note=None,
        sources=package.sources, checked=package.checked,
    )  # fmt: skip


def _reduced(package: Package, singly: Sequence[Charge]) -> CostRange:
    """Return the price of a package that is a percentage or an amount off its sessions bought singly."""
    kept = 1 - (package.percent or Decimal(0)) / 100

    def price_at(end: End) -> Decimal | None:
        dues = [due for line in singly if (due := line.due_at(end)) is not None]
        if len(dues) < len(singly):
            return None
        prices = (to_cents(to_cents(due.unit * kept) * due.quantity) for due in dues)
        return max(ZERO, sum(prices, ZERO) - (package.amount or ZERO))

    return CostRange.over(price_at)


def covered_charges(package: Package, fees: Sequence[Fee], extent: Extent, index: Decimal | None) -> list[Charge]:
    """Return the charges that a package stands in place of, as they would be singly."""
    lines = charges(fees, replace(extent, package=None), index)
    charged = [line for line in lines if line.status is Status.CHARGED]
    return [line for line in charged if package.covers(line.label, line.elements, line.phases)]


def _amount(unit: CostRange, counted: QuantityRange) -> AtEnds:
    return AtEnds(
        low=to_cents(unit.low * counted.low),
        typical=_times(unit.typical, counted.typical),
        high=_times(unit.high, counted.high),
    )


def _times(price: Decimal | None, number: Quantity | None) -> Decimal | None:
    return None if price is None or number is None else to_cents(price * number)


def _gaps(phase: Phase, fees: Sequence[Fee], extent: Extent) -> Iterator[Charge]:
    """Make a line for the sessions of a phase in which a usual element has no fee."""
    here = [fee for fee in fees if phase in fee.phases]
    for element in USUAL_ELEMENTS[phase]:
        covering = [fee for fee in here if element in fee.elements]
        low, high = left_out(covering, extent.low[phase]), left_out(covering, extent.high[phase])
        if low or high:
            most = extent.most(phase)
            priced = any(left_out([fee], most) < most for fee in here)
            yield Charge(
                phase=phase, phases=(phase,), sold_for=(phase,), elements=(element,), label=element.capitalize(),
                payee=None, status=Status.NOT_CHARGED if priced else Status.UNKNOWN, per=Per.SESSION,
                quantity=QuantityRange(low=low, high=high), unit=None, amount=None, included_in=None,
                basis=None, n=None, reason=None, note=None, sources=(), checked=None,
            )  # fmt: skip
