"""How long one `estimate()` takes, beside the bare multiplications and additions of its lines.

Run it: `python tests/benchmarks/library.py [CALLS]` with kapcost installed. Both take turns in one
process. It measures and judges nothing: the goal is printed.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from statistics import median
from time import process_time

from kapcost import Estimate, estimate, load_price_list

DEFAULT_CALLS = 300
GOAL = 12
"""Times the bare sums, at most."""


def bare_sums(lines: list[tuple[Decimal, Decimal | int, Decimal | None, Decimal | int]]) -> tuple[Decimal, Decimal]:
    """Add up prices times numbers at the low and the high end, and nothing else."""
    low, high = Decimal(0), Decimal(0)
    for low_price, low_number, high_price, high_number in lines:
        low += low_price * low_number
        if high_price is not None:
            high += high_price * high_number
    return low, high


def rebuilt(answer: Estimate) -> Estimate:
    """Make the values of an answer once more, with nothing to compute."""
    charges = tuple(replace(charge) for charge in answer.charges)
    return replace(answer, charges=charges, totals=replace(answer.totals))


def main(calls: int) -> None:
    prices = load_price_list()
    course = prices.preset(prices.defaults.course)
    answer = estimate(course, prices)
    lines = [(line.unit.low, line.quantity.low, line.unit.high, line.quantity.high)
             for line in answer.charges if line.unit]  # fmt: skip
    assert bare_sums(lines) == (answer.totals.charges.low, answer.totals.charges.high)
    measured: dict[str, Callable[[], object]] = {
        f"bare sums of {len(lines)} lines": lambda: bare_sums(lines),
        "the values of the answer": lambda: rebuilt(answer),
        "estimate, its setting named": lambda: estimate(course, prices, setting=answer.setting),
        "estimate, and 5 other settings": lambda: estimate(course, prices),
    }
    taken: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(calls):
        for name, call in measured.items():
            start = process_time()
            for _ in range(10):
                call()
            taken[name].append((process_time() - start) / 10)
    least = median(next(iter(taken.values())))
    for name, times in taken.items():
        print(f"{name:32}{median(times) * 1e6:8.1f} us {median(times) / least:7.1f} x")  # noqa: T201 - a script
    print(f"goal: {GOAL} x")  # noqa: T201 - a script


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else DEFAULT_CALLS)
