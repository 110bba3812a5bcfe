"""Files as strangers may send them: good ones with hostile values in any place, cut short, or of any bytes."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import tomli_w
from comparing import read
from damage import damaged
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from small_list import small_list

TESTS = Path(__file__).parents[1]

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))

fuzzed = settings(
    max_examples=EXAMPLES, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip

Place = tuple[str | int, ...]

TEXTS = (
    "", " ", "-1", "0", "6", "3-6", "6-3", "1001", "450", "300-500", "500-300", "300+", "1e30", "NaN", "inf", "1,2,3",
    "10%", "110%", "cash:8%:dosing", "17.9%:24", "included", "unknown", "not_charged", "dosing", "therapist", "CA",
    "office", "2026-11-24", "0001-01-01", "9999-12-31", "pending", "x" * 10_000, "\x1b[31mred\x1b[0m", "a\x00b",
    "\u202edlrow", "[red]x[/red]", "[/]", "<script>alert(1)</script>", "=1+1", "'; --", "\U0001f9e0" * 50,
    "\ud83d", "é" * 300, "-", ".", "1e999999999", "-0", "9" * 4000, "0x10", "\uff16", "\u0666", "\u00bd", "6 ",
    "[link=http://x]y[/link]", "[bold", "\\[b]", "\x9b31m", "\x1b]0;x\x07", "\r", "a\r\nb", "\u2028", "\u2066x\u2069",
    "\u0301" * 40, '"><img src=x onerror=y>', "</td></table>", "&lt;b&gt;", "javascript:x", "@SUM(1)", "\t=1", "|", "`",
    "San Francisco", "Portland", "cash:5%; 200", "2027-02-30", "2026-11-24T00:00:00Z", "0" * 3000 + "6", "1_000",
    "1,000", "\ufeff6",
)  # fmt: skip
"""Texts that say something in some place, nothing anywhere, or harm whoever prints them."""

VALUES: tuple[Any, ...] = (
    *(text for text in TEXTS if text.isprintable() or "\x1b" in text),
    -1, 0, 1, 6, 450, 1000, 1001, 10**9, 10**30, -(10**30), 0.1, 2.5, 4.505, float("nan"), float("inf"), True, False,
    [], [[]], [1, 2], ["x"], {}, {"x": 1}, {"low": 1, "high": 0}, {"dosing": {}}, [{}, {}],
    10**400, -(10**4000), 1e308, 5e-324, -0.0, float("-inf"), [[[[]]]] * 50, {"a": {"a": {"a": {}}}}, ["10%"] * 300,
    date(1, 1, 1), date(2026, 11, 24), date(9999, 12, 31), datetime(2026, 11, 24, 1, tzinfo=UTC), time(1),
)  # fmt: skip


def _worked(folder: str, table: str) -> list[dict[str, Any]]:
    files = sorted((TESTS / folder).glob("*.toml"))
    return [case[table] for file in files if table in (case := read(file))]


COURSES = [*_worked("cases", "course"), {"metro": "San Francisco", "sessions": {"dosing": "3-6"}, "budget": 5000}]
PRICE_LISTS = [*_worked("cases", "price_list"), small_list()]
QUOTES = _worked("cases/quotes", "quote")
GOOD_FAITH = _worked("good_faith", "gfe")


def places(value: Any, here: Place = ()) -> Iterator[Place]:
    """Yield the place of every value in tables and lists."""
    inner = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for step, part in inner:
        yield (*here, step)
        yield from places(part, (*here, step))


@st.composite
def spoilt(draw: st.DrawFn, good: list[dict[str, Any]]) -> dict[str, Any]:
    """Draw one of some good files with up to three values replaced, taken away, doubled or put under another key."""
    tables: dict[str, Any] = deepcopy(draw(st.sampled_from(good)))
    for _ in range(draw(st.integers(0, 3))):
        found = list(places(tables))
        if not found:
            break
        *outer, last = draw(st.sampled_from(found))
        inside: Any = tables
        for step in outer:
            inside = inside[step]
        match draw(st.sampled_from(["replace", "replace", "remove", "rename", "double"])):
            case "replace":
                inside[last] = deepcopy(draw(st.sampled_from(VALUES)))
            case "remove":
                del inside[last]
            case "rename" if isinstance(inside, dict):
                inside[draw(st.sampled_from([f"{last}x", *TEXTS[:12]]))] = inside.pop(last)
            case _ if isinstance(inside, list):
                inside.append(deepcopy(inside[int(last)]))
    return tables


def as_toml(tables: Mapping[str, Any]) -> bytes:
    """Return tables as TOML; lone surrogates, which it cannot hold, as another character."""
    return tomli_w.dumps(tables).encode(errors="replace")


def as_json(tables: Mapping[str, Any]) -> bytes:
    """Return tables as JSON, dates and decimals as text."""
    return json.dumps(tables, default=str).encode(errors="replace")


def file_of(
    good: list[dict[str, Any]], written: Callable[[Mapping[str, Any]], bytes], *starters: bytes
) -> st.SearchStrategy[bytes]:
    """Return files that are spoilt in their values, or in their bytes; starters, which explain themselves, in these."""
    whole = spoilt(good).map(written)
    return st.one_of(whole, whole, whole, damaged(st.one_of(whole, *map(st.just, starters))), st.binary(max_size=200))
