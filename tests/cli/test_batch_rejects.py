"""Rejected rows, mended, are an input again: what they say is what the first input said."""

import json
from pathlib import Path

import pytest
from running import Kapcost


@pytest.mark.usefixtures("folder")
def test_what_was_taken_apart_wrongly_is_no_input_again(kapcost: Kapcost) -> None:
    kapcost("batch", "-", "--rejects", "r.csv", stdin=b"id,prices.medical,discounts\na,1,200,\n")
    done = kapcost("batch", "r.csv")
    assert (done.code, done.out) == (5, "")


def test_an_id_that_was_kept_from_spreadsheets_is_itself_again_among_mended_rejects(
    folder: Path, kapcost: Kapcost
) -> None:
    kapcost("batch", "-", "--rejects", "r.csv", stdin=b"id,setting\n=A17,ofice\n'tis,ofice\n-12,ofice\n")
    mended = (folder / "r.csv").read_bytes().replace(b",ofice,", b",office,")
    assert [json.loads(line)["id"] for line in kapcost("batch", "-", stdin=mended).out.splitlines()] == [
        "=A17",
        "'tis",
        "-12",
    ]
