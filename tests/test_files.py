"""The only module that opens files: it reads them whole and checked, and writes them whole or not at all."""

import errno
import hashlib
import os
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from threading import Barrier

import pytest
from small_list import small_list, write_list

from kapcost import InputError, PriceListError, load_price_list
from kapcost.files import LARGEST_FILE, data_file, parse_toml, read_bytes, read_toml, write_text


def test_numbers_are_read_as_exact_decimals() -> None:
    assert parse_toml(b"price = 0.1", "f") == {"price": Decimal("0.1")}


@pytest.mark.parametrize("content", [b"\xff", b"= 1", b"a = 1\na = 2", b"a = " + b"[" * 100_000, b"a = 1__0"])
def test_what_is_no_toml_is_one_problem_with_the_name_of_the_file(content: bytes) -> None:
    with pytest.raises(InputError) as raised:
        parse_toml(content, "f.toml")
    assert [problem.file for problem in raised.value.problems] == ["f.toml"]


def test_the_largest_file_is_read_and_one_byte_more_is_not(folder: Path) -> None:
    (folder / "f").write_bytes(b"#" * LARGEST_FILE)
    assert read_toml("f") == {}
    (folder / "f").write_bytes(b"#" * (LARGEST_FILE + 1))
    with pytest.raises(InputError, match="4 MB"):
        read_bytes("f")


def test_a_price_list_carries_the_digest_of_its_file(folder: Path) -> None:
    file = write_list(folder / "mine.toml", small_list())
    assert load_price_list(file).sha256 == hashlib.sha256(Path(file).read_bytes()).hexdigest()


def test_a_price_list_may_be_named_by_a_path(folder: Path) -> None:
    file = write_list(folder / "mine.toml", small_list())
    assert load_price_list(folder / "mine.toml") == load_price_list(file)


def test_the_shipped_price_list_has_metropolitan_areas_only_when_asked_for_them() -> None:
    assert load_price_list().metros == {}
    assert "Portland" in " ".join(area.name for area in load_price_list(metros=True).metros.values())


def test_a_price_list_with_areas_of_its_own_keeps_them(folder: Path) -> None:
    listed = small_list() | {"metros": {"1": {"name": "Here, CA", "index": 2}}}
    assert list(load_price_list(write_list(folder / "mine.toml", listed), metros=True).metros) == ["1"]


def test_the_problems_of_a_price_list_are_errors_of_the_price_list(folder: Path) -> None:
    with pytest.raises(PriceListError):
        load_price_list(folder / "missing.toml")
    with pytest.raises(PriceListError) as raised:
        load_price_list(write_list(folder / "mine.toml", {**small_list(), "name": 5, "as_of": "never"}))
    assert {problem.key for problem in raised.value.problems} == {"name", "as_of"}
    assert {problem.file for problem in raised.value.problems} == {str(folder / "mine.toml")}


def test_text_is_written_as_it_is_in_utf_8(folder: Path) -> None:
    write_text("f", "é–\n\r\n")
    assert (folder / "f").read_bytes() == "é–\n\r\n".encode()


def test_a_written_file_replaces_the_old_one_and_leaves_nothing_beside_it(folder: Path) -> None:
    write_text("f", "old, and longer")
    write_text("f", "new")
    assert {file.name: file.read_text() for file in folder.iterdir()} == {"f": "new"}


@pytest.mark.parametrize("name", [".", "missing/f", "a\0b", "x" * 300])
def test_what_cannot_be_written_is_an_input_error_with_the_name(folder: Path, name: str) -> None:
    with pytest.raises(InputError) as raised:
        write_text(name, "text")
    assert [problem.file for problem in raised.value.problems] == [name]
    assert not list(folder.iterdir())


@pytest.mark.parametrize("name", ["cost_ranges.toml", "metro_locations.csv"])
def test_the_data_files_are_found_from_any_folder(folder: Path, name: str) -> None:
    assert folder == Path.cwd()
    assert data_file(name).is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_a_private_file_is_for_its_owner_only_whatever_it_replaces(folder: Path) -> None:
    (folder / "f").touch(mode=0o644)
    write_text("f", "text", private=True)
    write_text("g", "text", private=True)
    assert {stat.S_IMODE((folder / name).stat().st_mode) for name in ("f", "g")} == {0o600}


def test_a_file_that_exists_is_not_replaced_by_one_that_has_to_be_new(folder: Path) -> None:
    (folder / "f").write_text("old")
    with pytest.raises(InputError, match="the name of a new file or --replace"):
        write_text("f", "new", new=True, unless="--replace")
    assert (folder / "f").read_text() == "old"


@pytest.mark.parametrize("has_links", [True, False])
def test_of_many_that_make_the_same_new_file_at_once_one_does_and_the_others_are_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, has_links: bool
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links on this file system")

    if not has_links:
        monkeypatch.setattr(os, "link", refused)
    together = Barrier(8)

    def write(text: str) -> str | None:
        together.wait()
        try:
            write_text("f", text, new=True)
        except InputError:
            return None
        return text

    with ThreadPoolExecutor(8) as pool:
        written = list(pool.map(write, [str(number) * 100_000 for number in range(8)]))
    assert [text for text in written if text is not None] == [(folder / "f").read_text()]
    assert [file.name for file in folder.iterdir()] == ["f"]


@pytest.mark.parametrize("content", ["".join(f"k{key} = 1\n" for key in range(1001)), f"discounts = [{'5,' * 20001}]"])
def test_what_is_wider_than_anyone_writes_is_refused_in_one_problem(content: str) -> None:
    with pytest.raises(
        InputError, match="found a table of more than 1,000 keys, or an array of more than 20,000 items"
    ):
        parse_toml(content.encode(), "wide.toml")
