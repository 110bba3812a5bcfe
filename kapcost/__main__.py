"""Runs the command line: `kapcost`, or `python -m kapcost`."""

import sys


def main() -> None:
    """Run the command line; an interruption while it is still loading ends it as quietly as one later."""
    try:
        from kapcost.cli.main import run  # noqa: PLC0415 - so that loading it can be interrupted
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
