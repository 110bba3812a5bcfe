"""A saved estimate: the JSON that kapcost printed, read back, and made again from its own inputs."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from kapcost.core.answer import SCHEMA_VERSION, Estimate
from kapcost.core.money import End, total
from kapcost.core.price_list import PriceList
from kapcost.core.replay import Replay, changes_between
from kapcost.core.text import is_harmless
from kapcost.course_file import answer
from kapcost.errors import InputError, Problem, at, quoted
from kapcost.reading import adapter, read_value
from kapcost.shape import is_deeper

LONGEST_TEXT = 10_000
"""Characters. No text of an estimate comes near it."""

OF_A_BATCH = ("row", "id")
"""What `kapcost batch --detail` puts in front of an estimate; it is no part of it."""

_EXPECTED = "what kapcost estimate --format json prints"


def is_saved(content: bytes, file: str) -> bool:
    """Return whether the content of a file is meant as JSON: by the name of the file, or as only JSON begins."""
    return file.lower().endswith(".json") or content.lstrip().startswith(b"{")


def parse_saved(content: bytes, file: str) -> dict[str, Any]:
    """Return the tables of a saved estimate as they stand; InputError, naming the file, if it is no JSON of one."""
    try:
        tables = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        found = f"a byte that is not UTF-8, at position {error.start}"
    except RecursionError:
        found = "tables or lists nested too deeply"
    except ValueError as error:  # JSONDecodeError, and numbers of thousands of digits
        found = f"no valid JSON: {error}"
    else:
        if isinstance(tables, dict) and not is_deeper(tables):
            return tables
        found = "JSON of something else"
    raise InputError(Problem(file=file, found=found, expected=_EXPECTED))


def read_saved(tables: Mapping[str, Any]) -> Estimate:
    """Return the estimate that was saved; InputError with every problem.

    Keys that this version does not know are ignored, for keys are only ever added. A newer
    `schema_version` is refused: there, the old keys may no longer mean what they mean here.
    """
    version = tables.get("schema_version")
    if isinstance(version, int) and version > SCHEMA_VERSION:
        found = f"{version}: it was saved by a newer kapcost"
        raise InputError(Problem(key="schema_version", found=found, expected=f"at most {SCHEMA_VERSION}"))
    problems = list(_harmful(tables, ""))
    if problems:
        raise InputError(*problems)
    return read_value(Estimate, tables)


def check_sums(saved: Estimate) -> None:
    """Raise InputError for every sum of a saved estimate that is not that of its parts: somebody has changed it."""
    problems = list(_not_footing(saved))
    if problems:
        raise InputError(*problems)


def replay(tables: Mapping[str, Any], price_list: PriceList) -> Replay:
    """Return what comes of the inputs in a saved estimate now; InputError if it has none that can be computed."""
    alone = {key: value for key, value in tables.items() if key not in OF_A_BATCH}
    saved = read_saved(alone)
    if saved.inputs is None:
        raise InputError(Problem(key="inputs", found="none", expected=f"what was asked, in {_EXPECTED}"))
    with at("inputs"):
        again = answer(saved.inputs, price_list)
    changes = changes_between(alone, adapter(Estimate).dump_python(again, mode="json"))
    return Replay(saved=saved, again=again, changes=tuple(changes))


def _not_footing(saved: Estimate) -> Iterator[Problem]:
    charges = total(charge.amount for charge in saved.charges if charge.amount is not None)
    sums = saved.totals
    for end in (End.LOW, End.HIGH):
        stated, parts, saving = sums.charges.at(end), charges.at(end), sums.savings.at(end)
        if stated is not None and parts is not None and stated != parts:
            yield _changed(f"totals.charges.{end}", stated, parts)
        cost = sums.estimate.at(end)
        if stated is not None and saving is not None and cost is not None and cost != stated - saving:
            yield _changed(f"totals.estimate.{end}", cost, stated - saving)


def _changed(key: str, stated: Decimal, parts: Decimal) -> Problem:
    return Problem(key=key, found=f"{stated}, which its parts do not come to", expected=str(parts))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands twice: one of the two would be read, and the other be shown elsewhere."""
    tables = dict(pairs)
    if len(tables) < len(pairs):
        raise ValueError("a key that stands twice")
    return tables


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no number")


def _harmful(value: Any, key: str) -> Iterator[Problem]:
    """Yield a problem for every text that kapcost cannot have written, and could style or break an output."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _harmful(name, key)
            yield from _harmful(inner, f"{key}.{name}" if key else name)
    elif isinstance(value, list):
        for place, inner in enumerate(value, start=1):
            yield from _harmful(inner, f"{key}[{place}]")
    elif isinstance(value, str) and not (len(value) <= LONGEST_TEXT and is_harmless(value)):
        expected = f"text of at most {LONGEST_TEXT:,} characters, none of them a control character"
        yield Problem(key=key, found=quoted(value), expected=expected)
