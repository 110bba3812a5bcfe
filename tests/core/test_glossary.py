"""Every word that an estimate or its help uses for a thing of its own is explained, once and in plain words."""

import re
from enum import StrEnum

import pytest

from kapcost.core.course import Element, Phase
from kapcost.core.glossary import TERMS, find_terms, glossary, in_short
from kapcost.core.price import Basis, Per, Status
from kapcost.errors import InputError
from kapcost.price_list_file import load_price_list

WORDS = glossary(load_price_list())

SPOKEN_OF = (
    "course of treatment", "phase", "session", "element", "fee", "price list", "care setting", "session package",
    "discount", "estimate", "partial estimate", "quote", "good faith estimate", "health plan", "allowed amount",
    "deductible", "coinsurance", "copay", "out-of-pocket maximum", "superbill", "self-pay", "low", "typical", "high",
    "source", "basis", "payee", "per", "deposit", "instalment", "loan", "APR", "IV", "IM", "lozenge", "nasal spray",
    "esketamine", "NPI", "TIN", "budget", "location", "tier", "adds up, foots", "overlap", "median", "middle",
    "platform", "programme", "troche", "in network", "out of network", "package", "course", "number of sessions",
)  # fmt: skip


@pytest.mark.parametrize("term", SPOKEN_OF)
def test_every_word_of_kapcost_is_explained(term: str) -> None:
    assert term in WORDS


@pytest.mark.parametrize("kind", [Phase, Element, Status, Basis, Per], ids=lambda kind: kind.__name__)
def test_every_name_in_an_answer_is_explained(kind: type[StrEnum]) -> None:
    assert [name for name in kind if list(find_terms(WORDS, name)) != [name.replace("_", " ")]] == []


def test_every_care_setting_is_explained_as_its_price_list_says_it() -> None:
    for name, setting in load_price_list().settings.items():
        assert setting.title in WORDS[name]
        assert setting.summary in WORDS[name]
        assert name not in TERMS


@pytest.mark.parametrize("term", TERMS)
def test_an_explanation_is_one_to_three_short_sentences(term: str) -> None:
    sentences = re.split(r"(?<=[.?]) ", TERMS[term])
    assert 1 <= len(sentences) <= 3
    assert all(sentence.endswith(".") and sentence[0] == sentence[0].upper() for sentence in sentences)
    assert max(map(len, sentences)) <= 130
    assert TERMS[term].startswith(in_short(term).removesuffix("."))


def test_the_terms_stand_in_the_order_of_the_alphabet() -> None:
    assert list(WORDS) == sorted(WORDS, key=str.casefold)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("allowed", ["allowed amount"]),
        ("Allowed Amount", ["allowed amount"]),
        ("out of pocket", ["out-of-pocket maximum"]),
        ("not_charged", ["not charged"]),
        ("session", ["session"]),
        ("apr", ["APR"]),
        ("clinic", ["clinic-im", "clinic-iv"]),
        ("amount", ["allowed amount"]),
        ("foots", ["adds up, foots"]),
        ("adds up", ["adds up, foots"]),
        ("out-of-network", ["out of network"]),
        ("troche", ["troche"]),
    ],
)
def test_a_term_is_found_by_its_name_or_else_by_how_one_of_its_words_begins(wanted: str, found: list[str]) -> None:
    assert list(find_terms(WORDS, wanted)) == found


@pytest.mark.parametrize(
    ("wanted", "near"),
    [("deductable", "deductible"), ("allowd", "allowed amount"), ("copey", "copay"), ("trochee", "troche"),
     ("teh", None)],
)  # fmt: skip
def test_a_mistyped_term_gets_the_nearest_term_and_no_other_word(wanted: str, near: str | None) -> None:
    with pytest.raises(InputError) as refused:
        find_terms(WORDS, wanted)
    (problem,) = refused.value.problems
    assert problem.suggestion == near


def test_no_explanation_is_of_a_word_by_itself() -> None:
    """`package` used to say that it is the price of a session package, and `course` only what a price per course is."""
    for term, meant in (("package", "several sessions"), ("course", "all of its sessions")):
        assert meant in TERMS[term]
