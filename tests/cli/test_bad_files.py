"""A file that cannot be meant is refused by its name: exit code 2 for a course, 3 for a price list; no traceback."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from running import Kapcost, process

Made = Callable[[Path], object]


def holding(content: bytes) -> Made:
    return lambda path: path.write_bytes(content)


UNUSABLE: dict[str, Made] = {
    "missing": lambda _: None,
    "directory": Path.mkdir,
    "binary": holding(bytes(range(256)) * 40),
    "zeros": holding(b"\0" * 100),
    "too large": lambda path: os.truncate(os.open(path, os.O_CREAT | os.O_RDWR), 50 * 1024**2),
    "no TOML": holding(b"sessions = ["),
    "duplicate keys": holding(b'state = "CA"\nstate = "MS"\n'),
    "invalid UTF-8": holding(b'state = "\xff"\n'),
    "deep arrays": holding(b"sessions = " + b"[" * 100_000 + b"]" * 100_000),
    "deep tables": holding(b"[" + b"a." * 20_000 + b"a]\n"),
    "loop of links": lambda path: path.symlink_to(path),
}


@pytest.mark.parametrize("what", UNUSABLE)
@pytest.mark.parametrize(
    ("options", "code"), [(["estimate"], 2), (["estimate", "--prices"], 3), (["prices", "check"], 3)], ids=str
)
def test_an_unusable_file_is_refused_in_one_line(
    kapcost: Kapcost, folder: Path, what: str, options: list[str], code: int
) -> None:
    UNUSABLE[what](folder / "f.toml")
    done = kapcost(*options, "f.toml")
    assert (done.code, done.out, len(done.problems)) == (code, "", 1)
    assert done.err.startswith("kapcost: f.toml: found ")
    assert "bug" not in done.err


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_file_without_permission_is_refused(kapcost: Kapcost, folder: Path) -> None:
    (folder / "f.toml").touch(mode=0)
    done = kapcost("estimate", "f.toml")
    assert (done.code, done.out, len(done.problems)) == (2, "", 1)


@pytest.mark.parametrize("options", [["estimate"], ["estimate", "-f", "json", "-o"]], ids=["read", "write"])
def test_a_path_with_a_null_character_is_refused(kapcost: Kapcost, options: list[str]) -> None:
    done = kapcost(*options, "a\0b.toml")
    assert (done.code, done.out, len(done.problems)) == (2, "", 1)
    assert "\0" not in done.err


def test_the_name_of_a_file_cannot_break_or_style_its_message(kapcost: Kapcost) -> None:
    done = kapcost("estimate", "a\nkapcost: b\x1b[31m\u202e.toml")
    assert (done.code, len(done.problems)) == (2, 1)
    assert not {"\x1b", "\u202e"} & set(done.err)


def test_a_course_file_may_begin_with_a_byte_order_mark(kapcost: Kapcost, folder: Path) -> None:
    (folder / "c.toml").write_bytes(b'\xef\xbb\xbfstate = "CA"\r\n')
    assert kapcost("estimate", "c.toml", "-f", "json").out == kapcost("estimate", "--state", "CA", "-f", "json").out


def test_an_empty_course_file_asks_for_the_standard_course(kapcost: Kapcost, folder: Path) -> None:
    (folder / "c.toml").touch()
    assert kapcost("estimate", "c.toml").out == kapcost("estimate").out


def test_a_dash_is_standard_input() -> None:
    course = b'state = "CA"\n'
    assert process("estimate", "-", stdin=course).out == process("estimate", "--state", "CA").out


def test_what_is_wrong_with_standard_input_is_said_of_the_dash() -> None:
    done = process("estimate", "-", stdin=b"state = 5\n")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("kapcost: -: state: ")
