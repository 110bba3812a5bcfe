"""The TOML forms: of a price list, which a clinic edits to say its own prices, and of a course file."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import tomli_w

from kapcost.core.price_list import PriceList
from kapcost.reading import adapter

_HOW_TO_EDIT = """\
# A price list for kapcost, to be edited: put your own prices in place of the published ones.
#
# price     450, "300-500", "300+" (no upper end), "included", "not_charged" or "unknown";
#           or a table with low, typical (the median of a survey) and high
# per       "session" (unless you say otherwise), "hour", "pack", "month" or "course"
# elements  one or more of therapist, ketamine, facility, monitoring, medical; a fee with several
#           is all-in, and none of them may then be charged again for the same session
# phases    consultation, preparation, dosing, integration, ongoing, review, booster
# basis     "stated" by its sources, "survey" of n sources, or "inferred" for a reason; a price of your
#           own is stated: give it basis = "stated", sources = ["own"], add [sources.own], and take
#           out n, surveyed and note
# checked   the date on which you last checked the price, not after as_of on top
#
# Then: kapcost prices check FILE, and kapcost estimate --prices FILE

"""


def price_list_toml(price_list: PriceList) -> str:
    """Return a price list as TOML that reads back to the same price list, with how to edit it on top."""
    plain = adapter(PriceList).dump_python(price_list, exclude_defaults=True)
    plain.pop("sha256", None)
    return _HOW_TO_EDIT + tomli_w.dumps(_written(plain))


def course_toml(asked: Mapping[str, Any]) -> str:
    """Return the tables of a course file as TOML, with how to use it on top."""
    return "# A course file for kapcost: edit it, then kapcost estimate FILE\n\n" + tomli_w.dumps(asked)


def _written(value: Any) -> Any:
    """Return a value as it is written in a file: no nulls, and prices in short where that says all."""
    if isinstance(value, Mapping):
        if set(value) <= {"low", "typical", "high"} and not any(isinstance(end, Mapping) for end in value.values()):
            return _range(value)
        return {str(key): _written(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list | tuple):
        return [_written(inner) for inner in value]
    if isinstance(value, Decimal):
        return _number(value)
    return str(value) if isinstance(value, str) else value


def _range(ends: Mapping[str, Any]) -> Any:
    low, typical, high = (_number(ends.get(end)) for end in ("low", "typical", "high"))
    if low == high:
        return low
    if high is None:
        return f"{low}+"
    return f"{low}-{high}" if typical is None else {"low": low, "typical": typical, "high": high}


def _number(value: Decimal | int | None) -> Decimal | int | None:
    return int(value) if value is not None and value == int(value) else value
