"""The JSON form: the answer itself, with stable keys."""

from typing import Any

from pydantic_core import to_json


def json_text(answer: Any) -> str:
    """Return an answer of the core as JSON, money as decimal strings in dollars, unknown as null."""
    return to_json(answer, indent=2, ensure_ascii=False).decode() + "\n"
