"""Where a JSON answer differs from what a worked case says of it."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any


def read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)


def differences(expected: Any, found: Any, place: str) -> list[str]:
    """Return where a part of an answer is not as expected; what is not expected may be anything."""
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        return [
            difference
            for key, value in expected.items()
            for difference in differences(value, found.get(key, "nothing"), f"{place}.{key}")
        ]
    if isinstance(expected, list) and isinstance(found, list) and any(isinstance(item, Mapping) for item in expected):
        return [
            f"{place}: no item holds {item}, only {found}"
            for item in expected
            if not any(not differences(item, other, place) for other in found)
        ]
    wanted = None if expected == "null" else expected
    return [] if found == wanted else [f"{place}: {found!r} is not {wanted!r}"]
