"""Runs the command line: `kapcost`, or `python -m kapcost`."""

import gc
import os
import sys
from contextlib import suppress

FIRST_COLLECTION = 200_000
"""Objects before Python first looks for garbage: an answer needs fewer, and leaves none worth the time."""


def main() -> None:
    """Run the command line; an interruption while it is still loading ends it as quietly as one later."""
    gc.set_threshold(FIRST_COLLECTION)
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "1"  # none is looked for, and none has a say in what is valid
    try:
        from kapcost.cli.main import run  # noqa: PLC0415 - so that loading it can be interrupted
    except KeyboardInterrupt:
        sys.exit(130)
    except (OSError, MemoryError, ImportError, SyntaxError) as error:  # what Python makes of too little memory, too
        sys.exit(f"kapcost cannot be loaded: {error or 'no memory is left'}")
    try:
        run()
    except (MemoryError, OSError, ImportError):  # it could not even load what tells of an error
        sys.exit("kapcost: no memory is left")


def program() -> None:
    """Run the command line as a process of its own, and leave at once: what Python would clear away goes with it."""
    code: str | int = 0
    try:
        main()
    except SystemExit as ended:
        code = ended.code or 0
    with suppress(OSError, ValueError, AttributeError):  # a stream that is full or closed, which has been told
        if isinstance(code, str):
            sys.stderr.write(f"{code}\n")
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 1)


if __name__ == "__main__":
    program()
