"""CSV is read as spreadsheet programs write it, and a row that cannot be read stops no other."""

import io

import pytest

from kapcost import InputError
from kapcost.batch.lines import LONGEST_ROW
from kapcost.batch.reading import rows_of
from kapcost.batch.rows import Row


def read(content: bytes) -> list[Row]:
    return list(rows_of(io.BytesIO(content), "rows.csv"))


def values(content: bytes) -> list[dict[str, str]]:
    rows = read(content)
    assert [row.problem for row in rows] == [None] * len(rows)
    return [dict(row.values) for row in rows]


TWO = [{"id": "a", "state": "CA"}, {"id": "b", "state": ""}]


@pytest.mark.parametrize(
    "content",
    [
        b"id,state\na,CA\nb,\n",
        b"id,state\na,CA\nb,",
        b"\xef\xbb\xbfid,state\r\na,CA\r\nb,\r\n",
        b"id;state\r\na;CA\r\nb;\r\n",
        b"id\tstate\na\tCA\nb\t\n",
        b'"id","state"\n"a","CA"\n"b",""\n',
        b" id , state \n\na,CA\n  \nb,\n\n",
    ],
    ids=["plain", "no last newline", "mark and CRLF", "semicolons", "tabs", "quotes", "blanks and blank lines"],
)
def test_the_same_rows_are_read_from_every_dialect(content: bytes) -> None:
    assert values(content) == TWO


def test_a_cell_may_hold_delimiters_quotes_and_line_breaks() -> None:
    assert values(b'id,state\r\n"a, ""A""\r\nB\n",CA\r\nb,\r\n')[0]["id"] == 'a, "A"\r\nB\n'


def test_rows_are_numbered_from_one_below_the_header() -> None:
    assert [row.number for row in read(b"id\na\n\nb\n")] == [1, 2]


BAD = {
    "too few cells": (b"x", "1 cell"),
    "too many cells": (b"x,CA,6", "3 cells"),
    "a byte that is not UTF-8": (b"Andr\xe9,CA", "not UTF-8"),
    "a null byte": (b"x\0,CA", "null byte"),
    "a quote in the middle": (b'"x"y,CA', "no valid CSV"),
    "a quote that is never closed": (b'"x,CA', "no valid CSV"),
    "a line without end": (b"x" * LONGEST_ROW * 3 + b",CA", "more than 65,536 bytes"),
}


@pytest.mark.parametrize(("row", "found"), BAD.values(), ids=BAD)
def test_a_row_that_cannot_be_read_stops_no_other(row: bytes, found: str) -> None:
    before, bad, after = read(b"id,state\na,CA\n" + row + b"\nb,\n")
    assert [dict(before.values), dict(after.values)] == TWO
    assert bad.number == 2
    assert bad.problem
    assert found in bad.problem.found


def test_a_rejected_row_of_which_nothing_but_its_text_is_left_is_a_row() -> None:
    (row,) = read(b"id,state,row,error,text\n,,1,no valid CSV,a b\n")
    assert row.problem
    assert row.problem.found == "only empty cells"


def test_a_quote_that_is_never_closed_swallows_none_of_many_rows() -> None:
    rows = read(b'id,state\n"open,CA\n' + b"a,CA\n" * 50_000)
    assert [bool(row.problem) for row in rows[:3]] == [True, False, False]
    assert len(rows) == 50_001


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (b"id,setings", "Did you mean setting?"),
        (b"id,dosing", "Did you mean sessions.dosing?"),
        (b"id,prices.terapist", "Did you mean prices.therapist?"),
        (b"id,Settings", "Did you mean setting?"),
        (b"id,packages.six.prise", "found the column 'packages.six.prise'"),
        (b"id,sessions", "found the column 'sessions'"),
        (b"id,state,state", "found the column 'state' twice"),
        (b"id,,state", "found the column ''"),
        (b"", "no header"),
        (b"\r\n", "no header"),
        (b"id,st\xe9t", "not UTF-8"),
    ],
)
def test_columns_that_do_not_exist_are_refused_before_any_row(header: bytes, said: str) -> None:
    with pytest.raises(InputError) as raised:
        rows_of(io.BytesIO(header + b"\na,b,c\n"), "rows.csv")
    assert said in str(raised.value)
    assert {problem.file for problem in raised.value.problems} == {"rows.csv"}


def test_all_columns_that_do_not_exist_are_named_at_once() -> None:
    with pytest.raises(InputError) as raised:
        rows_of(io.BytesIO(b"stat,setings,id,id\n"), "rows.csv")
    assert len(raised.value.problems) == 3


@pytest.mark.parametrize("name", ["sessions.dosing", "health_plan.phases.integration.allowed", "packages.six.price"])
def test_every_dotted_name_of_a_course_file_is_a_column(name: str) -> None:
    assert rows_of(io.BytesIO(f"{name}\n".encode()), "rows.csv").columns == (name,)
