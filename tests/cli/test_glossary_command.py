"""`kapcost glossary` explains one term, or all of them."""

import json
from pathlib import Path

import pytest
from running import Kapcost, text_of
from small_list import small_list, write_list


def test_a_term_of_several_words_needs_no_quotes(kapcost: Kapcost) -> None:
    done = kapcost("glossary", "allowed", "amount")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("allowed amount: The most that a health plan takes")
    assert len(done.out.splitlines()) == 1


def test_without_a_term_all_are_listed_a_line_each_in_a_pipe(kapcost: Kapcost) -> None:
    lines = kapcost("glossary").out.splitlines()
    assert len(lines) > 60
    assert all(": " in line for line in lines)


@pytest.mark.parametrize("columns", ["40", "60", "80"])
def test_it_is_wrapped_to_a_terminal_between_words(columns: str) -> None:
    wrapped = text_of("glossary", columns=columns)
    assert max(len(line) for line in wrapped.splitlines()) <= int(columns)
    assert wrapped.split() == text_of("glossary").split()


def test_json_has_a_key_for_each_term(kapcost: Kapcost) -> None:
    assert list(json.loads(kapcost("glossary", "clinic", "-f", "json").out)) == ["clinic-im", "clinic-iv"]


def test_what_is_no_term_is_refused_with_the_nearest(kapcost: Kapcost) -> None:
    done = kapcost("glossary", "deductable")
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith("Did you mean deductible?\n")


def test_the_care_settings_are_those_of_the_price_list_in_use(kapcost: Kapcost, folder: Path) -> None:
    file = write_list(folder / "own.toml", small_list("[red]Our house[/]"))
    done = kapcost("glossary", "here", "--prices", file)
    assert done.out == "here: Care setting: [red]Our house[/]. [red]Our house[/]\n"
