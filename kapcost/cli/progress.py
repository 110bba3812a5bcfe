"""The progress of a batch, on a terminal only."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from typing import BinaryIO

from kapcost.batch.files import bytes_in


@contextmanager
def progress(stream: BinaryIO, *, beside_output: bool) -> Iterator[Callable[[int], None]]:
    """Yield what is told each number of rows done; on a terminal it draws a bar, the rate and the time left.

    The bar follows the bytes read of the input; of a pipe there is only the rate. Nothing is
    drawn on a terminal that shows the output (`beside_output`) at the same time.
    """
    if not sys.stderr.isatty() or (beside_output and sys.stdout.isatty()):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=bytes_in(stream))
        counted: list[tuple[int, float]] = []

        def advance(rows: int) -> None:
            counted.append((rows, monotonic()))
            del counted[1:-1]
            (first, begun), (last, now) = counted[0], counted[-1]
            rate = f", {(last - first) / (now - begun):,.0f} a second" if last > first and now > begun else ""
            with suppress(OSError):  # a pipe has no position
                bar.update(task, completed=stream.tell())
            bar.update(task, description=f"{rows:,} rows{rate}")

        yield advance
