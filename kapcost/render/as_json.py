"""The JSON form: the estimate itself, with stable keys."""

from pydantic_core import to_json

from kapcost.core.answer import Estimate


def json_text(estimate: Estimate) -> str:
    """Return an estimate as JSON, money as decimal strings in dollars, unknown as null."""
    return to_json(estimate, indent=2, ensure_ascii=False).decode() + "\n"
