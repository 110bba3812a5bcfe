"""A process that estimates parts of a batch, one at a time, and ends with the process that began it."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.resource_tracker import ensure_running

from kapcost.batch.estimating import Block, Estimating, Part
from kapcost.ending import ENDING


class Worker:
    """Has a pipe of its own, so that it is known at once if it is ended from outside, whatever it was doing.

    OSError if the system has no room for it, EOFError or ConnectionError once it is ended.
    """

    def __init__(self, estimating: Estimating) -> None:
        spawning = get_context("spawn")
        self._pipe, other_end = spawning.Pipe()
        self._process = spawning.Process(target=_work, args=(other_end, estimating), daemon=True)
        with other_end, _interruption_held_back():
            self._process.start()

    def begin(self, part: Part) -> None:
        """Let it estimate a part; the block before has to be taken."""
        self._pipe.send(part)

    def block(self) -> Block:
        """Wait for what is written of the part that was begun."""
        made = self._pipe.recv()
        if isinstance(made, Exception):
            raise made
        block: Block = made
        return block

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._pipe.close()
        self._process.kill()  # it holds nothing that is worth a gentle end, and is deaf to any other
        self._process.join()


@contextmanager
def _interruption_held_back() -> Iterator[None]:
    """Let what ends kapcost wait until a worker is started, which is deaf to it and so never complains of it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    ensure_running()  # what Python begins beside the first worker, and then lets interruptions through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(pipe: Connection, estimating: Estimating) -> None:
    """Estimate parts until nobody asks any more; an interruption is for those who ask to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        while True:
            part: Part = pipe.recv()
            try:
                made: Block | Exception = estimating.block(part)
            except Exception as error:  # noqa: BLE001 - raised again where it can be told
                made = error
            pipe.send(made)
