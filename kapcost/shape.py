"""The shape of what a file holds: nothing that people write is nested very deeply, or very wide."""

from typing import Any

DEEPEST = 16
"""Levels of tables within tables that any file needs at most."""

MOST_KEYS, MOST_ITEMS = 1000, 20_000
"""Of a table and of a list, at most; each may be a problem, which takes time to tell, and longer for a key."""


def is_deeper(value: Any, levels: int = DEEPEST) -> bool:
    """Return whether tables and lists are nested deeper than some levels; it goes no deeper itself."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels == 0 or any(is_deeper(part, levels - 1) for part in inner if isinstance(part, dict | list))


def is_wider(value: Any) -> bool:
    """Return whether some table or list, which is not nested too deeply, has more entries than any file needs."""
    inner, most = (value.values(), MOST_KEYS) if isinstance(value, dict) else (value, MOST_ITEMS)
    return len(inner) > most or any(is_wider(part) for part in inner if isinstance(part, dict | list))
