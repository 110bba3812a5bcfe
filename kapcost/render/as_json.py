"""The JSON form: the answer itself, with stable keys."""

from kapcost.reading import adapter


def json_text(answer: object) -> str:
    """Return an answer as JSON, money as decimal strings in dollars, unknown as null."""
    return adapter(type(answer)).dump_json(answer, indent=2, ensure_ascii=False).decode() + "\n"
