"""What one exact course costs at exact prices: the rules of kapcost written a second time, as plainly as possible.

Nothing here uses the arithmetic of kapcost.core; the law tests compare the two.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from kapcost.core.course import Course, Element, Phase
from kapcost.core.discounts import Discount
from kapcost.core.fee import Fee
from kapcost.core.money import CostRange
from kapcost.core.packages import Package
from kapcost.core.price import Per, Window

Counts = Mapping[Phase, int]
Prices = Mapping[str, Decimal]
PER_PHASE = (Per.SESSION, Per.HOUR)


@dataclass
class Line:
    """What is owed for one fee in one phase, or a package: unit x times less what was taken off."""

    phases: tuple[Phase, ...]
    sold_for: tuple[Phase, ...]
    elements: tuple[Element, ...]
    credited_to: tuple[Phase, ...]
    unit: Decimal
    times: Decimal
    off: Decimal = Decimal(0)
    owed: Decimal = Decimal(0)
    is_package: bool = False


def half_up(amount: Decimal, step: str = "0.01") -> Decimal:
    return amount.quantize(Decimal(step), ROUND_HALF_UP)


def price_range(fee: Fee, index: Decimal | None) -> tuple[Decimal, Decimal | None, Decimal | None]:
    """Return low, typical and high of a fee at a location, to the whole dollar if it scales."""
    assert isinstance(fee.price, CostRange)
    prices = (fee.price.low, fee.price.typical, fee.price.high)
    if index is None or not fee.scales_with_location:
        return prices
    low, typical, high = (None if price is None else half_up(price * index, "1") for price in prices)
    assert low is not None
    return low, typical, high


def cost(
    fees: Sequence[Fee],
    course: Course,
    counts: Counts,
    prices: Prices,
    *,
    discounts: Sequence[Discount] = (),
    package: Package | None = None,
) -> Decimal:
    """Return what is paid for exact numbers of sessions, each fee at the price under its label.

    The package is at its own price, or at that under its label.
    """
    known = [fee for fee in fees if fee.label in prices]
    lines = [line for fee in known for line in _lines(fee, course, counts, prices[fee.label])]
    if package is not None:
        applied = how_often(package, counts)
        bought = covered(package, counts, applied)
        lines = [line for fee in known for line in _lines(fee, course, counts, prices[fee.label], (package, bought))]
        if applied:
            lines.append(_package_line(package, known, course, prices, applied))
    lines.sort(key=lambda line: (list(Phase).index(line.phases[0]), not line.is_package,
                                 list(Element).index(line.elements[0])))  # fmt: skip
    for discount in discounts:
        meant = [line for line in lines if _is_meant(discount, line)]
        if discount.percent is None:
            _take_amount(meant, discount.amount or Decimal(0))
        else:
            _take_percent(meant, discount.percent)
    _credit(lines)
    return sum((line.owed for line in lines), Decimal(0))


def _is_meant(discount: Discount, line: Line) -> bool:
    """Say whether a line lies wholly in the phases and elements that a discount is for."""
    phases_fit = not discount.phases or all(phase in discount.phases for phase in line.sold_for)
    return phases_fit and (not discount.elements or all(element in discount.elements for element in line.elements))


def how_often(package: Package, counts: Counts) -> int:
    """Take the sessions of a package out of a course until they no longer fit, or once."""
    left, often = dict(counts), 0
    while all(left[phase] >= number for phase, number in package.sessions.items()):
        left = {phase: number - package.sessions.get(phase, 0) for phase, number in left.items()}
        often += 1
        if not package.repeatable:
            break
    return often


def covered(package: Package, counts: Counts, often: int) -> dict[Phase, int]:
    """Return the sessions that need no price of their own: those paid for, and the free ones that the course has."""
    sizes = {phase: package.sessions.get(phase, 0) + package.free.get(phase, 0) for phase in Phase}
    return {phase: min(counts[phase], often * sizes[phase]) for phase in Phase}


def _package_line(package: Package, fees: Sequence[Fee], course: Course, prices: Prices, often: int) -> Line:
    unit = prices.get(package.label)
    if unit is None:
        inside = {phase: package.sessions.get(phase, 0) for phase in Phase}
        unit = Decimal(0) - (package.amount or 0)
        for fee in fees:
            if set(fee.elements) & set(package.elements):
                for line in _lines(fee, course, inside, prices[fee.label]):
                    one = half_up(line.unit * (100 - (package.percent or 0)) / 100)
                    unit += half_up(one * line.times)
        unit = max(Decimal(0), unit)
    phases = tuple(phase for phase in Phase if phase in package.sessions)
    return Line(phases=phases, sold_for=phases, elements=package.elements, credited_to=(), unit=unit,
                times=Decimal(often),
                owed=unit * often, is_package=True)  # fmt: skip


def _lines(
    fee: Fee, course: Course, counts: Counts, price: Decimal, without: tuple[Package, Counts] | None = None
) -> list[Line]:
    groups = [(phase,) for phase in fee.phases] if fee.per in PER_PHASE else [fee.phases]
    lines = []
    for group in groups:
        phases = tuple(phase for phase in Phase if phase in group and counts[phase])
        if phases:
            times = _times(fee, course, {phase: counts[phase] for phase in phases}, counts)
            if without and set(fee.elements) & set(without[0].elements):
                times -= _times(fee, course, {phase: without[1][phase] for phase in phases}, without[1])
            lines.append(Line(phases=phases, sold_for=tuple(group), elements=fee.elements,
                              credited_to=fee.credited_to, unit=price,
                              times=times, owed=half_up(price * times)))  # fmt: skip
    return lines


def _times(fee: Fee, course: Course, here: Counts, everywhere: Counts) -> Decimal:
    number = sum(1 for session in range(1, sum(here.values()) + 1) if _holds(fee.sessions, session))
    if fee.per is Per.HOUR:
        (phase,) = here
        hours = course.hours.get(phase) or course.hours[Phase.DOSING]
        return number * hours
    if fee.per is Per.PACK:
        assert fee.pack_size is not None
        packs = 0
        while packs * fee.pack_size < number:
            packs += 1
        return Decimal(packs)
    if fee.per is Per.MONTH:
        return Decimal(_months(fee, course, here, everywhere) if number else 0)
    if fee.per is Per.COURSE:
        return Decimal(min(number, 1))
    return Decimal(number // fee.every if fee.every else number)


def _months(fee: Fee, course: Course, here: Counts, everywhere: Counts) -> int:
    calendar = visits(course, everywhere)
    days = [day for phase, day in calendar if phase in here]
    begun, start = 0, min(days)
    for month in range(1, 10_000):
        if start + 30 * (month - 1) > max(days):
            break
        begun += _holds(fee.months, month)
    return begun


def visits(course: Course, counts: Counts) -> list[tuple[Phase, int]]:
    """Return every visit with its day: phases one after another, integration from the day after the first dosing."""
    calendar: list[tuple[Phase, int]] = []
    for phase in Phase:
        for session in range(counts[phase]):
            step = course.days_between[phase]
            if session:
                day = calendar[-1][1] + step
            elif not calendar:
                day = 0
            elif phase is Phase.INTEGRATION:
                dosing = [day for other, day in calendar if other is Phase.DOSING]
                day = 1 + (min(dosing) if dosing else max(day for _, day in calendar))
            else:
                day = step + max(day for _, day in calendar)
            calendar.append((phase, day))
    return calendar


def _holds(window: Window, number: int) -> bool:
    return number >= window.first and (window.last is None or number <= window.last)


def _take_amount(lines: Sequence[Line], amount: Decimal) -> None:
    for line in lines:
        taken = min(amount, line.owed)
        amount -= taken
        line.off += taken
        line.owed -= taken


def _take_percent(lines: Sequence[Line], percent: Decimal) -> None:
    """Lower each unit price, round it, multiply; what was taken off before shrinks with it; nothing is raised."""
    for line in lines:
        line.unit = half_up(line.unit * (100 - percent) / 100)
        line.off = half_up(line.off * (100 - percent) / 100)
        line.owed = max(Decimal(0), min(line.owed, half_up(line.unit * line.times) - line.off))


def _credit(lines: Sequence[Line]) -> None:
    """Give back what was paid for a credited fee, as far as its treatment costs as much: each dollar once."""
    open_for_credit = {id(line): line.owed for line in lines}
    for line in lines:
        for other in lines:
            if other is not line and set(other.phases) & set(line.credited_to):
                given = min(line.owed, open_for_credit[id(other)])
                line.owed -= given
                open_for_credit[id(other)] -= given
