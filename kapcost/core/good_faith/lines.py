"""The lines of a good faith estimate: one figure each, made from the charges after all discounts.

The rule by which they foot: a percentage off lowers the unit charge; an amount off, or what is
credited from one charge to another, is a line of its own below the charge that it lowers.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kapcost.core.answer import Estimate
from kapcost.core.bill import bills
from kapcost.core.charges import Charge
from kapcost.core.course import Counts
from kapcost.core.discounts import Due
from kapcost.core.good_faith.identifiers import PENDING
from kapcost.core.good_faith.recurring import Recurrence, recurrences
from kapcost.core.good_faith.request import GoodFaithRequest
from kapcost.core.money import End, to_cents
from kapcost.core.price import Per, Status
from kapcost.core.pricing import charged_among
from kapcost.core.quantity import Quantity
from kapcost.core.vocabulary import PHASE_WORDS
from kapcost.frozen import frozen

_PENDING_WRITTEN = ("pending", PENDING.casefold())


@frozen
class Line:
    """One expected charge: unit charge x quantity = amount, in dollars, after discounts.

    `per` is what the quantity counts. `not_one_figure` says why there is no amount, and is None
    if there is one; only a draft has a line without.
    """

    description: str
    service_code: str | None
    diagnosis: str | None
    per: Per
    quantity: Quantity | None = None
    unit: Decimal | None = None
    amount: Decimal | None = None
    not_one_figure: str | None = None
    recurring: tuple[Recurrence, ...] = ()


def lines(request: GoodFaithRequest, estimate: Estimate, covered: Counts) -> Iterator[tuple[Charge, tuple[Line, ...]]]:
    """Yield each charge that there is something to pay for, known or not, with its lines.

    `covered` are the sessions that the package of the course covers.
    """
    dues = _exact_dues(request, estimate)
    for charge in estimate.charges:
        if charge.status in (Status.CHARGED, Status.UNKNOWN):
            plain = Line(
                description=f"{charge.label}: {' and '.join(PHASE_WORDS[phase] for phase in charge.phases)}",
                service_code=_service_code(request, charge), diagnosis=diagnosis(request), per=charge.per,
            )  # fmt: skip
            due = next(dues) if charge.status is Status.CHARGED else None
            if due is None:
                yield charge, (replace(plain, not_one_figure=_why_open(charge)),)
            else:
                coming = tuple(recurrences(charge, estimate.course, covered))
                yield charge, tuple(_figures(replace(plain, recurring=coming), charge, due))


def diagnosis(request: GoodFaithRequest) -> str | None:
    """Return the diagnosis as the document says it: the codes, or that it is pending; None if neither is said."""
    said = request.diagnosis
    return PENDING if said and said.casefold() in _PENDING_WRITTEN else said


def _exact_dues(request: GoodFaithRequest, estimate: Estimate) -> Iterator[Due | None]:
    """Yield what is due for each charged line after discounts, None where it is not one figure."""
    charged = charged_among(estimate.charges)
    ends = bills(charged, request.course.discounts)
    low, high = ends[End.LOW], ends[End.HIGH]
    for place, charge in enumerate(charged):
        due = None if low is None or not _is_exact(charge) else low.dues[place]
        yield due if due and _is_certain(due, high.dues[place] if high else None) else None


def _is_exact(charge: Charge) -> bool:
    return charge.unit is not None and charge.unit.is_exact and charge.quantity.low == charge.quantity.high


def _is_certain(low: Due, high: Due | None) -> bool:
    """Return whether what is due for an exact charge does not depend on how other charges use up an amount off."""
    return low == high if high else low.amount == _before_amounts_off(low)


def _before_amounts_off(due: Due) -> Decimal:
    return to_cents(due.unit * due.quantity)


def _figures(line: Line, charge: Charge, due: Due) -> Iterator[Line]:
    """Yield a line at the unit charge after percentages, and one for what else lowers it."""
    gross = _before_amounts_off(due)
    yield replace(line, quantity=due.quantity, unit=due.unit, amount=gross)
    if less := due.amount - gross:
        yield replace(
            line, description=f"Less amounts off and credits: {charge.label}", per=Per.COURSE,
            quantity=1, unit=less, amount=less, recurring=(),
        )  # fmt: skip


def _why_open(charge: Charge) -> str:
    if charge.status is Status.UNKNOWN:
        return "a price that is not known"
    if _is_exact(charge):
        return "an amount off that depends on what another charge comes to"
    low, high = charge.quantity.low, charge.quantity.high
    times = str(low) if low == high else f"{low}-{high}"
    return f"a range: {times} at {charge.unit}"


def _service_code(request: GoodFaithRequest, charge: Charge) -> str | None:
    """Return the code that the file has for the fee, else for its phase, else that of the price list."""
    codes = request.codes
    return codes.get(charge.label, codes.get(charge.phase, charge.service_code))
