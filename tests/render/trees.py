"""Reads pages and pictures as the trees that they are; what is not well formed is refused."""

import re
from xml.etree.ElementTree import Element, fromstring

SVG = "{http://www.w3.org/2000/svg}"


def tree_of(text: str) -> Element:
    """Return the root of an SVG picture, or of an HTML page, in which the elements without an end are closed first."""
    closed = re.sub(r"<(meta[^>]*)>", r"<\1/>", text) if text.startswith("<!DOCTYPE") else text
    return fromstring(closed.encode())  # noqa: S314 - kapcost has just made it


def texts_in(root: Element, name: str, kind: str | None = None) -> list[str]:
    """Return the texts of all elements of a name, or of those of a class only."""
    found = (each for each in root.iter() if each.tag.removeprefix(SVG) == name)
    return ["".join(each.itertext()) for each in found if kind is None or kind in each.get("class", "").split()]


def shape_of(root: Element) -> list[tuple[str, list[str]]]:
    """Return the name and the attributes' names of every element that does not depend on what texts say.

    A long text has more lines in a picture, and an address is a link in a page.
    """
    return [(each.tag, sorted(each.keys())) for each in root.iter() if each.tag not in (f"{SVG}text", "a")]
