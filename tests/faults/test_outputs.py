"""Whatever -o names: the answer is there whole, or refused in a message, and nothing else is there afterwards."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from running import Kapcost
from running_badly import LINUX, POSIX, WRITING, begun, ended, ended_all, make_files, names_in

pytestmark = POSIX

EVERY = pytest.mark.parametrize("command", WRITING)
NOT_A_BATCH = [name for name in WRITING if name != "batch"]


@pytest.fixture(autouse=True)
def _with_files(folder: Path) -> None:
    make_files(folder)


@pytest.fixture
def place(folder: Path) -> Path:
    """An empty folder."""
    (folder / "place").mkdir()
    return folder / "place"


REFUSED: dict[str, tuple[str, Callable[[Path], object]]] = {
    "a folder": ("out", Path.mkdir),
    "a link to a folder": ("out", lambda path: path.symlink_to("/")),
    "links in a circle": ("out", lambda path: path.symlink_to(path)),
    "below links in a circle": ("out/a", lambda path: path.symlink_to(path)),
    "in no folder": ("missing/a", lambda _: None),
    "below a file": ("out/a", lambda path: path.touch()),
    "a name that is too long": ("a" * 256, lambda _: None),
}


@EVERY
@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_a_file_is_refused_in_one_line(kapcost: Kapcost, place: Path, command: str, what: str) -> None:
    name, made = REFUSED[what]
    made(place / "out")
    before = names_in(place)
    done = kapcost(*WRITING[command], "-o", str(place / name))
    assert (done.code, done.out, len(done.problems)) == (2, "", 1), done.err
    assert names_in(place) == before


@LINUX
@EVERY
def test_a_file_system_that_takes_no_files_is_said(kapcost: Kapcost, command: str) -> None:
    done = kapcost(*WRITING[command], "-o", "/proc/out")
    assert (done.code, done.out, len(done.problems)) == (2, "", 1)


@EVERY
def test_a_link_stays_and_the_file_that_it_leads_to_is_written(kapcost: Kapcost, place: Path, command: str) -> None:
    (place / "link").symlink_to("real")  # which is not there yet
    assert kapcost(*WRITING[command], "-o", str(place / "link")).code == 0
    assert (place / "link").readlink() == Path("real")
    assert (place / "real").read_text("utf-8") == kapcost(*WRITING[command]).out
    assert names_in(place) - {"link", "real"} <= {"real.progress"}


@pytest.mark.parametrize("command", NOT_A_BATCH)
def test_a_name_as_long_as_the_system_takes_is_written(kapcost: Kapcost, place: Path, command: str) -> None:
    assert kapcost(*WRITING[command], "-o", str(place / ("a" * 255))).code == 0
    assert names_in(place) == {"a" * 255}


@pytest.mark.parametrize("command", NOT_A_BATCH)
def test_a_pipe_with_a_name_is_written_to_and_stays(kapcost: Kapcost, place: Path, command: str) -> None:
    os.mkfifo(place / "pipe")
    writer = begun(*WRITING[command], "-o", str(place / "pipe"))
    read = (place / "pipe").read_text("utf-8")
    assert ended(writer).code == 0
    assert read == kapcost(*WRITING[command]).out
    assert (place / "pipe").is_fifo()


@pytest.mark.parametrize("command", NOT_A_BATCH)
def test_what_is_thrown_away_is_written_to(kapcost: Kapcost, command: str) -> None:
    done = kapcost(*WRITING[command], "-o", os.devnull)
    assert (done.code, done.out) == (0, "")
    assert Path(os.devnull).is_char_device()


@pytest.mark.parametrize(
    ("command", "read"),
    [("estimate", "course.toml"), ("ask", "course.toml"), ("check", "quote.toml"), ("gfe", "patient.toml"),
     ("prices export", "list.toml"), ("batch", "rows.csv")],
)  # fmt: skip
def test_what_is_read_is_never_written_over(kapcost: Kapcost, folder: Path, command: str, read: str) -> None:
    before = (folder / read).read_bytes()
    (folder / "link").symlink_to(read)
    for name in (read, f"./{read}", "link"):
        done = kapcost(*WRITING[command], "-o", name)
        assert (done.code, done.out, len(done.problems)) == (2, "", 1)
    assert (folder / read).read_bytes() == before


@pytest.mark.parametrize("option", ["--prices", "--health-plan"])
def test_what_an_option_reads_is_never_written_over(kapcost: Kapcost, folder: Path, option: str) -> None:
    before = (folder / "list.toml").read_bytes()
    done = kapcost("estimate", option, "list.toml", "-f", "json", "-o", "list.toml")
    assert (done.code, len(done.problems)) == (2, 1)
    assert (folder / "list.toml").read_bytes() == before


def test_a_folder_that_is_gone_is_said() -> None:
    line = 'mkdir gone && cd gone && rmdir ../gone && exec "$@"'
    done = ended(begun("estimate", "-o", "out.json", line=line))
    assert (done.code, done.out, len(done.problems)) == (2, "", 1)
    assert ended(begun("estimate", "-f", "csv", line=line)).code == 0


def test_the_price_list_that_a_good_faith_file_names_is_never_written_over(kapcost: Kapcost, folder: Path) -> None:
    patient = folder / "patient.toml"
    patient.write_text(f'price_list = "list.toml"\n{patient.read_text("utf-8")}', "utf-8")
    before = (folder / "list.toml").read_bytes()
    assert kapcost(*WRITING["gfe"], "-o", "list.toml").code == 2
    assert (folder / "list.toml").read_bytes() == before


MOUNTED = 'mount -t tmpfs -o size={size} none place && {then}; "$@"; code=$?; ls -A place; exit $code'
"""Runs a command with a file system of its own, which goes with it, and lists what is there in the end."""

MOUNTS = ["unshare", "--user", "--map-root-user", "--mount"]


def may_mount() -> bool:
    """Return whether this system lets a process mount something for itself."""
    if not shutil.which("unshare"):
        return False
    tried = [*MOUNTS, "mount", "-t", "tmpfs", "none", "/mnt"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0  # noqa: S603 - as it says here


@LINUX
@pytest.mark.parametrize(
    ("size", "then", "found"),
    [("8k", "dd if=/dev/zero of=place/out bs=4k count=2 2>&-", "no space left on device"),
     ("1m", "echo old > place/out && mount -o remount,ro place", "read-only file system")],
    ids=["full", "read only"],
)  # fmt: skip
@pytest.mark.usefixtures("place")
def test_a_disk_that_takes_no_more_is_said_and_nothing_is_left_beside_the_old_file(
    size: str, then: str, found: str
) -> None:
    if not may_mount():
        pytest.skip("this system lets nobody mount anything")
    line = f"exec {' '.join(MOUNTS)} sh -c '{MOUNTED.format(size=size, then=then)}' sh \"$@\""
    commands = {name: WRITING[name] for name in NOT_A_BATCH if name != "prices export"}  # it replaces no old file
    runs = ended_all(commands, "-o", "place/out", line=line)
    assert {name: run.out for name, run in runs.items()} == dict.fromkeys(commands, "out\n")
    assert {name: run.code for name, run in runs.items()} == dict.fromkeys(commands, 2)
    assert {name for name, run in runs.items() if found in run.err} == {*commands}


@pytest.mark.parametrize(
    ("file", "command"),
    [("course.toml", ["estimate", "-", "-f", "json"]), ("quote.toml", ["check", "-", "-f", "json"]),
     ("rows.csv", ["batch", "-"]), ("patient.toml", ["gfe", "-", "--replace", "-f", "json"])],
    ids=["estimate", "check", "batch", "gfe"],
)  # fmt: skip
def test_what_is_read_from_standard_input_is_not_written_over(folder: Path, file: str, command: list[str]) -> None:
    content = (folder / file).read_bytes()
    with (folder / file).open("rb") as stream:
        done = ended(begun(*command, "-o", file, stdin=stream))
    assert (done.code, done.out) == (2, "")
    assert "a file that is used already" in done.err
    assert (folder / file).read_bytes() == content
