"""Keeps a file to one process: by a lock of the system, which goes with the process however that ends."""

import os
import sys
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt

    BEYOND_ANY_FILE = 2**40
    """A byte that nobody needs: what is locked there can neither be read nor written by others."""

    def _lock(stream: BinaryIO) -> None:
        stream.seek(BEYOND_ANY_FILE)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

    HELD = PermissionError
else:
    import fcntl

    def _lock(stream: BinaryIO) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)

    HELD = BlockingIOError
"""What the system says of a lock that another process has."""


def is_ours(stream: BinaryIO, path: Path) -> bool:
    """Return whether this process has a file from now on, until it closes it or ends; False if another one has.

    It also has not if the file has lost its name meanwhile, as one does that is finished. A file
    system without locks keeps nobody out.
    """
    try:
        _lock(stream)
    except HELD:
        return False
    except OSError:
        return True
    try:
        return os.path.samestat(os.fstat(stream.fileno()), path.stat())
    except FileNotFoundError:
        return False
