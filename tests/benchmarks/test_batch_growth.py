"""What a batch holds in memory does not grow with its rows: measured as a ratio within one run."""

import gc
import io
import sys
from collections.abc import Iterator
from itertools import count, islice

from rows_making import as_csv

from kapcost import load_price_list
from kapcost.batch.estimating import Estimating
from kapcost.batch.reading import rows_of
from kapcost.batch.recent import Recent
from kapcost.batch.rows import Form, Row, Rows
from kapcost.batch.running import ROWS_AT_ONCE, blocks_of, parts_of
from kapcost.batch.steps import Step

KEPT = 400_000
"""Bytes of answers; those of half of the rows take more."""

ROWS = 14 * ROWS_AT_ONCE


def estimating(rows: Rows) -> Estimating:
    return Estimating(base={}, price_list=load_price_list(), output=Form.JSONL, detail=False, rejects=Form.CSV,
                      columns=rows.columns, delimiter=",", recent=Recent(KEPT))  # fmt: skip


def held() -> int:
    """Return the number of pieces of memory in use, which costs nothing to know."""
    gc.collect()
    return sys.getallocatedblocks()


def test_the_second_half_of_a_batch_whose_rows_all_differ_takes_no_more_memory_than_the_first() -> None:
    rows = rows_of(io.BytesIO(as_csv(ROWS, ROWS // 100)), "rows.csv")
    blocks = blocks_of(parts_of(rows, Step()), estimating(rows))
    before = held()
    taken = [held() - before for _ in blocks]
    half = len(taken) // 2
    assert len(taken) == ROWS / ROWS_AT_ONCE
    assert max(taken[half:]) < 1.2 * max(taken[:half])


def test_no_more_is_read_than_what_is_written_next() -> None:
    read: list[int] = []

    def endless() -> Iterator[Row]:
        for number in count(1):
            read.append(number)
            yield Row(number=number, raw=b"a", values={"id": str(number)})

    rows = Rows(form=Form.JSONL, found=endless())
    for _ in islice(blocks_of(parts_of(rows, Step()), estimating(rows)), 3):
        pass
    assert len(read) == 3 * ROWS_AT_ONCE
