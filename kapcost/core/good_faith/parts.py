"""Who bills what: every line in the part of exactly one provider, each part with its own total."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from kapcost.core.charges import Charge
from kapcost.core.good_faith.lines import Line
from kapcost.core.good_faith.request import Provider
from kapcost.core.money import ZERO
from kapcost.frozen import frozen

DISPUTED_FROM = Decimal(400)
"""Dollars above a provider's total from which its bill may be disputed. Source: 45 CFR 149.620."""


@frozen
class Part:
    """What one provider bills; `provider` is None for what nobody, or more than one, is said to bill.

    `total` is in dollars, None if a line is not one figure; a bill from `disputed_from` on may be disputed.
    """

    provider: Provider | None
    lines: tuple[Line, ...]
    total: Decimal | None
    disputed_from: Decimal | None


def parts(providers: Sequence[Provider], charged: Iterable[tuple[Charge, tuple[Line, ...]]]) -> tuple[Part, ...]:
    """Return the part of each provider in their order, last that of no provider if it has lines."""
    billed: dict[int | None, list[Line]] = {place: [] for place in (*range(len(providers)), None)}
    for charge, lines in charged:
        who = billers(providers, charge)
        billed[who[0] if len(who) == 1 else None] += lines
    made = [_part(provider, billed[place]) for place, provider in enumerate(providers)]
    return (*made, *([_part(None, billed[None])] if billed[None] else []))


def billers(providers: Sequence[Provider], charge: Charge) -> list[int]:
    """Return the places of the providers that bill a charge: by the fee's name, else by its payee.

    A single provider that names nothing bills everything.
    """
    if len(providers) == 1 and not providers[0].bills:
        return [0]
    by_fee = list(_billing(providers, charge.label))
    return by_fee or list(_billing(providers, charge.payee or ""))


def _billing(providers: Sequence[Provider], name: str) -> Iterator[int]:
    return (place for place, provider in enumerate(providers) if name in provider.bills)


def _part(provider: Provider | None, lines: Sequence[Line]) -> Part:
    total = total_of(line.amount for line in lines)
    return Part(
        provider=provider, lines=tuple(lines), total=total,
        disputed_from=None if total is None else total + DISPUTED_FROM,
    )  # fmt: skip


def total_of(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum of amounts, None if one of them is not known.

    >>> total_of([Decimal("1.50"), None]) is None
    True
    """
    known = list(amounts)
    return None if None in known else sum((amount for amount in known if amount is not None), ZERO)
