"""The only module that opens files: it reads and writes them whole, and never half."""

import errno
import os
import stat
import sys
import tomllib
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

from kapcost.errors import InputError, Problem
from kapcost.shape import MOST_ITEMS, MOST_KEYS, is_deeper, is_wider

LARGEST_FILE = 4 * 1024 * 1024
"""Bytes. No course file or price list is larger; a larger file is some other file."""

MOST_DOTS = 2_000_000
"""The sum of their squares in the lines of a file: reading a dotted key takes memory by the square of its parts."""

STANDARD_STREAM = "-"
"""Stands for standard input or output wherever a file may be named."""


def data_file(name: str) -> Path:
    """Return the path of a data file shipped with kapcost, in a wheel or beside an editable install."""
    package = Path(__file__).parent
    inside = package / "data" / name
    return inside if inside.exists() else package.parent / "data" / name


def example(kind: str) -> str:
    """Return a file to begin with, which explains itself: of a "quote" or a "good_faith" estimate."""
    return data_file(f"{kind}_example.toml").read_text(encoding="utf-8")


def read_toml(file: str) -> dict[str, Any]:
    """Return the tables of a TOML file ("-" is standard input); InputError if it is none."""
    return parse_toml(read_bytes(file), file)


def parse_toml(content: bytes, file: str) -> dict[str, Any]:
    """Return the tables of TOML text, its numbers as exact decimals; InputError naming the file."""
    if sum(line.count(b".") ** 2 for line in content.splitlines()) > MOST_DOTS:
        raise InputError(Problem(file=file, found="keys of too many parts", expected="a TOML file in UTF-8"))
    try:
        tables = tomllib.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError as error:
        found = f"a byte that is not UTF-8, at position {error.start}"
    except RecursionError:
        found = "tables or arrays nested too deeply"
    except (ValueError, ArithmeticError) as error:  # TOMLDecodeError, and numbers that are none
        said = str(error).partition("; use sys.")[0]  # what Python says of numbers without end is for programmers
        found = f'no valid TOML: {said}; text, and amounts such as "$4,845", stand in quotation marks'
    else:
        if is_deeper(tables):
            found = "tables or arrays nested too deeply"
        elif is_wider(tables):
            found = f"a table of more than {MOST_KEYS:,} keys, or an array of more than {MOST_ITEMS:,} items"
        else:
            return tables
    raise InputError(Problem(file=file, found=found, expected="a TOML file in UTF-8"))


def read_bytes(file: str) -> bytes:
    """Return the content of a file, or of standard input for "-"; InputError if it cannot be had."""
    if not file:
        raise InputError(Problem(found="an empty name", expected="the name of a file"))
    try:
        if file == STANDARD_STREAM:
            content = standard_input().read(LARGEST_FILE + 1)
        else:
            with Path(file).open("rb") as stream:
                content = stream.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:  # ValueError: a null byte in the path
        raise unusable(file, error, "a file that can be read") from None
    if len(content) > LARGEST_FILE:
        expected = f"at most {LARGEST_FILE // 1024**2} MB"
        raise InputError(Problem(file=file, found="a larger file than any course or price list", expected=expected))
    return content


def standard_input() -> BinaryIO:
    """Return standard input, as bytes; OSError if it was closed before the program began."""
    if sys.stdin is None:
        raise OSError(errno.EBADF, "no standard input")
    return sys.stdin.buffer


def is_standard_input(path: Path) -> bool:
    """Return whether standard input comes from the regular file at a path, as by `< FILE`."""
    try:
        there = path.stat()
        return stat.S_ISREG(there.st_mode) and os.path.samestat(there, os.fstat(sys.stdin.fileno()))
    except (OSError, ValueError, AttributeError):  # no such file, no real standard input, or none at all
        return False


def real_path(file: str) -> Path:
    """Return where a file is or would be, links followed; InputError if they lead round in a circle."""
    try:
        return Path(file).resolve()
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: a circle, before Python 3.13
        raise unusable(file, error, "the name of a file") from None


def mode_of(path: Path) -> int | None:
    """Return the mode of whatever has a name, None if nothing has; OSError if that cannot be known."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def write_text(file: str, text: str, *, new: bool = False, unless: str = "", private: bool = False) -> None:
    """Write a file whole or not at all; InputError if that cannot be done, or if a `new` one exists.

    `unless` names the option that would let it be replaced. A `private` one can be read by its
    owner only, from its first byte on. Of a link, the file that it leads to is written. What is
    not a regular file, such as a pipe or /dev/stdout, is written to directly.
    """
    path = real_path(file)
    try:
        mode = mode_of(Path(file))
        if mode is not None and not stat.S_ISREG(mode):
            with Path(file).open("w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
        else:
            _put(path, text, mode, new=new, private=private)
    except FileExistsError:
        expected = " or ".join(filter(None, ["the name of a new file", unless]))
        raise InputError(Problem(file=file, found="a file that exists", expected=expected)) from None
    except (OSError, ValueError) as error:
        raise unusable(file, error, "a file that can be written") from None


def _put(path: Path, text: str, mode: int | None, *, new: bool, private: bool) -> None:
    """Write beside the file, then put the new one in its place, with the mode the file had or would get.

    FileExistsError if the file has to be new and is there, whoever made it and when. The name beside it is
    chosen before anything has it, so that no interruption comes too early for it to be taken away.
    """
    if new and mode is not None:
        raise FileExistsError
    beside = path.with_name(f".kapcost-{os.urandom(8).hex()}")
    first_mode = 0o666 if mode is None and not private else 0o600
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, first_mode)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(descriptor)
        if mode is not None and not private:
            beside.chmod(stat.S_IMODE(mode))
        if new:
            _name_new(beside, path)
        else:
            beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _name_new(beside: Path, path: Path) -> None:
    """Give a written file its name in one step, which fails if another process has just taken it."""
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: who makes the empty file may fill it
        path.touch(exist_ok=False)
        beside.replace(path)
    else:
        beside.unlink()


def unusable(file: str, error: Exception, expected: str) -> InputError:
    """Return the error of a file that the system refuses to open, read or write."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputError(Problem(file=file, found=reason.lower(), expected=expected))
