"""Whatever a file holds: what is made of it and written to a file is whole, in its form, and does no harm."""

import csv
import io
import json
from pathlib import Path

import pytest
from hostile import COURSES, GOOD_FAITH, PRICE_LISTS, QUOTES, TEXTS, as_json, as_toml, file_of, fuzzed
from hypothesis import given
from hypothesis import strategies as st
from judging import check, check_form, check_markup, check_written, load
from markdown_it import MarkdownIt
from running import in_process
from small_list import small_list, write_list

SUFFIXES = st.sampled_from([".txt", ".json", ".csv", ".md"])
DRAWN = st.sampled_from([".txt", ".json", ".csv", ".md", ".html", ".html", ".svg", ".svg"])


@pytest.fixture(autouse=True)
def _in_a_folder(folder: Path) -> None:
    """Let what is written be written here, and nothing be slow because it is the first."""
    assert not list(folder.iterdir())
    load()


@fuzzed
@given(content=file_of(COURSES, as_toml), suffix=DRAWN, more=st.sampled_from([[], ["--schedule"], ["--by-session"]]))
def test_an_estimate_of_any_course_file(content: bytes, suffix: str, more: list[str]) -> None:
    check_written("estimate", "-", *more, output=f"out{suffix}", stdin=content)


@fuzzed
@given(content=file_of(PRICE_LISTS, as_toml), suffix=DRAWN)
def test_an_estimate_by_any_price_list(content: bytes, suffix: str) -> None:
    check_written("estimate", "--prices", "-", output=f"out{suffix}", stdin=content)


@fuzzed
@given(content=file_of(QUOTES, as_toml), suffix=st.sampled_from([".txt", ".json", ".csv", ".md", ".html"]))
def test_an_audit_of_any_quote(content: bytes, suffix: str) -> None:
    check_written("check", "-", output=f"out{suffix}", stdin=content)


@fuzzed
@given(content=file_of(GOOD_FAITH, as_toml), suffix=st.sampled_from([".txt", ".md", ".html", ".json"]))
def test_a_document_of_any_good_faith_file(content: bytes, suffix: str) -> None:
    check_written("gfe", "-", output=f"out{suffix}", stdin=content)


@fuzzed
@given(base=file_of(COURSES, as_toml), rows=st.lists(file_of(COURSES, as_json), max_size=3),
       form=st.sampled_from(["jsonl", "csv"]))  # fmt: skip
def test_a_batch_of_any_base_and_rows(base: bytes, rows: list[bytes], form: str) -> None:
    for path in Path.cwd().iterdir():
        path.unlink()
    Path("base.toml").write_bytes(base)
    lines = b"\n".join(row.replace(b"\n", b" ") for row in rows)
    done = check("batch", "-", "--input-format", "jsonl", "--base", "base.toml", "-o", f"out.{form}", "--rejects",
                 "rejects.csv", stdin=lines)  # fmt: skip
    assert Path(f"out.{form}").exists() == Path("rejects.csv").exists() == (done.code in (0, 5))
    if done.code in (0, 5):
        rejects = csv.reader(io.StringIO(Path("rejects.csv").read_bytes().decode(), newline=""))
        assert {len(row) for row in rejects} == {3}, "row, error and text, which is given back as it came"
        records = Path(f"out.{form}").read_bytes().decode()
        for record in records.split("\n")[:-1] if form == "jsonl" else ():
            json.loads(record)
        if form == "csv":
            check_form(records, ".csv")


LABELS = st.lists(
    st.one_of(st.sampled_from([text for text in TEXTS if len(text) < 60]), st.text(max_size=8)), min_size=1, max_size=4
).map("".join)


@fuzzed
@given(text=LABELS.map(lambda text: text.encode(errors="replace").decode()))
def test_a_name_of_any_kind_is_shown_as_it_is_and_is_nothing_else(text: str) -> None:
    write_list(Path("list.toml"), small_list(text))
    asked = ["estimate", "--prices", "list.toml", "--state", "CA"]
    done = check(*asked, "-f", "json")
    if done.code:
        return
    label = json.loads(done.out)["charges"][0]["label"]
    assert label in check(*asked, "-f", "table").out
    assert label in check(*asked, "-f", "plain").out
    for form in ("html", "svg"):
        check_markup(in_process(*asked, "-f", form).out)
    check_markup(MarkdownIt("gfm-like", {"linkify": False}).render(check(*asked, "-f", "markdown").out))
