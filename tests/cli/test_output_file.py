"""-o writes a file whole or not at all, in the form that its name asks for."""

import os
import stat
import sys
from pathlib import Path

import pytest
from running import Kapcost, process

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes, limits and devices are POSIX")

SUFFIXES = {"a.txt": "plain", "a.json": "json", "a.csv": "csv", "a.md": "markdown", "a.html": "html",
            "a.svg": "svg", "a.JSON": "json"}  # fmt: skip


@pytest.mark.parametrize("name", SUFFIXES)
def test_the_suffix_of_the_file_says_the_form(kapcost: Kapcost, folder: Path, name: str) -> None:
    done = kapcost("estimate", "-o", name)
    assert (done.code, done.out, done.err) == (0, "", "")
    assert (folder / name).read_bytes().decode() == kapcost("estimate", "-f", SUFFIXES[name]).out


def test_format_beats_the_suffix(kapcost: Kapcost, folder: Path) -> None:
    assert kapcost("estimate", "-o", "a.csv", "-f", "json").code == 0
    assert (folder / "a.csv").read_text("utf-8").startswith("{")


def test_a_table_in_a_file_is_100_columns_wide_and_without_colour(kapcost: Kapcost, folder: Path) -> None:
    assert kapcost("estimate", "-o", "a.txt", "-f", "table", "--color", env={"COLUMNS": "60"}).code == 0
    lines = (folder / "a.txt").read_text("utf-8").splitlines()
    assert 80 < max(map(len, lines)) <= 100
    assert "\x1b" not in "".join(lines)


@pytest.mark.parametrize("name", ["a.xyz", "a", "a.json.gz", ".json"])
def test_a_name_that_says_no_form_is_refused(kapcost: Kapcost, folder: Path, name: str) -> None:
    done = kapcost("estimate", "-o", name)
    assert (done.code, done.out, len(done.problems)) == (2, "", 1)
    assert not list(folder.iterdir())


def test_a_dash_is_standard_output(kapcost: Kapcost) -> None:
    assert kapcost("estimate", "-o", "-", "-f", "csv").out == kapcost("estimate", "-f", "csv").out


@POSIX
def test_a_device_is_written_to_directly() -> None:
    assert process("estimate", "-o", "/dev/stdout", "-f", "csv").out == process("estimate", "-f", "csv").out


@pytest.mark.parametrize("command", [["estimate", "-f", "json"], ["prices", "export"]], ids=["estimate", "export"])
@pytest.mark.parametrize("place", [".", "missing/a.json", "a.json/a.json"])
def test_a_place_that_cannot_be_written_is_refused(
    kapcost: Kapcost, folder: Path, command: list[str], place: str
) -> None:
    (folder / "a.json").write_text("kept")
    done = kapcost(*command, "-o", place)
    assert (done.code, done.out, len(done.problems)) == (2, "", 1)
    assert [file.read_text() for file in folder.iterdir()] == ["kept"]


@POSIX
@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind the superuser")
def test_a_folder_without_permission_is_refused(kapcost: Kapcost, folder: Path) -> None:
    folder.chmod(0o500)
    assert kapcost("estimate", "-o", "a.json").code == 2
    folder.chmod(0o700)


@POSIX
def test_a_full_device_is_no_bug() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    done = process("estimate", "-o", "/dev/full", "-f", "json")
    assert (done.code, len(done.problems)) == (2, 1)


@POSIX
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600)], ids=["022", "077"])
def test_a_new_file_has_the_mode_that_the_umask_leaves(kapcost: Kapcost, folder: Path, mask: int, mode: int) -> None:
    before = os.umask(mask)
    kapcost("estimate", "-o", "a.json")
    os.umask(before)
    assert stat.S_IMODE((folder / "a.json").stat().st_mode) == mode


@POSIX
def test_a_replaced_file_keeps_its_mode(kapcost: Kapcost, folder: Path) -> None:
    (folder / "a.json").touch(mode=0o640)
    (folder / "a.json").chmod(0o640)
    kapcost("estimate", "-o", "a.json")
    assert stat.S_IMODE((folder / "a.json").stat().st_mode) == 0o640


def test_an_explanation_goes_to_the_file_too(kapcost: Kapcost, folder: Path) -> None:
    done = kapcost("estimate", "--explain", "facility", "-o", "a.txt")
    assert (done.code, done.out) == (0, "")
    assert "Facility" in (folder / "a.txt").read_text("utf-8")
