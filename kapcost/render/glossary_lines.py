"""The glossary for people: a paragraph for each term."""

from collections.abc import Mapping

from rich.console import Group, RenderableType
from rich.text import Text


def glossary_lines(terms: Mapping[str, str]) -> RenderableType:
    """Return what each term means, a paragraph for each."""
    return Group(*(Text.assemble((term, "bold"), f": {meaning}") for term, meaning in terms.items()))
