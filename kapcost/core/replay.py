"""A saved estimate beside the same made again: what has changed, and why."""

from collections.abc import Iterator, Mapping
from typing import Any

from kapcost.core.answer import Estimate
from kapcost.frozen import frozen


@frozen
class Change:
    """A value that is not the same, by its key; None where one of the two has no such key."""

    key: str
    saved: Any
    again: Any


@frozen
class Replay:
    """A saved estimate, the same made again, and every value in which they differ."""

    saved: Estimate
    again: Estimate
    changes: tuple[Change, ...]

    @property
    def is_identical(self) -> bool:
        """Whether nothing at all differs."""
        return not self.changes

    def reasons(self) -> Iterator[str]:
        """Yield why the two differ, if they do: what the estimate is made from, or that it was changed by hand.

        The number of an estimate stands for its inputs, price list and version together.
        """
        saved, again = self.saved, self.again
        used, now = saved.price_list, again.price_list
        if self.is_identical:
            return
        if used.sha256 != now.sha256:
            before, after = (f"{each.name} of {each.as_of} ({each.sha256[:12]})" for each in (used, now))
            yield f"The price list is another one: {before} then, {after} now."
        if saved.kapcost_version != again.kapcost_version:
            yield f"The version of kapcost is another one: {saved.kapcost_version} then, {again.kapcost_version} now."
        if used.sha256 == now.sha256 and saved.kapcost_version == again.kapcost_version:
            changed = "file was" if saved.estimate_id == again.estimate_id else "inputs, or its number, were"
            yield f"The {changed} changed after it was made: price list and version are the same."


def changes_between(saved: Any, again: Any, key: str = "") -> Iterator[Change]:
    """Yield each value in which two values of JSON differ, at the innermost key; one that is missing counts as null.

    >>> [change.key for change in changes_between({"a": {"b": [1, 2]}, "c": 3}, {"a": {"b": [1, 4]}})]
    ['a.b[2]', 'c']
    """
    if isinstance(saved, Mapping) and isinstance(again, Mapping):
        for name in (*again, *(name for name in saved if name not in again)):
            yield from changes_between(saved.get(name), again.get(name), f"{key}.{name}" if key else name)
    elif isinstance(saved, list) and isinstance(again, list) and len(saved) == len(again):
        for place, pair in enumerate(zip(saved, again, strict=True), start=1):
            yield from changes_between(*pair, f"{key}[{place}]")
    elif saved != again or type(saved) is not type(again):
        yield Change(key=key, saved=saved, again=again)
