"""Makes rows for batches: good ones of many kinds, and among them bad ones of twenty kinds."""

import csv
import io
import json
from collections.abc import Iterator, Mapping

COLUMNS = ("id", "setting", "state", "course", "sessions.dosing", "hours.dosing", "prices.talk", "discounts", "budget",
           "schedule", "start", "payment.instalments", "prices.medical")  # fmt: skip

GOOD: tuple[Mapping[str, str], ...] = (
    {"setting": "office", "state": "CA", "sessions.dosing": "3-6"},
    {"setting": "clinic-iv", "state": "tx", "budget": "5,000"},
    {"setting": "clinic-im", "course": "light", "prices.talk": "150-175"},
    {"setting": "office", "hours.dosing": "2.5", "discounts": "cash:5%; 200"},
    {"setting": "esketamine", "schedule": "TRUE", "start": "2027-01-11", "payment.instalments": "4"},
)

BAD: tuple[Mapping[str, str], ...] = (
    {"setting": "ofice"},
    {"state": "Calfornia"},
    {"course": "lite"},
    {"sessions.dosing": "six"},
    {"sessions.dosing": "6-3"},
    {"sessions.dosing": "1001"},
    {"sessions.dosing": "-1"},
    {"hours.dosing": "2,5"},
    {"hours.dosing": "25"},
    {"prices.talk": "150,50"},
    {"prices.talk": "-150"},
    {"prices.talk": "NaN"},
    {"discounts": "120%"},
    {"discounts": "cash:5%:nothing"},
    {"budget": "lots"},
    {"schedule": "perhaps"},
    {"start": "11.01.2027"},
    {"payment.instalments": "0"},
    {"prices.talk": "500-300"},
    {"setting": "clinic-im", "discounts": "5%:", "state": "ZZ"},
)
"""Twenty kinds of rows that cannot be estimated, most of them by one slip."""


def rows(number: int, bad: int) -> Iterator[dict[str, str]]:
    """Yield rows, as many of them bad as asked for, spread evenly and of all kinds; good ones all differ."""
    for place in range(number):
        turn = place * bad // number
        is_bad = (place + 1) * bad // number > turn
        row = BAD[turn % len(BAD)] if is_bad else {**GOOD[place % len(GOOD)], "prices.medical": str(place)}
        yield {"id": f"{'bad' if is_bad else 'good'} {place + 1}", **row}


def as_csv(number: int, bad: int) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows(number, bad))
    return text.getvalue().encode()


def as_jsonl(number: int, bad: int) -> bytes:
    return "".join(f"{json.dumps(row)}\n" for row in rows(number, bad)).encode()
