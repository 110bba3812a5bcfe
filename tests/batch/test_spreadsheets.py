"""CSV is read as spreadsheet programs leave it, with all that they add to what a person typed."""

import io
from pathlib import Path

import pytest

from kapcost import InputError
from kapcost.batch.reading import rows_of
from kapcost.batch.rows import Row

FILES = Path(__file__).parent / "spreadsheets"


def read(content: bytes) -> list[Row]:
    return list(rows_of(io.BytesIO(content), "rows.csv"))


@pytest.mark.parametrize("name", ["calc-commas.csv", "calc-semicolons.csv"])
def test_what_a_spreadsheet_program_wrote_is_read_cell_by_cell(name: str) -> None:
    rows = read((FILES / name).read_bytes())
    assert [(row.number, row.problem) for row in rows] == [(1, None), (2, None), (3, None)]
    assert [row.values["id"] for row in rows] == ["Müller, Zoë\n(second visit)", '李 "Amy" O\'Neil', "-3"]
    assert [row.values["discounts"] for row in rows] == ["cash:5%;200", "", ""]
    assert [row.values["budget"] for row in rows] == ["5000", "", "1250.5"]
    assert [row.values["schedule"] for row in rows] == ["TRUE", "", "FALSE"]


@pytest.mark.parametrize(
    "content",
    [(FILES / "calc-utf16.csv").read_bytes(), "\ufeffid,setting\na,office\n".encode("utf-16-be")],
    ids=["by a spreadsheet program", "big end first"],
)
def test_utf_16_is_refused_with_what_to_do_about_it(content: bytes) -> None:
    with pytest.raises(InputError, match=r"rows\.csv: found UTF-16; expected UTF-8; .* save as CSV UTF-8"):
        read(content)


PLAIN = b"id,setting\na,office\nb,\n"


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        b"id;setting;\na;office;\nb;;\n",
        b"id,setting,,\na,office\nb,,\n",
        b"sep=;\r\nid;setting\r\na;office\r\nb;\r\n",
        b'\xef\xbb\xbf"SEP=,"\r\nid,setting\r\na,office\r\nb,\r\n',
        b"sep=\t\nid\tsetting\na\toffice\nb\t\n",
        b"ID, Setting \na,office\nb,\n",
        b'id,setting\n,\na,office\n"",""\n , \nb,\n,\n,,,,\n',
    ],
    ids=["plain", "an empty column", "rows without the empty columns", "sep=;", "sep=, and a mark", "sep= and a tab",
         "a header in another case", "rows of empty cells"],
)  # fmt: skip
def test_what_spreadsheets_add_changes_no_row(content: bytes) -> None:
    rows = read(content)
    assert [(row.number, dict(row.values), row.problem) for row in rows] == [
        (1, {"id": "a", "setting": "office"}, None),
        (2, {"id": "b", "setting": ""}, None),
    ]


def test_something_below_an_empty_header_cell_is_refused_in_its_row_only() -> None:
    first, second = read(b"id,setting,\na,office,CA\nb,,\n")
    assert first.problem
    assert (first.problem.found, second.problem) == ("a cell below no column", None)


def test_an_empty_header_cell_between_others_is_refused() -> None:
    with pytest.raises(InputError, match="found the column ''"):
        read(b"id,,setting\na,,office\n")


def test_a_column_twice_in_two_cases_is_refused() -> None:
    with pytest.raises(InputError, match="found the column 'state' twice"):
        read(b"state,State\nCA,TX\n")


@pytest.mark.parametrize("content", [b"", b"sep=;\n", b"sep=;", b";;;\n"])
def test_a_file_without_a_header_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="found no header"):
        read(content)
