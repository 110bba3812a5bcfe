"""What kapcost needs grows with the question, not faster: measured as ratios within one run, never in seconds."""

import gc
import json
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from decimal import Decimal
from time import perf_counter

import pytest

from kapcost.core.answer import Estimate
from kapcost.core.course import Phase
from kapcost.core.request import Request
from kapcost.price_list_file import load_price_list
from kapcost.render.as_json import json_text

SHIPPED = load_price_list()


def asked(dosing: int = 6, setting: str = "office", budget: Decimal | None = None) -> Estimate:
    return Request(setting=setting, sessions={Phase.DOSING: dosing}, budget=budget).estimate(SHIPPED)


def least_time(action: Callable[[], object], times: int = 15) -> float:
    """Return the shortest of several runs: what else the machine does only ever adds to it."""

    def once() -> float:
        start = perf_counter()
        action()
        return perf_counter() - start

    return min(once() for _ in range(times))


@pytest.mark.parametrize("setting", list(SHIPPED.settings))
def test_a_thousand_dosing_sessions_take_at_most_ten_times_as_long_as_six(setting: str) -> None:
    assert least_time(lambda: asked(1000, setting)) < 10 * least_time(lambda: asked(6, setting))


def test_a_budget_costs_no_more_than_sixty_estimates() -> None:
    assert least_time(lambda: asked(budget=Decimal(5000)), 5) < 60 * least_time(asked)


def test_writing_an_estimate_takes_no_longer_than_a_hundred_estimates() -> None:
    answer = asked()
    assert least_time(lambda: json_text(answer)) < 100 * least_time(asked)


def test_two_hundred_estimates_thrown_away_leave_less_behind_than_one_that_is_kept() -> None:
    asked()
    tracemalloc.start()
    try:
        kept = asked()
        one = memory_held()
        for _ in range(200):
            asked()
        assert memory_held() - one < one
    finally:
        tracemalloc.stop()
    assert kept == asked()


def memory_held() -> int:
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


@pytest.mark.parametrize("module", ["kapcost", "kapcost.core.estimate"])
def test_importing_kapcost_loads_neither_the_command_line_nor_the_console(module: str) -> None:
    code = f"import sys, json, {module}; print(json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)  # noqa: S603
    assert not {"typer", "rich", "click"} & {name.partition(".")[0] for name in json.loads(run.stdout)}
