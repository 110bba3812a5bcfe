"""However a command is ended from outside, it ends quietly."""

import subprocess
import sys

import pytest
from running import process

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes as POSIX has them")

KAPCOST = [sys.executable, "-m", "kapcost"]


def test_a_reader_that_stops_after_one_line_gets_that_line() -> None:
    line = f'"{sys.executable}" -m kapcost prices sources | head -n 1'
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, check=True)  # noqa: S603
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


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
