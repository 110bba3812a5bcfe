"""The shape of what a file holds: nothing that people write is nested very deeply, or very wide."""

from typing import Any

DEEPEST = 16
"""Levels of tables within tables that any file needs at most."""

WIDEST = 1000
"""Entries of a table or list; each may be a problem, which takes time to tell."""


def is_deeper(value: Any, levels: int = DEEPEST) -> bool:
    """Return whether tables and lists are nested deeper than some levels; it goes no deeper itself."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels == 0 or any(is_deeper(part, levels - 1) for part in inner if isinstance(part, dict | list))


def is_wider(value: Any) -> bool:
    """Return whether some table or list, which is not nested too deeply, has more entries than any file needs."""
    inner = value.values() if isinstance(value, dict) else value
    return len(inner) > WIDEST or any(is_wider(part) for part in inner if isinstance(part, dict | list))
