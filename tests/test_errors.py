"""Exit codes mean one thing each, and the classes, the README and the help say the same."""

import re

import pytest
from running import REPOSITORY, process

from kapcost.errors import InputError, KapcostError, Problem, quoted, unknown_name

README = (REPOSITORY / "README.md").read_text("utf-8")
TABLE = {int(code): words.strip() for code, words in re.findall(r"^\|\s*`?(\d+)`?\s*\|([^|]+)\|", README, re.MULTILINE)}


def kinds(of: type[KapcostError] = KapcostError) -> list[type[KapcostError]]:
    return [of, *(kind for inner in of.__subclasses__() for kind in kinds(inner))]


def test_every_kind_of_error_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in kinds()]
    assert sorted(codes) == sorted(set(codes)) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_the_readme_says_what_the_class_says(kind: type[KapcostError]) -> None:
    assert TABLE[kind.code].replace("`", "") == kind.meaning


def test_the_readme_lists_no_other_codes_but_success_and_interruption() -> None:
    assert set(TABLE) == {0, 130, *(kind.code for kind in kinds())}


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_the_help_says_what_the_class_says(kind: type[KapcostError]) -> None:
    text = " ".join(process("--help").out.replace("│", " ").split())
    assert re.search(rf"\b{kind.code}\W+{re.escape(kind.meaning)}", text)


def test_a_problem_says_where_what_is_found_and_what_is_allowed() -> None:
    problem = Problem(key="low", found="'9'", expected="less").at("price", "my.toml")
    assert str(problem) == "my.toml: price.low: found '9'; expected less."


def test_a_problem_keeps_the_file_it_already_has() -> None:
    assert Problem(found="x", expected="y", file="inner").at(file="outer").file == "inner"


def test_an_error_carries_every_problem_one_a_line() -> None:
    error = InputError(Problem(found="a", expected="b"), Problem(found="c", expected="d"))
    assert str(error) == "found a; expected b.\nfound c; expected d."


@pytest.mark.parametrize(("typed", "meant"), [("ofice", "office"), ("OFFICE", "office"), ("zzz", None), ("", None)])
def test_an_unknown_name_gets_the_nearest_valid_one(typed: str, meant: str | None) -> None:
    assert unknown_name(typed, ["general", "office"]).suggestion == meant


@pytest.mark.parametrize("value", ["a\nb", "\x1b[31m", "\u202e", "x" * 10_000, 5, None])
def test_a_quoted_value_is_short_and_printable(value: object) -> None:
    assert quoted(value).isprintable()
    assert len(quoted(value)) <= 62


def test_a_value_nested_without_end_is_quoted_too() -> None:
    nested: dict[str, object] = {}
    for _ in range(20_000):
        nested = {"a": nested}
    assert len(quoted(nested)) <= 62
