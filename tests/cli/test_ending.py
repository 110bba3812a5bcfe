"""However a command is ended from outside, it ends quietly."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from running import process

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes as POSIX has them")

KAPCOST = [sys.executable, "-m", "kapcost"]


def test_ctrl_c_ends_with_130_and_says_nothing(folder: Path) -> None:
    os.mkfifo(folder / "slow.toml")
    command = [*KAPCOST, "estimate", "slow.toml"]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running,  # noqa: S603
        (folder / "slow.toml").open("wb"),  # opens only once kapcost reads it
    ):
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert (running.returncode, out, err.strip()) == (130, b"", b"")


@pytest.mark.parametrize("command", ["estimate", "estimate -f json", "prices sources", "schema prices", "-h"])
def test_a_closed_pipe_ends_quietly(command: str) -> None:
    with subprocess.Popen(  # noqa: S603
        [*KAPCOST, *command.split()], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        err = running.stderr.read()
    assert err == b""
    assert running.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("command", ["estimate", "-h", "estimate -h", "--version"])
def test_a_full_disk_is_told_and_is_no_bug(command: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*KAPCOST, *command.split()], stdout=full, stderr=subprocess.PIPE, check=False)  # noqa: S603
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert b"standard output: found no space left on device" in done.stderr


def test_a_reader_that_stops_after_one_line_gets_that_line() -> None:
    line = f'"{sys.executable}" -m kapcost prices sources | head -n 1'
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, check=True)  # noqa: S603
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_standard_output_that_is_full_is_no_bug_of_kapcost() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*KAPCOST, "estimate"], stdout=full, stderr=subprocess.PIPE, check=False)  # noqa: S603
    assert done.returncode == 2
    assert b"bug" not in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("options", [[], ["-f", "json"]], ids=["text", "json"])
def test_standard_error_that_is_full_changes_no_exit_code(options: list[str]) -> None:
    command = [*KAPCOST, "estimate", "--dosing", "x", *options]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=full, check=False)  # noqa: S603
    assert (done.returncode, done.stdout) == (2, b"")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_output_is_utf_8_whatever_the_console_speaks(encoding: str) -> None:
    env = {"PYTHONIOENCODING": encoding, "LC_ALL": "C", "PYTHONUTF8": "0"}
    assert process("estimate", env=env) == process("estimate")


def test_a_bug_is_one_line_and_the_traceback_comes_only_when_asked_for() -> None:
    broken = "import kapcost.cli.main as m; m.app = lambda **_: 1 / 0; m.run()"
    quiet, loud = process(code=broken), process(code=broken, env={"KAPCOST_DEBUG": "1"})
    assert (quiet.code, loud.code) == (1, 1)
    assert len(quiet.problems) == 1
    assert "KAPCOST_DEBUG" in quiet.err
    assert "Traceback" in loud.err
