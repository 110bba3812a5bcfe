"""How fast a batch is: rows per second beside a program that only parses and dumps JSON, growth, memory and cores.

Run it: `python tests/benchmarks/batch.py [ROWS]`, on a POSIX system with kapcost installed. All
rows differ. It measures and judges nothing: the goals are printed.
"""

import os
import subprocess
import sys
import tempfile
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
DEFAULT_ROWS = 2000


def rows(number: int) -> str:
    """Return rows of JSON that all ask for something else."""
    draw = Random(number)  # noqa: S311 - the same rows each time
    return "".join(
        f'{{"id": {row}, "setting": "{draw.choice(SETTINGS)}", "sessions.dosing": {draw.randint(3, 9)}, '
        f'"prices.talk": {100 + row / 100}}}\n'
        for row in range(number)
    )


def seconds(*command: str) -> float:
    start = perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)  # noqa: S603 - ours
    return perf_counter() - start


def main(number: int) -> None:
    program = str(Path(sys.executable).with_name("kapcost"))
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for name, size in {"few": number // 10, "half": number // 2, "all": number}.items():
            Path(f"{name}.jsonl").write_text(rows(size), "utf-8")
        Path("pass.py").write_text(PARSE_AND_DUMP, "utf-8")
        print(f"{number} rows that all differ\n{'':22}seconds  rows/s   of pass-through  goal")  # noqa: T201
        for detail, goal in (([], 0.30), (["--detail"], 0.25)):
            few = subprocess.run([program, "batch", "few.jsonl", *detail], capture_output=True, check=True)  # noqa: S603
            Path("record.jsonl").write_bytes(few.stdout.splitlines(keepends=True)[0])
            took = seconds(program, "batch", "all.jsonl", *detail)
            least = seconds(sys.executable, "pass.py", "all.jsonl", "record.jsonl")
            print(f"{' '.join(['batch', *detail]):22}{took:7.2f} {number / took:7.0f} {least / took:12.3f}      {goal}")  # noqa: T201
        half, whole = seconds(program, "batch", "half.jsonl"), seconds(program, "batch", "all.jsonl")
        print(f"twice the rows take {whole / half:.2f} x the time (goal 2.1)")  # noqa: T201
        double = seconds(program, "batch", "all.jsonl", "--jobs", "2")
        print(f"two cores are {whole / double:.2f} x as fast (goal 1.6)")  # noqa: T201
        for name in ("few", "all"):
            peak = peak_megabytes([program, "batch", f"{name}.jsonl", "-o", f"{name}.csv"])
            print(f"peak memory for {name} rows: {peak:.1f} MB")  # noqa: T201


def peak_megabytes(command: list[str]) -> float:
    """Return the peak memory of a command, measured in a process that has no other child."""
    lines = [
        "import resource, subprocess",
        f"subprocess.run({command!r})",
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)",
    ]
    done = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, check=True)  # noqa: S603 - ours
    return float(done.stdout.decode().split()[-1])


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else DEFAULT_ROWS)
