"""The JSON form: the value itself, with stable keys."""

from kapcost.core.answer import Estimate
from kapcost.core.comparison import Comparison
from kapcost.reading import adapter


def json_text(said: Estimate | Comparison) -> str:
    """Return an estimate or a comparison as JSON, money as decimal strings in dollars, unknown as null."""
    return adapter(type(said)).dump_json(said, indent=2, ensure_ascii=False).decode() + "\n"
