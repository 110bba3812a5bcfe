"""JSONL is read line by line, and a line that is no JSON object stops no other."""

import io
from decimal import Decimal

import pytest

from kapcost import InputError
from kapcost.batch.reading import rows_of
from kapcost.batch.rows import Form, Row


def read(content: bytes, name: str = "rows.jsonl") -> list[Row]:
    return list(rows_of(io.BytesIO(content), name))


def test_each_line_is_a_row_and_numbers_are_exact() -> None:
    rows = read(b'\xef\xbb\xbf{"id": 1, "budget": 0.1}\r\n\n{"sessions": {"dosing": 6}}')
    assert [dict(row.values) for row in rows] == [{"id": 1, "budget": Decimal("0.1")}, {"sessions": {"dosing": 6}}]
    assert [row.number for row in rows] == [1, 2]


BAD = {
    "no JSON": b"{'id': 1}",
    "half an object": b'{"id": 1',
    "two objects": b'{"id": 1} {"id": 2}',
    "a list": b"[1]",
    "a text": b'"a"',
    "null": b"null",
    "a key twice": b'{"id": 1, "id": 2}',
    "no number": b'{"budget": NaN}',
    "an endless number": b'{"budget": Infinity}',
    "a number of thousands of digits": b'{"budget": ' + b"9" * 5000 + b"}",
    "nested without end": b'{"a":' * 10_000,
    "nested deeply": b'{"a":' * 50 + b"1" + b"}" * 50,
    "a null byte": b'{"id": "\0"}',
    "not UTF-8": b'{"id": "\xe9"}',
}


@pytest.mark.parametrize("line", BAD.values(), ids=BAD)
def test_a_line_that_is_no_object_stops_no_other(line: bytes) -> None:
    before, bad, after = read(b'{"id": "a"}\n' + line + b'\n{"id": "b"}\n')
    assert (before.problem, after.problem, bad.number) == (None, None, 2)
    assert bad.problem


@pytest.mark.parametrize("line", [b'["Alexandra", 5]', b'"Alexandra"'])
def test_what_is_no_object_is_not_shown_for_nobody_knows_what_it_holds(line: bytes) -> None:
    (row,) = read(line)
    assert "Alexandra" not in str(row.problem)


@pytest.mark.parametrize("name", ["-", "rows.txt", "rows"])
@pytest.mark.parametrize(
    ("content", "form"), [(b'\n {"id": 1}', Form.JSONL), (b"id\na", Form.CSV), (b"\xef\xbb\xbf{}", Form.JSONL)]
)
def test_the_first_character_shows_the_form_where_the_name_does_not(name: str, content: bytes, form: Form) -> None:
    assert rows_of(io.BytesIO(content), name).form is form


def test_the_form_that_is_asked_for_beats_the_name() -> None:
    assert rows_of(io.BytesIO(b"id\na"), "rows.jsonl", Form.CSV).form is Form.CSV


@pytest.mark.parametrize("content", [b"", b"\n\n", b"[\n{}]"])
def test_what_looks_like_neither_form_is_refused(content: bytes) -> None:
    with pytest.raises(InputError):
        rows_of(io.BytesIO(content), "-")


def test_a_file_of_no_lines_has_no_rows() -> None:
    assert read(b"") == []
