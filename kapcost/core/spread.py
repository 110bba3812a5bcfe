"""Why a range is as wide as it is: the share of its width that each driver causes."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import chain

from kapcost.core.bill import Bills
from kapcost.core.charges import Charge
from kapcost.core.discounts import Due
from kapcost.core.money import ZERO, End
from kapcost.core.price import Per, Status
from kapcost.core.text import lower_first
from kapcost.core.vocabulary import ANYONE, PHASE_WORDS, SESSION_WORDS
from kapcost.errors import either
from kapcost.frozen import frozen

SHARE_DIGITS = 4


@frozen
class Driver:
    """One cause of width, the share it has (0-1; all shares add up to exactly 1), and what would settle it."""

    driver: str
    share: Decimal
    question: str


def spread(charged: Sequence[Charge], bills: Bills) -> tuple[Driver, ...]:
    """Return the drivers of the distance from low to high, the widest first; none if there is no distance.

    With prices p and quantities q, ph x qh - pl x ql = (ph - pl) x (ql + qh) / 2
    + (qh - ql) x (pl + ph) / 2: the first part is due to the price, the second to the number of
    sessions. Prices are those after percentage discounts. An amount off is the same at both ends
    as long as it does not exceed the charges, and a credited fee widens nothing by itself; where
    they do, shares are of what is left. An open end has no width, so then there are no shares.
    """
    low, high = bills[End.LOW], bills[End.HIGH]
    if low is None or high is None or low.total() == high.total():
        return ()
    widths: dict[str, Decimal] = {}
    for charge, least, most in zip(charged, low.dues, high.dues, strict=True):
        if charge.credited_to:
            least, most = Due.of(least.amount, 1), Due.of(most.amount, 1)  # noqa: PLW2901 - what is left of it
        for driver_of, width in zip((price_of, number_of), _widths(least, most), strict=True):
            if width:
                driver = driver_of(charge)
                widths[driver] = widths.get(driver, ZERO) + width
    ranked = sorted((driver for driver in widths if widths[driver] > 0), key=lambda driver: -widths[driver])
    shares, causes = _shares([widths[driver] for driver in ranked]), causes_of(charged)
    return tuple(
        Driver(driver=driver, share=share, question=driver_question(driver, causes[driver]))
        for driver, share in zip(ranked, shares, strict=True)
    )


def one_question(charges: Sequence[Charge], drivers: Sequence[Driver]) -> str | None:
    """Return the question that would narrow an estimate most, None if it is exact.

    It is about what is not known, else about an open end, else about the widest driver.
    """
    unknown = (price_question(charge) for charge in charges if charge.status is Status.UNKNOWN)
    no_end = (upper_end_question(charge) for charge in charges if charge.unit is not None and charge.unit.high is None)
    return next(chain(unknown, no_end, (driver.question for driver in drivers)), None)


def price_question(charge: Charge) -> str:
    """Ask for a price that is not known."""
    return f"What does {lower_first(charge.label)} cost in {PHASE_WORDS[charge.phase]}, or is it included?"


def upper_end_question(charge: Charge) -> str:
    """Ask for the upper end of a price that has none."""
    return f"What is the most that {lower_first(charge.label)} costs per {unit_name(charge)}?"


def unit_name(charge: Charge) -> str:
    """Return what one unit of a charge is, in words: "dosing session" or "month"."""
    return SESSION_WORDS[charge.phase] if charge.per is Per.SESSION else charge.per


def price_of(charge: Charge) -> str:
    """Return the name of the driver that the price of a charge is."""
    return f"price of {lower_first(charge.label)}"


def number_of(charge: Charge) -> str:
    """Return the name of the driver that the number of sessions or months of a charge is."""
    return f"number of {_units(charge)}"


def causes_of(charged: Sequence[Charge]) -> dict[str, list[Charge]]:
    """Return the charges that share each price and each number, by the names of these drivers."""
    causes: dict[str, list[Charge]] = {}
    for charge in charged:
        causes.setdefault(price_of(charge), []).append(charge)
        causes.setdefault(number_of(charge), []).append(charge)
    return causes


def driver_question(driver: str, charges: Sequence[Charge]) -> str:
    """Return the question that settles a driver, which some charges share."""
    if driver == number_of(charges[0]):
        return f"How many {_units(charges[0])} will I need?"
    label, payee = lower_first(charges[0].label), charges[0].payee or ANYONE
    what = "" if label == payee else f" ({label})"
    return f"What exactly does the {payee} charge per {either(dict.fromkeys(map(unit_name, charges)))}{what}?"


def _units(charge: Charge) -> str:
    return "months of treatment" if charge.per is Per.MONTH else f"{SESSION_WORDS[charge.phase]}s"


def _widths(least: Due, most: Due) -> tuple[Decimal, Decimal]:
    """Return twice what the price and the number of a charge widen, which is exact; only their shares matter."""
    by_price = (most.unit - least.unit) * (least.quantity + most.quantity)
    by_count = (most.quantity - least.quantity) * (least.unit + most.unit)
    return by_price, by_count


def _shares(widths: Sequence[Decimal]) -> list[Decimal]:
    """Round shares so that they add up to exactly 1: the largest remainders are rounded up."""
    scale, whole = 10**SHARE_DIGITS, sum(widths)
    parts, remainders = [], []
    for width in widths:
        part, remainder = divmod(width * scale, whole)
        parts.append(int(part))
        remainders.append(remainder)
    by_remainder = sorted(range(len(parts)), key=lambda index: -remainders[index])
    for index in by_remainder[: scale - sum(parts) if parts else 0]:
        parts[index] += 1
    return [Decimal(part).scaleb(-SHARE_DIGITS) for part in parts]
