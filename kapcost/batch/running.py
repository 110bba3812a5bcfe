"""Goes through the rows of a batch in their order, on one core or several, holding few of them at a time."""

import hashlib
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context, parent_process

from kapcost.batch.estimating import Block, Estimating, Part
from kapcost.batch.rows import Rows
from kapcost.batch.steps import Step
from kapcost.errors import InputError, Problem

ROWS_AT_ONCE = 100
"""Rows that are estimated by one process and written at once."""

QUIET = "ignore:resource_tracker"
"""Passed on to the process that frees the semaphores of one that is killed, and would say so."""


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
    return Problem(key="--resume", found=found, expected="the same input; without --resume all begins anew")


def blocks_of(parts: Iterator[Part], estimating: Estimating, jobs: int = 1) -> Generator[Block, None, None]:
    """Yield what is written of each part, in their order; `jobs` is the number of processes.

    InputError if the system has no room for so many, or ends one of them.
    """
    if jobs == 1:
        yield from map(estimating.block, parts)
        return
    if QUIET not in sys.warnoptions:
        sys.warnoptions.append(QUIET)
    workers = ProcessPoolExecutor(processes(jobs, sys.platform), get_context("spawn"), _begin, (estimating,))
    under_way: deque[Future[Block]] = deque()
    try:
        for part in parts:
            with _interruption_held_back():
                under_way.append(workers.submit(_block, part))
            if len(under_way) > 2 * jobs:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    except (OSError, BrokenProcessPool) as error:
        found = (getattr(error, "strerror", None) or "a process that was ended from outside").lower()
        expected = "fewer processes, or more memory and open files for them"
        raise InputError(Problem(key="--jobs", found=found, expected=expected)) from None
    finally:
        workers.shutdown(cancel_futures=True)


@contextmanager
def _interruption_held_back() -> Iterator[None]:
    """Let Ctrl-C wait until a worker is started, which begins with it blocked and so never complains of it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def processes(jobs: int, platform: str) -> int:
    """Return how many processes do the work of so many jobs: Windows cannot wait for more than 61.

    >>> processes(100, "win32"), processes(100, "linux")
    (61, 100)
    """
    return min(jobs, 61) if platform == "win32" else jobs


_of_this_worker: list[Estimating] = []


def _begin(estimating: Estimating) -> None:
    """Make a worker ready; an interruption is its parent's to handle, and it does not outlive its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _of_this_worker[:] = [estimating]


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _block(part: Part) -> Block:
    return _of_this_worker[0].block(part)
