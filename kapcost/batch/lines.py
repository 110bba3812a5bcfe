"""The lines of a batch, as bytes: none is too long for memory, and none that cannot be read stops the next."""

from collections.abc import Iterator
from typing import BinaryIO

from kapcost.errors import InputError, Problem

LONGEST_ROW = 64 * 1024
"""Bytes. A row that asks for an estimate is never longer."""

LONGEST_LINE = 16 * 1024 * 1024
"""Bytes. What has no end of a line for so long is no file of rows, but perhaps without end."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""What spreadsheet programs write in front of UTF-8."""

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""What they write in front of UTF-16, which some call Unicode text."""


def lines_of(stream: BinaryIO, file: str) -> Iterator[bytes]:
    """Yield the lines of a stream, without a byte order mark; of one that is too long, its beginning.

    InputError, naming the file, if it is UTF-16, or has no end of a line for too long.
    """
    first = True
    while line := _next(stream, file):
        if first and line.startswith(UTF_16):
            expected = "UTF-8; in the spreadsheet, save as CSV UTF-8, or choose the character set UTF-8"
            raise InputError(Problem(file=file, found="UTF-16", expected=expected))
        rest, length = line, len(line)
        while rest and not rest.endswith(b"\n"):
            if length > LONGEST_LINE:
                found = f"a line of more than {LONGEST_LINE // 1024**2} MB"
                raise InputError(Problem(file=file, found=found, expected="CSV with a header, or JSON in lines"))
            rest = _next(stream, file)
            length += len(rest)
        yield line.removeprefix(BYTE_ORDER_MARK) if first else line
        first = False


def _next(stream: BinaryIO, file: str) -> bytes:
    try:
        return stream.readline(LONGEST_ROW + 1)
    except OSError as error:
        found = (error.strerror or str(error)).lower()
        raise InputError(Problem(file=file, found=found, expected="an input that can be read to its end")) from None


def decoded(raw: bytes) -> str:
    """Return the text of a row; InputError if it is too long, is not UTF-8 or holds a null byte."""
    if len(raw) > LONGEST_ROW:
        raise InputError(Problem(found=f"more than {LONGEST_ROW:,} bytes", expected="a shorter row"))
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        found = f"a byte that is not UTF-8, at position {error.start}"
        raise InputError(Problem(found=found, expected="a row in UTF-8")) from None
    if "\0" in text:
        raise InputError(Problem(found="a null byte", expected="a row in UTF-8"))
    return text
