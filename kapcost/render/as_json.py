"""The JSON form: the answer itself, with stable keys."""

from typing import Any

from kapcost.reading import adapter


def json_text(answer: Any) -> str:
    """Return an answer of the core as JSON, money as decimal strings in dollars, unknown as null."""
    return adapter(type(answer)).dump_json(answer, indent=2, ensure_ascii=False).decode() + "\n"
