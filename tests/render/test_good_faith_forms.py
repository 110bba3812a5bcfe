"""Text, Markdown, HTML and JSON say the same, a draft says so on every page, and no text breaks any of them."""

import html
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from browser import Browser
from good_faith_making import made, providers
from markdown_it import MarkdownIt
from test_hostile_texts import HOSTILE, unseen

from kapcost.core.good_faith.document import GoodFaithEstimate
from kapcost.core.good_faith.wording import DRAFT
from kapcost.render.as_json import json_text
from kapcost.render.good_faith.as_html import good_faith_html
from kapcost.render.good_faith.as_markdown import good_faith_markdown
from kapcost.render.good_faith.as_text import good_faith_text
from kapcost.render.good_faith.sections import sections

FORMS: Mapping[str, Callable[[GoodFaithEstimate], str]] = {
    "text": good_faith_text, "markdown": good_faith_markdown, "html": good_faith_html,
}  # fmt: skip
EVERY_FORM = pytest.mark.parametrize("form", FORMS)

MANY = {
    "course": {
        "setting": "office", "sessions": {"dosing": 6}, "discounts": ["10%", "cash: 50"],
        "prices": {"intake": 225, "medical": 250, "talk": 175, "therapist": 450, "ketamine": 75},
    },
    "codes": {"dosing": "J3490"},
    "separately": ["Blood tests", "A ride home"],
    "scheduled": ["2026-12-08"],
    "providers": providers(
        {"name": "Maria Roth", "bills": ["therapist"]}, {"name": "Medical Group", "bills": ["prescriber"]},
        {"name": "Corner Pharmacy", "bills": ["pharmacy"]},
    ),
}  # fmt: skip

ISSUED = made(MANY, issue=True)
DRAFTED = made(MANY | {"id": None})


def hostile(text: str) -> GoodFaithEstimate:
    """Return a draft in which all free texts are the given one."""
    free = {"name": text, "address": text, "contact": text, "npi": text, "tin": text, "state": text}
    return made({
        "id": text, "service": text, "diagnosis": text, "separately": [text], "providers": providers(free),
        "patient": {"name": text, "date_of_birth": "1980-01-31"},
    })  # fmt: skip


def rendered(markdown: str) -> str:
    return str(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(markdown))


def words(form: str, said: GoodFaithEstimate) -> str:
    """Return the words that a form shows, one blank between them."""
    text = FORMS[form](said)
    if form == "markdown":
        text = rendered(text)
    if form != "text":
        text = html.unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", text, flags=re.DOTALL))
    return " ".join(text.split())


@EVERY_FORM
@pytest.mark.parametrize("said", [ISSUED, DRAFTED], ids=["issued", "draft"])
def test_every_fact_is_in_every_form(form: str, said: GoodFaithEstimate) -> None:
    shown = words(form, said)
    for section in sections(said):
        facts = [part for fact in section.facts for part in fact]
        cells = [cell for row in section.rows for cell in (*row.cells, row.remark)]
        for text in (section.heading, *facts, *cells, *section.sentences, *section.items):
            assert " ".join(text.split()) in shown


def test_the_amounts_of_the_json_are_those_that_are_shown() -> None:
    said = json.loads(json_text(ISSUED))
    for part in said["parts"]:
        for amount in (part["total"], part["disputed_from"], *(line["amount"] for line in part["lines"])):
            assert f"{abs(float(amount)):,.2f}" in good_faith_text(ISSUED)


def test_the_disclaimers_and_the_notice_are_said_once() -> None:
    text = words("text", ISSUED)
    for sentence in (*ISSUED.disclaimers, ISSUED.notice, ISSUED.separate_statement):
        assert text.count(sentence) == 1
    assert text.count("legal advice") == 1


def test_the_statement_on_separate_estimates_stands_directly_above_their_list() -> None:
    assert f"{ISSUED.separate_statement} - Blood tests - A ride home" in words("text", ISSUED)
    assert "- None expected" in good_faith_text(made({}))


@EVERY_FORM
def test_a_later_version_says_what_it_replaces(form: str) -> None:
    assert "2026-6" in words(form, made({"version": 2, "replaces": "2026-6"}))
    assert "Replaces" not in words(form, made({}))


@EVERY_FORM
def test_only_a_draft_is_marked_and_lists_what_hinders_its_issue(form: str) -> None:
    assert DRAFT in words(form, DRAFTED)
    assert "id: found nothing" in words(form, DRAFTED)
    assert "DRAFT" not in FORMS[form](ISSUED)
    assert "Before it can be issued" not in FORMS[form](ISSUED)


def test_every_heading_and_the_last_line_of_a_draft_in_text_are_marked() -> None:
    lines = good_faith_text(DRAFTED).splitlines()
    below = [place for place, line in enumerate(lines) if set(line) in ({"="}, {"-"}) and not lines[place - 2]]
    assert len(below) >= 8
    assert all(lines[place - 1].endswith(DRAFT) for place in (1, *below))
    assert lines[-1].endswith(DRAFT)


@pytest.mark.parametrize(("form", "heading"), [("markdown", r"^#.*"), ("html", r"<h\d>.*?</h\d>")])
def test_every_heading_of_a_draft_is_marked(form: str, heading: str) -> None:
    headings = re.findall(heading, FORMS[form](DRAFTED), re.MULTILINE)
    assert len(headings) >= 9
    assert all(DRAFT in each for each in headings)


@pytest.mark.parametrize("text", ["harmless", "word " * 90, "x" * 400], ids=["short", "many words", "one long word"])
def test_no_line_of_text_is_longer_than_80_columns(text: str) -> None:
    for said in (ISSUED, DRAFTED, hostile(text.strip())):
        assert max(map(len, good_faith_text(said).splitlines())) <= 80


@EVERY_FORM
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_nothing_unseen_comes_through(form: str, text: str) -> None:
    assert unseen(FORMS[form](hostile(text))) == set()


@pytest.mark.parametrize("form", ["markdown", "html"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_is_taken_for_markup(form: str, text: str) -> None:
    def tags(said: GoodFaithEstimate) -> list[str]:
        page = rendered(FORMS[form](said)) if form == "markdown" else FORMS[form](said)
        return re.findall(r"</?[a-z][^>]*>", page)

    assert tags(hostile(text)) == tags(hostile("harmless"))


@pytest.mark.parametrize("said", [ISSUED, DRAFTED], ids=["issued", "draft"])
def test_every_sheet_of_paper_of_a_draft_is_marked_and_no_amount_is_cut(
    browser: Browser, said: GoodFaithEstimate
) -> None:
    sheets = browser.pdf_pages(good_faith_html(said))
    assert len(sheets) >= 2
    assert all((DRAFT in sheet) == (said is DRAFTED) for sheet in sheets)
    printed = "".join(sheets)
    for row in (row for section in sections(said) for row in section.rows):
        assert row.cells[5] in printed
        assert all(code in printed for code in row.cells[1].split(", "))


@pytest.mark.parametrize("above", [0, 5, 13], ids="{} lines above".format)
def test_a_total_is_on_the_same_sheet_as_its_sentence_on_disputes(browser: Browser, above: int) -> None:
    pushed_down = replace(ISSUED, service="word " * 8 * above)
    sheets = browser.pdf_pages(good_faith_html(pushed_down))
    totals = [len(re.findall(r"^ *Total  ", sheet, re.MULTILINE)) for sheet in sheets]
    assert sum(totals) == 3
    assert [" ".join(sheet.split()).count("you may dispute that bill") for sheet in sheets] == totals


@pytest.mark.parametrize("width", [320, 700, 1200])
def test_nothing_sticks_out_of_the_page(browser: Browser, width: int) -> None:
    for said in (ISSUED, DRAFTED, hostile("x" * 400)):
        assert browser.sticking_out(good_faith_html(said), width=width) == []


def test_the_page_has_a_language_and_tables_with_headings() -> None:
    page = good_faith_html(ISSUED)
    assert '<html lang="en">' in page
    assert page.count("<table>") == 3
    assert page.count('scope="col"') == 18
    assert page.count('scope="row"') == sum(len(part.lines) + 1 for part in ISSUED.parts)
    assert "http" not in page.replace("http-equiv", "")


def test_the_same_file_gives_the_same_bytes() -> None:
    again = made(MANY, issue=True)
    assert [form(again) for form in FORMS.values()] == [form(ISSUED) for form in FORMS.values()]
