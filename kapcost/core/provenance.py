"""Where an estimate comes from: the sources it rests on, and the digest of all its inputs."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from kapcost.core.answer import SourceUsed
from kapcost.core.charges import Charge
from kapcost.core.location import LocationUsed
from kapcost.core.price_list import PriceList
from kapcost.version import VERSION


def sources_used(
    price_list: PriceList, charged: Sequence[Charge], location: LocationUsed | None
) -> tuple[SourceUsed, ...]:
    """Return the sources of some charges, and of the price levels if one of them varies by location."""
    used = dict.fromkeys(source for line in charged for source in line.sources)
    if location is not None and any(line.scales_with_location for line in charged):
        place = price_list.metros_source if location.metro else price_list.locations_source
        used |= {place: None} if place else {}
    return tuple(
        SourceUsed(id=name, title=source.title, url=source.url, as_of=source.as_of)
        for name in used
        if (source := price_list.sources[name])
    )


def identity(*inputs: object) -> str:
    """Return a digest of everything an estimate depends on: the same inputs, the same digest.

    A price list counts by the digest of its file, or by all that it says if it was made in code.
    """
    everything = _PLAINLY.encode([VERSION, *inputs])
    return hashlib.sha256(everything.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, PriceList) and value.sha256:
        return value.sha256
    if isinstance(value, Decimal):
        return str(value.normalize())
    if names := _names_of(value.__class__):
        return {name: getattr(value, name) for name in names}
    return str(value)


_PLAINLY = json.JSONEncoder(default=_plain, sort_keys=True)


@cache
def _names_of(of: type) -> tuple[str, ...]:
    """Return the names of the fields of a type, none if it is no dataclass."""
    return tuple(field.name for field in fields(of)) if is_dataclass(of) else ()
