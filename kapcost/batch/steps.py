"""How far a batch has come."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from kapcost.frozen import frozen

NUMBERS_KEPT = 10
"""Of rejected rows, for the last word on a batch."""


@frozen
class Step:
    """How many rows are done, how many of them rejected, and what is written of them.

    `digest` is that of the bytes of these rows, `first_rejected` holds numbers of rejected rows,
    `output` and `rejects` are the sizes of the two files in bytes.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    rows: int = 0
    rejected: int = 0
    first_rejected: tuple[int, ...] = ()
    digest: str = hashlib.sha256().hexdigest()
    output: int = 0
    rejects: int = 0
    finished: bool = False

    def after(self, rows: int, digest: str, rejected: Sequence[int], *, output: int, rejects: int) -> "Step":
        """Return the step that some more rows lead to."""
        first = (*self.first_rejected, *rejected)[:NUMBERS_KEPT]
        return replace(self, rows=rows, digest=digest, rejected=self.rejected + len(rejected), first_rejected=first,
                       output=output, rejects=rejects)  # fmt: skip
