"""The JSON form: the answer itself, with stable keys."""

from typing import Any

from kapcost.core.answer import Estimate
from kapcost.reading import adapter


def json_text(estimate: Estimate) -> str:
    """Return an estimate as JSON, money as decimal strings in dollars, unknown as null."""
    return json_of(estimate)


def json_of(answer: Any) -> str:
    """Return any other answer of the core as JSON, by the same rules."""
    return adapter(type(answer)).dump_json(answer, indent=2, ensure_ascii=False).decode() + "\n"
