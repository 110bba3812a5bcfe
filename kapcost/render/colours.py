"""The colours of pages and pictures, on a light and on a dark screen; paper is always light."""

from string import Template

LIGHT = {
    "paper": "#ffffff",
    "ink": "#1b1c20",
    "quiet": "#53555e",
    "line": "#c8cbd3",
    "link": "#1f5fa8",
    "bar": "#3a78b8",
}
DARK = {
    "paper": "#15171c",
    "ink": "#f0f1f5",
    "quiet": "#b6b9c4",
    "line": "#4a4e5a",
    "link": "#8fbff5",
    "bar": "#4a7fba",
}


def coloured(rules: str) -> str:
    """Return CSS rules, in which $ink and the like stand for colours, for light and then for dark screens.

    The colours are written out, because programs that show SVG do not all know CSS variables.

    >>> coloured("a{color:$link}")
    'a{color:#1f5fa8}@media screen and (prefers-color-scheme:dark){a{color:#8fbff5}}'
    """
    light, dark = (Template(rules).substitute(colours) for colours in (LIGHT, DARK))
    return f"{light}@media screen and (prefers-color-scheme:dark){{{dark}}}"
