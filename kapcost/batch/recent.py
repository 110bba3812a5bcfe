"""Answers given lately, for rows that ask for the same once more."""

from sys import getsizeof

MOST_KEPT = 8_000_000
"""Bytes of memory, in each process."""


class Recent:
    """Texts by what asked for them; the oldest are forgotten where they take too much memory together."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        """`most` is the number of bytes that keys and texts may take."""
        self._texts: dict[str, str] = {}
        self._size = 0
        self._most = most

    def get(self, asked: str) -> str | None:
        """Return the text that was kept, None if there is none."""
        return self._texts.get(asked)

    def keep(self, asked: str, text: str) -> None:
        """Keep a text that is not kept yet."""
        self._texts[asked] = text
        self._size += getsizeof(asked) + getsizeof(text)
        while self._size > self._most:
            oldest = next(iter(self._texts))
            self._size -= getsizeof(oldest) + getsizeof(self._texts.pop(oldest))
