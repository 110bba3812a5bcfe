"""`kapcost batch` estimates each row by itself, and each row stands in the output or among the rejects, once."""

import csv
import io
import json
import re
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it brings no types
from rows_making import BAD, as_csv, as_jsonl
from running import Kapcost, process, text_of

ROWS, BAD_ROWS = 200, 20


def records(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def estimated(folder: Path, kapcost: Kapcost) -> Callable[..., list[dict[str, Any]]]:
    """Return the records of some rows, all of which are in order."""

    def run(content: str, *options: str, name: str = "rows.csv") -> list[dict[str, Any]]:
        (folder / name).write_text(content, encoding="utf-8", newline="")
        done = kapcost("batch", name, *options)
        assert (done.code, done.err) == (0, "")
        return records(done.out)

    return run


def test_every_row_stands_in_the_output_or_among_the_rejects_once_and_in_order(folder: Path, kapcost: Kapcost) -> None:
    (folder / "rows.csv").write_bytes(as_csv(ROWS, BAD_ROWS))
    done = kapcost("batch", "rows.csv", "-o", "out.jsonl", "--rejects", "rejects.csv")
    assert (done.code, done.out, len(done.problems)) == (5, "", 1)
    good = [record["row"] for record in records((folder / "out.jsonl").read_text("utf-8"))]
    rejected = list(csv.DictReader(io.StringIO((folder / "rejects.csv").read_text("utf-8"))))
    assert len(rejected) == BAD_ROWS == len(BAD)
    assert len({row["error"].partition(" expected")[0] for row in rejected}) == len(BAD)
    bad = [int(row["row"]) for row in rejected]
    assert (good, bad) == (sorted(good), sorted(bad))
    assert sorted(good + bad) == list(range(1, ROWS + 1))


def test_csv_and_jsonl_say_the_same(folder: Path, kapcost: Kapcost) -> None:
    (folder / "rows.csv").write_bytes(as_csv(50, 5))
    (folder / "rows.ndjson").write_bytes(as_jsonl(50, 5))
    assert kapcost("batch", "rows.csv").out == kapcost("batch", "rows.ndjson").out
    assert kapcost("batch", "-", stdin=as_csv(50, 5)).out == kapcost("batch", "-", stdin=as_jsonl(50, 5)).out


def test_several_processes_write_the_same_bytes(folder: Path) -> None:
    (folder / "rows.csv").write_bytes(as_csv(450, 45))
    outputs = []
    for jobs in ("1", "3"):
        done = process("batch", "rows.csv", "-o", "out.csv", "--rejects", "rejects.csv", "--jobs", jobs)
        assert done.code == 5, done.err
        outputs.append([(folder / name).read_bytes() for name in ("out.csv", "rejects.csv")])
    assert outputs[0] == outputs[1]


def test_a_row_is_estimated_as_the_command_estimate_does(
    estimated: Callable[..., list[dict[str, Any]]], answer: Callable[..., dict[str, Any]]
) -> None:
    detail = estimated(
        "id,setting,state,sessions.dosing,discounts,budget\na,office,CA,3-6,cash:5%;200,5000\n", "--detail"
    )
    options = "--setting office --state CA --dosing 3-6 --discount cash:5% --discount 200 --budget 5000"
    assert detail == [{"row": 1, "id": "a", **answer(*options.split())}]


def test_a_row_wins_over_the_base_course_key_by_key(
    folder: Path, estimated: Callable[..., list[dict[str, Any]]], answer: Callable[..., dict[str, Any]]
) -> None:
    (folder / "base.toml").write_text('setting = "office"\nsessions = { dosing = 3, booster = 2 }\nbudget = 4000\n')
    first, second = estimated("id,sessions.dosing,payment.loan\na,6,12%:12\nb,,\n", "--base", "base.toml")
    assert first["estimate_id"] == answer("base.toml", "--dosing", "6", "--loan", "12%:12")["estimate_id"]
    assert second["estimate_id"] == answer("base.toml")["estimate_id"]


def test_an_id_comes_back_as_it_was(estimated: Callable[..., list[dict[str, Any]]]) -> None:
    assert [row["id"] for row in estimated('id\n"Anna,\r\nB"\n=1+1\n\u00e9\n')] == ["Anna,\r\nB", "=1+1", "\u00e9"]
    assert [row["id"] for row in estimated('{"id": 7}\n{}\n', name="rows.jsonl")] == [7, None]


def test_a_spreadsheet_runs_no_formula_of_a_row(folder: Path, kapcost: Kapcost) -> None:
    link = '=HYPERLINK("http://example.com","x")'
    rows = io.StringIO()
    csv.writer(rows, delimiter=";").writerows([["id", "setting"], [link, "office"], [link, "@SUM(A1)"]])
    (folder / "rows.csv").write_text("\ufeff" + rows.getvalue(), encoding="utf-8", newline="")
    assert kapcost("batch", "rows.csv", "-o", "out.csv", "--rejects", "rejects.csv").code == 5
    for name, delimiter in (("out.csv", ","), ("rejects.csv", ";")):
        text = io.StringIO((folder / name).read_text("utf-8"))
        cells = [cell for row in csv.reader(text, delimiter=delimiter) for cell in row]
        assert f"'{link}" in cells
        assert not [cell for cell in cells if cell.startswith(("=", "@", "+", "-"))]


def test_rejects_that_are_not_mended_are_rejected_again_for_the_same_reason(folder: Path, kapcost: Kapcost) -> None:
    rows = b"id;setting;prices.talk\nA;clinic-im;1.250\n"  # 1.25 dollars or 1250: that cannot be told
    kapcost("batch", "-", "--rejects", "rejects.csv", stdin=rows)
    first = (folder / "rejects.csv").read_text("utf-8")
    assert kapcost("batch", "rejects.csv", "--rejects", "again.csv").code == 5
    assert (folder / "again.csv").read_text("utf-8") == first


def test_mended_rejects_are_an_input_again(folder: Path, kapcost: Kapcost) -> None:
    for name in ("rejects.csv", "rejects.jsonl"):
        kapcost("batch", "-", "--rejects", name, stdin=b"id,setting\na,ofice\nb,office\n")
        mended = (folder / name).read_text("utf-8").replace("a,ofice", "a,office").replace('"ofice"', '"office"')
        (folder / name).write_text(mended, encoding="utf-8")
        done = kapcost("batch", name)
        assert (done.code, [record["id"] for record in records(done.out)]) == (0, ["a"])


def test_a_row_that_cannot_be_read_is_kept_as_text(folder: Path, kapcost: Kapcost) -> None:
    for name in ("rejects.csv", "rejects.jsonl"):
        kapcost("batch", "-", "--rejects", name, stdin=b'{"id": "a\n')
        assert '{"id": "a' in (folder / name).read_text("utf-8").replace('""', '"').replace('\\"', '"')


def test_cells_without_a_column_are_kept_as_text(folder: Path, kapcost: Kapcost) -> None:
    kapcost("batch", "-", "--rejects", "r.csv", stdin=b"id,setting\na,office,CA\n")
    (row,) = csv.DictReader(io.StringIO((folder / "r.csv").read_text("utf-8")))
    assert (row["id"], row["setting"], row["text"]) == ("", "", "a,office,CA")


def test_reasons_go_to_standard_error_without_a_file_for_them_and_name_no_one(kapcost: Kapcost) -> None:
    done = kapcost("batch", "-", stdin=b"id,setting,state\nAnna,ofice,ZZ\nBert,,CA\n")
    assert (done.code, len(records(done.out)), len(done.problems)) == (5, 1, 2)
    assert done.problems[0].startswith("kapcost: row 1: ")
    assert "setting: found something that is not shown here; expected general" in done.problems[0]
    assert "state: found something that is not shown here; expected the code" in done.problems[0]
    assert not {"Anna", "ofice", "ZZ"} & set(re.findall(r"\w+", done.err))


@pytest.mark.usefixtures("folder")
def test_the_last_word_names_row_numbers_and_nothing_of_a_row(kapcost: Kapcost) -> None:
    done = kapcost("batch", "-", "--rejects", "r.csv", stdin=b"id,setting\n" + b"Anna,ofice\n" * 12)
    assert "12 of 12 rows rejected (row 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more)" in done.err
    assert not {"Anna", "ofice"} & set(done.err.replace("'", " ").split())


@pytest.mark.parametrize("options", ["", "--setting office --dosing 3-6 --budget 5000", "--facility unknown"])
def test_each_record_is_valid_by_the_schema_of_batches(kapcost: Kapcost, options: str) -> None:
    words = options.split()
    names = {
        "--setting": "setting",
        "--dosing": "sessions.dosing",
        "--budget": "budget",
        "--facility": "prices.facility",
    }
    row = {"id": "a", **{names[name]: value for name, value in zip(words[::2], words[1::2], strict=True)}}
    (record,) = records(kapcost("batch", "-", stdin=json.dumps(row).encode()).out)
    schema = json.loads(text_of("schema", "batch"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(record)] == []
    assert list(record) == list(schema["properties"])
    assert record["schema_version"] == 1


def test_a_csv_of_no_rows_is_a_header(kapcost: Kapcost) -> None:
    done = kapcost("batch", "-", "-f", "csv", stdin=b"id,setting\n")
    assert done.code == 0
    assert done.out.splitlines() == [",".join(json.loads(text_of("schema", "batch"))["properties"])]


REFUSED = {
    "no such file": ["missing.csv"],
    "a folder": ["."],
    "a column that does not exist": ["bad.csv"],
    "a wrong base": ["rows.csv", "--base", "bad.toml"],
    "a form that the name does not say": ["rows.csv", "-o", "out.txt"],
    "details in CSV": ["rows.csv", "--detail", "-f", "csv"],
    "carrying on standard output": ["rows.csv", "--resume"],
    "the input as output": ["rows.csv", "-o", "./rows.csv"],
    "one file for both": ["rows.csv", "-o", "a.csv", "--rejects", "a.csv"],
    "one file for the rejects and the unfinished output": ["rows.csv", "-o", "a.csv", "--rejects", "a.csv.partial"],
    "an input that the output would grow in": ["rows.csv.partial", "-o", "rows.csv"],
    "rejects on standard output": ["rows.csv", "--rejects", "-"],
    "a folder as output": ["rows.csv", "-o", "folder.csv"],
    "a place for rejects that does not exist": ["rows.csv", "-o", "a.csv", "--rejects", "missing/r.csv"],
    "a place that does not exist": ["rows.csv", "-o", "missing/out.csv"],
    "no processes": ["rows.csv", "--jobs", "0"],
    "two from standard input": ["-", "--base", "-"],
    "no date": ["rows.csv", "--as-of", "soon"],
}


@pytest.mark.parametrize("options", REFUSED.values(), ids=REFUSED)
def test_what_would_be_wrong_for_every_row_is_refused_before_the_first(
    folder: Path, kapcost: Kapcost, options: list[str]
) -> None:
    (folder / "folder.csv").mkdir()
    (folder / "rows.csv").write_text("id\na\n")
    (folder / "rows.csv.partial").write_text("id\na\n")
    (folder / "bad.csv").write_text("id,setings\na,office\n")
    (folder / "bad.toml").write_text("setings = 5\n")
    before = sorted(folder.rglob("*"))
    done = kapcost("batch", *options)
    assert (done.code, done.out) == (2, "")
    assert done.err
    assert sorted(folder.rglob("*")) == before


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_what_is_written_is_for_its_owner_only(folder: Path, kapcost: Kapcost) -> None:
    kapcost("batch", "-", "-o", "o.csv", "--rejects", "r.csv", stdin=b"id\na\n")
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
