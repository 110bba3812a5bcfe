"""Runs the command line: `kapcost`, or `python -m kapcost`."""

import atexit
import gc
import os
import sys

FIRST_COLLECTION = 200_000
"""Objects before Python first looks for garbage: an answer needs fewer, and leaves none worth the time."""


def main() -> None:
    """Run the command line; an interruption while it is still loading ends it as quietly as one later."""
    gc.set_threshold(FIRST_COLLECTION)
    atexit.register(gc.freeze)  # what is left at the end goes with the process
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "1"  # none is looked for, and none has a say in what is valid
    try:
        from kapcost.cli.main import run  # noqa: PLC0415 - so that loading it can be interrupted
    except KeyboardInterrupt:
        sys.exit(130)
    except (OSError, MemoryError, ImportError, SyntaxError) as error:  # what Python makes of too little memory, too
        sys.exit(f"kapcost cannot be loaded: {error or 'no memory is left'}")
    try:
        run()
    except MemoryError:
        sys.exit("kapcost: no memory is left")


if __name__ == "__main__":
    main()
