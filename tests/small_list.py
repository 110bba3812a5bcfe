"""A price list as small as one can be, all of whose texts are given: for tests of what texts may do."""

from datetime import date
from pathlib import Path
from typing import Any

import tomli_w

DAY = date(2026, 11, 24)

TOTAL = "$3,200"
"""What six sessions of LISTED cost at most: 6 x $500 for the therapist, and $200 once."""


def small_list(text: str = "harmless") -> dict[str, Any]:
    """Return a price list in which every free text is the given one."""
    known: dict[str, Any] = {"sources": ["one"], "checked": DAY, "payee": text, "note": text}
    fees = [
        {"label": text, "elements": ["therapist"], "price": "300-500", "phases": ["dosing"], **known},
        {"label": "Room", "elements": ["facility"], "price": 200, "per": "course", "phases": ["dosing"],
         "basis": "inferred", "reason": text, **known},
        {"label": "Monitoring", "elements": ["monitoring"], "price": "included", "included_in": text,
         "phases": ["dosing"]},
        {"label": f"{text[:40]} 2", "elements": ["ketamine"], "price": "not_charged", "phases": ["dosing"]},
    ]  # fmt: skip
    return {
        "name": text,
        "as_of": DAY,
        "sources": {"one": {"title": text, "url": text, "as_of": DAY}},
        "defaults": {"setting": "here", "course": "usual"},
        "courses": {"usual": {"dosing": 6}},
        "locations": {"CA": {"name": text, "index": 1}},
        "settings": {"here": {"title": text, "summary": text, "fees": fees}},
    }


def write_list(file: Path, listed: dict[str, Any]) -> str:
    """Write a price list to a file, and return its name."""
    file.write_text(tomli_w.dumps(listed), encoding="utf-8")
    return str(file)
