"""Too few files, too little memory or no room: a message, and nothing half-written under the name of the output."""

import json
from pathlib import Path

import pytest
from running_badly import LINUX, POSIX, WRITING, begun, ended, make_files, names_in, rows

pytestmark = POSIX

LIMITED = """
import resource
import kapcost.{loaded}
resource.setrlimit(resource.{which}, ({limit}, {limit}))
from kapcost.__main__ import main
main()
"""


@pytest.fixture(autouse=True)
def _with_files(folder: Path) -> None:
    make_files(folder)


def test_without_any_file_left_it_is_said_that_it_cannot_be_loaded() -> None:
    done = ended(begun("estimate", code=LIMITED.format(loaded="__main__", which="RLIMIT_NOFILE", limit=3)))
    assert (done.code, done.out, len(done.problems)) == (1, "", 1)
    assert done.err.startswith("kapcost cannot be loaded: ")


@pytest.mark.parametrize("limit", [4, 5, 6])
def test_a_batch_with_too_few_files_left_is_refused_and_leaves_nothing(folder: Path, limit: int) -> None:
    before = names_in(folder)
    code = LIMITED.format(loaded="cli.batch", which="RLIMIT_NOFILE", limit=limit)
    done = ended(begun(*WRITING["batch"], "-o", "out", "--rejects", "bad", code=code))
    assert (done.code, done.out) == (2, "")
    [problem] = json.loads(done.err)["problems"]
    assert (problem["file"] != "", problem["found"]) == (True, "too many open files")
    assert names_in(folder) == before


def test_processes_that_find_too_few_files_are_said_and_it_can_be_carried_on(folder: Path) -> None:
    (folder / "rows.csv").write_bytes(rows(300))
    code = LIMITED.format(loaded="cli.batch", which="RLIMIT_NOFILE", limit=12)
    done = ended(begun(*WRITING["batch"], "-o", "out", "--jobs", "4", code=code))
    assert (done.code, done.out) == (2, "")
    assert json.loads(done.problems[-1])["problems"][0]["key"] == "--jobs"
    assert ended(begun(*WRITING["batch"], "-o", "out", "--resume")).code == 0
    assert len((folder / "out").read_bytes().splitlines()) == 300


@LINUX
@pytest.mark.parametrize("megabytes", [24, 36, 44, 200])
def test_with_little_memory_the_old_file_or_the_whole_new_one_is_there(folder: Path, megabytes: int) -> None:
    (folder / "out.json").write_text("{}")
    before = names_in(folder)
    done = ended(begun("estimate", "-o", "out.json", line=f'ulimit -v {megabytes * 1024}; exec "$@"'))
    assert done.out == ""
    assert (json.loads((folder / "out.json").read_text("utf-8")) != {}) == (done.code == 0)
    assert names_in(folder) == before


@pytest.mark.parametrize("command", [name for name in WRITING if name not in ("batch", "prices export")])
def test_a_write_that_fails_in_the_middle_leaves_the_old_file_and_nothing_beside_it(folder: Path, command: str) -> None:
    (folder / "out").write_text("old")
    before = names_in(folder)
    code = LIMITED.format(loaded="__main__", which="RLIMIT_FSIZE", limit=100)
    done = ended(begun(*WRITING[command], "-o", "out", code=code))
    assert (done.code, done.out, len(done.problems)) == (2, "", 1)
    assert (folder / "out").read_text() == "old"
    assert names_in(folder) == before
