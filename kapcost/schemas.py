"""The published JSON Schemas, made from the core's own values."""

from typing import Any

from pydantic.json_schema import JsonSchemaMode

from kapcost.core.answer import Estimate
from kapcost.core.audit import Audit
from kapcost.core.comparison import Comparison
from kapcost.core.good_faith.deadline import Deadline
from kapcost.core.good_faith.document import GoodFaithEstimate
from kapcost.core.good_faith.request import GoodFaithRequest
from kapcost.core.price_list import PriceList
from kapcost.core.questions import Questions
from kapcost.core.quote import Quote
from kapcost.core.request import Request
from kapcost.core.summary import Summary
from kapcost.errors import Failure
from kapcost.reading import adapter

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_DESCRIBED: dict[str, tuple[type, JsonSchemaMode, str]] = {
    "estimate": (Estimate, "serialization", "What `kapcost estimate --format json` prints"),
    "questions": (Questions, "serialization", "What `kapcost ask --format json` prints"),
    "batch": (Summary, "serialization", "What `kapcost batch --format jsonl` writes of each row"),
    "comparison": (Comparison, "serialization", "What `kapcost compare --format json` prints"),
    "course": (Request, "validation", "What a course file says"),
    "gfe": (GoodFaithEstimate, "serialization", "What `kapcost gfe --format json` prints"),
    "gfe-file": (GoodFaithRequest, "validation", "What the file of a good faith estimate says"),
    "gfe-deadline": (Deadline, "serialization", "What `kapcost gfe deadline --format json` prints"),
    "prices": (PriceList, "validation", "What a price list says"),
    "error": (Failure, "serialization", "What kapcost says on standard error where JSON is asked for"),
    "quote": (Quote, "validation", "What a quote file says"),
    "audit": (Audit, "serialization", "What `kapcost check --format json` prints"),
}


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what has a name in _DESCRIBED."""
    value, mode, title = _DESCRIBED[name]
    described = adapter(value).json_schema(mode=mode)
    described["properties"].pop("sha256", None)  # set on reading a price list, not written in it
    return {"$schema": DIALECT, **described, "title": title}
