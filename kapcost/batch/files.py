"""Opens the files of a batch: the input, and outputs that grow under another name until they are finished."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from kapcost.batch.locks import is_ours
from kapcost.errors import InputError, Problem
from kapcost.files import STANDARD_STREAM, mode_of, real_path, standard_input, unusable

OWNER_ONLY = 0o600
"""What is written of a batch may name persons."""

PARTIAL = ".partial"
PROGRESS = ".progress"


@contextmanager
def opened(file: str) -> Iterator[BinaryIO]:
    """Open an input ("-" is standard input); InputError if it cannot be read."""
    try:
        stream = standard_input() if file == STANDARD_STREAM else Path(file).open("rb")  # noqa: SIM115 - closed below
    except (OSError, ValueError) as error:
        raise unusable(file, error, "a file that can be read") from None
    with stream:
        yield stream


def bytes_in(stream: BinaryIO) -> int | None:
    """Return the size of an input, None if it is no regular file."""
    with suppress(OSError):
        return os.fstat(stream.fileno()).st_size or None
    return None


def names_of(file: str) -> set[Path]:
    """Return all paths that an output takes, one after the other or at once."""
    path = real_path(file)
    return {path, *(Path(f"{path}{suffix}") for suffix in (PARTIAL, PROGRESS))}


class Growing:
    """A file that grows as FILE.partial, readable by its owner only, and gets its name when it is finished.

    InputError, naming the file, whenever the system refuses.
    """

    def __init__(self, file: str, *, suffix: str = PARTIAL) -> None:
        self.file = file
        self.size = 0
        self._stream: BinaryIO | None = None
        self._is_ours = False
        self.path = real_path(file)
        self.growing = Path(f"{self.path}{suffix}")
        with self._refusals():
            mode = mode_of(Path(file))
        if mode is not None and not stat.S_ISREG(mode):
            found = "something that is no regular file"
            raise InputError(Problem(file=file, found=found, expected="the name of a file, or - for standard output"))

    def hold(self) -> None:
        """Open what is there of it, and keep every other process from it; InputError if one has it already."""
        with self._refusals():
            descriptor = os.open(self.growing, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), OWNER_ONLY)
            stream = os.fdopen(descriptor, "r+b", buffering=0)
        if not is_ours(stream, self.growing):
            stream.close()
            expected = "one at a time; when it is done, or ended, the same command again"
            raise InputError(Problem(file=self.file, found="another batch that writes it now", expected=expected))
        self._stream, self._is_ours = stream, True
        self.size = stream.seek(0, os.SEEK_END)

    def grow_from(self, size: int) -> None:
        """Open it if it is not, and cut what is there to a size; InputError if less is there."""
        if self._stream is None:
            self.hold()
        if self.size < size:
            found = f"{self.size:,} bytes"
            raise InputError(Problem(file=str(self.growing), found=found, expected=f"at least the {size:,} recorded"))
        self.cut(size)

    def append(self, text: str) -> None:
        """Write text at its end."""
        left = memoryview(text.encode(errors="backslashreplace"))
        with self._refusals():
            while left and self._stream:
                written = self._stream.write(left) or 0
                self.size += written
                left = left[written:]

    def cut(self, size: int) -> None:
        """Take away whatever stands beyond a size."""
        with self._refusals():
            if self._stream and self._stream.seek(0, os.SEEK_END) > size:
                self._stream.truncate(size)
                self._stream.seek(size)
                self.size = size

    def text(self) -> str:
        """Return everything in it, nothing if it is not open."""
        with self._refusals():
            if self._stream is None:
                return ""
            self._stream.seek(0)
            return (self._stream.read() or b"").decode()

    def sync(self) -> None:
        """Let all of it be on the disk."""
        if self._stream:
            with self._refusals():
                os.fsync(self._stream.fileno())

    def close(self) -> None:
        """Close it, all of it on the disk."""
        self.sync()
        if self._stream:
            with self._refusals():
                self._stream.close()
            self._stream = None

    def finish(self) -> None:
        """Give it its name, unless it has it already, before anyone else can have it; InputError if it has neither."""
        if sys.platform == "win32":  # which renames nothing that is open
            self.close()
        with self._refusals():
            if self.growing.exists():
                self.growing.replace(self.path)
            self._is_ours = False
            is_there = self.path.exists()
        self.close()
        if not is_there:
            expected = "the file that was finished; without --resume all begins anew"
            raise InputError(Problem(file=self.file, found="nothing", expected=expected))

    def discard(self) -> None:
        """Close and remove it, while nobody else can have it; what another process has stays."""
        if sys.platform == "win32":  # which removes nothing that is open
            self.close()
        if self._is_ours:
            with self._refusals():
                self.growing.unlink(missing_ok=True)
        self.close()

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError) as error:
            raise unusable(self.file, error, "a file that can be written") from None
