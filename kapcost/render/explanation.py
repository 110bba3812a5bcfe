"""Where a line of an estimate came from: its fee, quantity, location, discounts and sources, in plain words."""

from collections.abc import Iterator, Sequence

from kapcost.core.answer import Estimate
from kapcost.core.charges import Charge
from kapcost.core.money import CostRange
from kapcost.core.price import Basis, Per
from kapcost.core.price_list import PriceList, Source
from kapcost.core.text import lower_first
from kapcost.core.vocabulary import PHASE_WORDS
from kapcost.errors import InputError, unknown_name
from kapcost.render.words import Dollars, count, reckoning

_BASIS = {
    Basis.STATED: "stated by its source",
    Basis.INFERRED: "inferred, not published",
    Basis.GIVEN: "given by you",
}

_QUANTITY = {
    Per.SESSION: "one for each session that the fee is for",
    Per.HOUR: "sessions times the hours of a session",
    Per.PACK: "whole packs of {size} sessions, the last one begun counts",
    Per.MONTH: "months of 30 days begun from the first to the last visit",
    Per.COURSE: "once for the course",
    Per.PACKAGE: "as often as the package applies",
}


def explanation(estimate: Estimate, price_list: PriceList, line: str) -> str:
    """Return where the lines with a label, or for an element, came from; InputError if there is none."""
    chosen = _chosen(estimate.charges, line.strip().casefold())
    if not chosen:
        names = dict.fromkeys(
            name for charge in estimate.charges for name in (charge.label, charge.phase, *charge.elements)
        )
        raise InputError(unknown_name(line, names, key="--explain"))
    return "\n".join("\n".join(_lines(charge, estimate, price_list)) + "\n" for charge in chosen)


def _chosen(charges: Sequence[Charge], wanted: str) -> list[Charge]:
    """Return the lines whose label is what is wanted, else those that have it as phase, element or word."""
    named = [charge for charge in charges if charge.label.casefold() == wanted]
    return named or [
        charge for charge in charges if wanted in (charge.phase, *charge.elements, *charge.label.casefold().split())
    ]


def _lines(charge: Charge, estimate: Estimate, price_list: PriceList) -> Iterator[str]:
    dollars = Dollars.of(estimate)
    amount = f" = {dollars.range(charge.amount)}" if charge.amount else ""
    yield f"{charge.label} in {PHASE_WORDS[charge.phase]}: {reckoning(charge, dollars)}{amount}"
    fee = next((fee for fee in price_list.setting(estimate.setting).fees_in(estimate.tier)
                if fee.label == charge.label and charge.basis is not Basis.GIVEN), None)  # fmt: skip
    if charge.included_in:
        yield f"  Included in: {charge.included_in}"
    if charge.unit and charge.basis:
        price = fee.price if fee and isinstance(fee.price, CostRange) else charge.unit
        dollars = Dollars.for_ranges([price, charge.unit])
        yield f"  Price: {dollars.range(price)} per {charge.per}, {_basis(charge)}"
        if charge.unit.typical is not None and not charge.unit.is_exact:
            yield f"  Typical: {dollars.amount(charge.unit.typical)} per {charge.per}"
        rule = _QUANTITY[charge.per].format(size=fee.pack_size if fee else "")
        yield f"  Quantity: {count(charge.quantity)}, {rule}"
    if charge.unit and fee and fee.scales_with_location and estimate.location:
        place = estimate.location
        yield f"  Location: {place.name}, {place.index:f} times the national price, to the whole dollar"
    if charge.unit and estimate.discounts:
        yield f"  Then: {'; '.join(lower_first(discount.label) for discount in estimate.discounts)}"
    yield from (f"  {remark}" for remark in (charge.reason, charge.note) if remark)
    yield from _sources(charge.sources, price_list)
    if charge.checked:
        yield f"  Checked: {charge.checked}"


def _basis(charge: Charge) -> str:
    if charge.basis is Basis.SURVEY:
        return f"from a survey of {charge.n} sources"
    return _BASIS[charge.basis] if charge.basis else ""


def _sources(names: Sequence[str], price_list: PriceList) -> Iterator[str]:
    for name in names:
        source = price_list.sources[name]
        yield "  Source: " + " ".join(filter(None, (source.title, source.url, f"({_dated(source)})")))


def _dated(source: Source) -> str:
    return f"{source.note}; taken {source.as_of}" if source.note else f"taken {source.as_of}"
