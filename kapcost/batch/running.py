"""Goes through the rows of a batch in their order, on one core or several, holding few of them at a time."""

import hashlib
from collections import deque
from collections.abc import Generator, Iterator
from itertools import islice

from kapcost.batch.estimating import Block, Estimating, Part
from kapcost.batch.files import PROGRESS
from kapcost.batch.rows import Rows
from kapcost.batch.steps import Step
from kapcost.batch.worker import Worker
from kapcost.errors import InputError, Problem

ROWS_AT_ONCE = 100
"""Rows that are estimated by one process and written at once."""

ENDED = "a process that was ended from outside"
"""As a system does that has no memory left."""


def parts_of(rows: Rows, done: Step) -> Iterator[Part]:
    """Yield the rows that are left to do, in parts.

    InputError if those that are done are not the same as before, or more follow in a finished batch.
    """
    digest, found = hashlib.sha256(), iter(rows)
    for row in islice(found, done.rows):
        digest.update(row.raw)
    if digest.hexdigest() != done.digest:
        raise InputError(_changed(f"other rows than when {done.rows:,} were done"))
    while part := tuple(islice(found, ROWS_AT_ONCE)):
        if done.finished:
            raise InputError(_changed(f"more rows than the {done.rows:,} that were finished"))
        for row in part:
            digest.update(row.raw)
        yield Part(rows=part, digest=digest.hexdigest())


def _changed(found: str) -> Problem:
    expected = f"the same input; all begins anew once FILE{PROGRESS} is removed"
    return Problem(key="--resume", found=found, expected=expected)


def blocks_of(parts: Iterator[Part], estimating: Estimating, jobs: int = 1) -> Generator[Block, None, None]:
    """Yield what is written of each part, in their order; `jobs` is the number of processes.

    InputError if the system has no room for so many, or one of them is ended from outside.
    """
    if jobs == 1:
        yield from map(estimating.block, parts)
        return
    workers: deque[Worker] = deque()  # the one that has begun first is the first
    try:
        for part in parts:
            if len(workers) < jobs:
                workers.append(Worker(estimating))
                workers[-1].begin(part)
            else:
                block = workers[0].block()
                workers[0].begin(part)
                workers.rotate(-1)
                yield block
        for worker in workers:
            yield worker.block()
    except (OSError, EOFError) as error:
        found = error.strerror if isinstance(error, OSError) and not isinstance(error, ConnectionError) else None
        expected = "fewer processes, or more memory and open files for them"
        raise InputError(Problem(key="--jobs", found=(found or ENDED).lower(), expected=expected)) from None
    finally:
        for worker in workers:
            worker.end()
