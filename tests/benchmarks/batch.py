"""How fast a batch is: rows per second beside a program that only parses and dumps JSON, growth, memory and cores.

Run it: `python tests/benchmarks/batch.py [ROWS]`, on a POSIX system with kapcost installed; it takes
some minutes. Rows ask either for one of 500 courses, as those of one practice may, or all for
something else. It measures and judges nothing: the goals are printed.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random
from time import perf_counter

PARSE_AND_DUMP = """\
import json, sys
record = json.loads(open(sys.argv[2]).readline())
with open(sys.argv[1]) as rows:
    for line in rows:
        record["id"] = json.loads(line)["id"]
        sys.stdout.write(json.dumps(record) + "\\n")
"""

SETTINGS = ("office", "clinic-im", "clinic-iv", "at-home", "group", "esketamine")
COURSES = 500
DEFAULT_ROWS = 50_000
FEW, MANY = 1_000, 200_000
"""Rows between which the peak memory is compared."""


def asked() -> Iterator[str]:
    """Yield what rows ask for, always something else, and each time in the same order."""
    draw, number = Random(1), 0  # noqa: S311 - no secret
    while True:
        number += 1
        yield (
            f'"setting": "{draw.choice(SETTINGS)}", "sessions.dosing": {draw.randint(3, 9)}, '
            f'"prices.talk": {100 + number / 100:.2f}'
        )


def write(name: str, number: int, *, courses: int) -> None:
    """Write a file of rows that ask for so many courses between them."""
    draw, some = Random(2), list(islice(asked(), courses))  # noqa: S311 - no secret
    which = range(number) if courses >= number else (draw.randrange(courses) for _ in range(number))
    Path(name).write_text("".join(f'{{"id": {row}, {some[course]}}}\n' for row, course in enumerate(which)), "utf-8")


def seconds(*command: str) -> float:
    start = perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)  # noqa: S603 - ours
    return perf_counter() - start


def peak_megabytes(command: list[str]) -> float:
    """Return the peak memory of a command, measured in a process that has no other child."""
    lines = [
        "import resource, subprocess",
        f"subprocess.run({command!r})",
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)",
    ]
    done = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, check=True)  # noqa: S603 - ours
    return float(done.stdout.decode().split()[-1])


def throughput(program: str, rows: int) -> Iterator[str]:
    """Measure rows per second beside the least that anyone would do with them."""
    yield f"{rows} rows{'':21}seconds  rows/s  of pass-through  goal"
    for kind, courses in ((f"{COURSES} courses", COURSES), ("all different", rows)):
        write("rows.jsonl", rows, courses=courses)
        write("one.jsonl", 1, courses=1)
        for detail, goal in (([], 0.30), (["--detail"], 0.25)):
            one = subprocess.run([program, "batch", "one.jsonl", *detail], capture_output=True, check=True)  # noqa: S603 - ours
            Path("record.jsonl").write_bytes(one.stdout)
            took = seconds(program, "batch", "rows.jsonl", *detail)
            least = seconds(sys.executable, "pass.py", "rows.jsonl", "record.jsonl")
            yield f"{', '.join([kind, *detail]):32}{took:7.2f} {rows / took:7.0f} {least / took:16.3f}  {goal:.2f}"


def growth(program: str, rows: int) -> Iterator[str]:
    """Measure what rows that all differ take: twice as many of them, on two cores, and in memory."""
    write("half.jsonl", rows // 2, courses=rows)
    write("rows.jsonl", rows, courses=rows)
    half, whole = seconds(program, "batch", "half.jsonl"), seconds(program, "batch", "rows.jsonl")
    yield f"twice the rows take {whole / half:.2f} x the time (goal 2.1)"
    double = seconds(program, "batch", "rows.jsonl", "--jobs", "2")
    yield f"two cores are {whole / double:.2f} x as fast (goal 1.6)"
    for number in (FEW, MANY):
        write("rows.jsonl", number, courses=number)
        peak = peak_megabytes([program, "batch", "rows.jsonl", "-o", f"{number}.csv"])
        yield f"peak memory for {number} rows: {peak:.1f} MB{' (goal: 15 MB more)' if number == MANY else ''}"


def main(rows: int) -> None:
    program = str(Path(sys.executable).with_name("kapcost"))
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        Path("pass.py").write_text(PARSE_AND_DUMP, "utf-8")
        for measure in (throughput, growth):
            for line in measure(program, rows):
                print(line, flush=True)  # noqa: T201 - a script


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else DEFAULT_ROWS)
