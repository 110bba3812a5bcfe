"""The JSON form: the estimate itself, with stable keys."""

from kapcost.core.answer import Estimate
from kapcost.reading import adapter


def json_text(estimate: Estimate) -> str:
    """Return an estimate as JSON, money as decimal strings in dollars, unknown as null."""
    return adapter(Estimate).dump_json(estimate, indent=2, ensure_ascii=False).decode() + "\n"
