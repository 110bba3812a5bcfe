"""What making a saved estimate again has shown, as lines of text."""

from collections.abc import Iterator
from typing import Any

from kapcost.core.replay import Replay
from kapcost.errors import quoted
from kapcost.render.words import Dollars


def replayed(replay: Replay, name: str) -> str:
    """Return whether a saved estimate came out the same; if not why, and every value that did not."""
    return "\n".join(_lines(replay, name)) + "\n"


def _lines(replay: Replay, name: str) -> Iterator[str]:
    made = f"estimate {replay.saved.estimate_id[:12]} of {replay.saved.as_of}"
    if replay.is_identical:
        yield f"{name}: identical: {made}, made again from its inputs, comes out the same in every value."
        return
    yield f"{name}: differs: {made}, made again from its inputs, does not come out the same."
    yield from replay.reasons()
    saved, again = replay.saved.totals.estimate, replay.again.totals.estimate
    dollars = Dollars.for_ranges([saved, again])
    same = (saved.low, saved.typical, saved.high) == (again.low, again.typical, again.high)
    yield f"Total: {dollars.range(saved)} saved, {'the same' if same else dollars.range(again)} now"
    for change in replay.changes:
        yield f"{change.key}: {_value(change.saved)} saved, {_value(change.again)} now"


def _value(value: Any) -> str:
    return "none" if value is None else quoted(value)
