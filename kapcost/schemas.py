"""The published JSON Schemas, made from the core's own values."""

from typing import Any

from pydantic.json_schema import JsonSchemaMode

from kapcost.core.answer import Estimate
from kapcost.core.comparison import Comparison
from kapcost.core.price_list import PriceList
from kapcost.core.request import Request
from kapcost.reading import adapter

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_DESCRIBED: dict[str, tuple[type, JsonSchemaMode, str]] = {
    "estimate": (Estimate, "serialization", "What `kapcost estimate --format json` prints"),
    "comparison": (Comparison, "serialization", "What `kapcost compare --format json` prints"),
    "course": (Request, "validation", "What a course file says"),
    "prices": (PriceList, "validation", "What a price list says"),
}


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of "estimate", "comparison", "course" or "prices"."""
    value, mode, title = _DESCRIBED[name]
    described = adapter(value).json_schema(mode=mode)
    described["properties"].pop("sha256", None)  # set on reading a price list, not written in it
    return {"$schema": DIALECT, **described, "title": title}
