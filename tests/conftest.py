"""What every test stands on: an environment without surprises, and ways to run the command line."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browser import Browser, found_browser
from running import Kapcost, in_process

AS_OF = "2026-11-24"
"""The date of every estimate in the tests, so that no price grows old in them."""

_UNWANTED = (
    "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "PY_COLORS", "GITHUB_ACTIONS", "TERM",
    "TTY_COMPATIBLE", "TTY_INTERACTIVE", "TERMINAL_WIDTH",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _known_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away whatever could change an answer, and stop the clock."""
    for name in list(os.environ):
        if name in _UNWANTED or name.startswith("KAPCOST_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("KAPCOST_AS_OF", AS_OF)


@pytest.fixture
def kapcost() -> Kapcost:
    """Run the command line in this process, which is fast."""
    return in_process


@pytest.fixture
def answer(kapcost: Kapcost) -> Callable[..., dict[str, Any]]:
    """Return the JSON answer of `kapcost estimate`."""

    def ask(*args: str, **more: Any) -> dict[str, Any]:
        done = kapcost("estimate", *args, "-f", "json", **more)
        assert done.code == 0, done.err
        said: dict[str, Any] = json.loads(done.out)
        return said

    return ask


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the test runs."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    """A browser, to look at pages with; see `found_browser` for where there is none."""
    return found_browser(tmp_path / "browser")
