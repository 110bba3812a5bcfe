"""How long kapcost takes to start, as a multiple of the smallest Typer program with one checked option.

Run it: `python tests/benchmarks/startup.py [RUNS]`, on a POSIX system with kapcost installed. All
commands take turns, in one environment, with compiled modules. User and system time hardly depend
on what else the machine does; wall time does. It measures and judges nothing: the goals are printed.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import perf_counter
from typing import NamedTuple

SMALLEST = """\
from typing import Annotated
import typer
from pydantic import PositiveInt
app = typer.Typer(add_completion=False)
@app.command()
def main(n: Annotated[PositiveInt, typer.Option()] = 1) -> None:
    print(n)
app()
"""

GOALS = {"--version": 1.15, "--help": 1.15, "estimate -f json": 1.25, "estimate": 1.45}
"""Of the smallest program's plain run at most; `--help` of the time of its own `--help`."""

DEFAULT_RUNS = 31


class Took(NamedTuple):
    """Seconds that one run took: of the processor, and on the clock."""

    cpu: float
    wall: float


def run(command: list[str], env: dict[str, str]) -> Took:
    before, start = getrusage(RUSAGE_CHILDREN), perf_counter()
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True)  # noqa: S603 - the commands above
    wall, after = perf_counter() - start, getrusage(RUSAGE_CHILDREN)
    return Took(cpu=after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall=wall)


def medians(commands: dict[str, list[str]], runs: int, env: dict[str, str]) -> dict[str, Took]:
    taken: dict[str, list[Took]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            took = run(command, env)
            taken[name] += [took] if turn else []  # the first turn compiles
    return {name: Took(*map(median, zip(*took, strict=True))) for name, took in taken.items()}


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        smallest = Path(folder, "smallest.py")
        smallest.write_text(SMALLEST, "utf-8")
        env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        env["PYTHONPYCACHEPREFIX"] = folder
        base, base_help = [sys.executable, str(smallest)], [sys.executable, str(smallest), "--help"]
        program = str(Path(sys.executable).with_name("kapcost"))
        asked = {f"kapcost {arguments}": [program, *arguments.split()] for arguments in GOALS}
        took = medians({"smallest": base, "smallest --help": base_help, **asked}, runs, env)
    lines = [f"{'':26}cpu ms  ratio  wall ms  ratio  goal"]
    for name, (cpu, wall) in took.items():
        against = took["smallest --help" if name.endswith("--help") else "smallest"]
        goal = GOALS.get(name.removeprefix("kapcost "), "")
        lines.append(
            f"{name:26}{cpu * 1000:6.0f} {cpu / against.cpu:6.2f} {wall * 1000:8.0f} {wall / against.wall:6.2f}  {goal}"
        )
    print("\n".join(lines))  # noqa: T201 - a script


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else DEFAULT_RUNS)
