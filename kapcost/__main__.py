"""Runs the command line: `kapcost`, or `python -m kapcost`."""

from kapcost.cli.main import main

if __name__ == "__main__":
    main()
