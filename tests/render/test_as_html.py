"""The page says all that the estimate says, to everybody: by its structure, at any width, in the dark and on paper."""

import re
from pathlib import Path

import pytest
from browser import Browser, corner
from running import text_of
from small_list import small_list, write_list
from trees import texts_in, tree_of

from kapcost.render.as_html import HEADINGS
from kapcost.render.colours import DARK, LIGHT

ASKED = {
    "typical costs": "--setting office",
    "partly not known": "--dosing 3-6 --facility unknown --budget 5000 --discount 10%",
    "an open end": "--therapist 300+",
    "one phase": "--setting clinic-iv --all-in 450 --consultation 0",
    "huge": "--therapist 9999999 --dosing 1000 --talk 0.01-9999999 --booster 2",
    "a schedule": "--schedule --by-session --start 2026-12-01 --deposit 20%",
}
ASKING = pytest.mark.parametrize("options", ASKED.values(), ids=ASKED)
LONG = ["W" * 100, "Psychotherapist and psychiatric nurse practitioner for everybody " * 2, "漢字" * 50]


def page_of(options: str) -> str:
    return text_of("estimate", *options.split(), "-f", "html")


def page_with(text: str, folder: Path) -> str:
    return text_of("estimate", "--prices", write_list(folder / "prices.toml", small_list(text)), "-f", "html")


@ASKING
def test_the_page_has_the_structure_that_a_screen_reader_reads(options: str) -> None:
    root = tree_of(page_of(options))
    assert root.get("lang") == "en"
    assert [child.tag for child in root] == ["head", "body"]
    assert len(root.findall("body/main")) == len(list(root.iter("h1"))) == len(list(root.iter("caption"))) == 1
    assert [each.get("scope") for each in root.findall(".//thead//th")] == ["col"] * len(HEADINGS)
    rows = root.findall(".//tbody/tr")
    assert all([cell.tag for cell in row] == ["th", *["td"] * (len(HEADINGS) - 1)] for row in rows)
    assert {row[0].get("scope") for row in rows} == {"row"}


@ASKING
def test_the_table_and_the_notes_are_those_of_the_markdown_form(options: str) -> None:
    written = text_of("estimate", *options.split(), "-f", "markdown")
    unescaped = re.sub(r"\\([^\w\s])", r"\1", written).replace("**", "")
    root = tree_of(page_of(options))
    rows = [f"| {' | '.join(''.join(cell.itertext()) for cell in row)} |" for row in root.iter("tr")]
    assert [line for line in unescaped.splitlines() if line.startswith("|") and "| :-" not in line] == rows
    assert [line[2:] for line in unescaped.splitlines() if line.startswith("- ")] == texts_in(root, "li")


def test_the_page_stands_alone_and_runs_nothing() -> None:
    root = tree_of(page_of("--setting office"))
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & {each.tag for each in root.iter()}
    assert not [each.tag for each in root.iter() if {"src", "style"} & {*each.keys()}]
    assert not re.search(r"url\(|@import", texts_in(root, "style")[0])


def test_the_sources_are_links() -> None:
    root = tree_of(page_of("--setting office"))
    links = list(root.iter("a"))
    assert links
    assert all(link.get("href") == link.text and (link.text or "").startswith("https://") for link in links)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//x.example", "file:///etc/passwd"])
def test_only_addresses_of_the_web_are_links(folder: Path, address: str) -> None:
    made = page_with(address, folder)
    assert address in made
    assert not list(tree_of(made).iter("a"))


def test_the_same_estimate_is_the_same_page() -> None:
    assert text_of("estimate", "-f", "html") == text_of("estimate", "-f", "html", "--as-of", "2026-11-24")


@ASKING
def test_nothing_sticks_out_of_a_narrow_screen(browser: Browser, options: str) -> None:
    assert browser.sticking_out(page_of(options), width=320) == []


@pytest.mark.parametrize("width", [870, 1200])
def test_the_longest_numbers_do_not_stick_out_of_a_wide_screen(browser: Browser, width: int) -> None:
    assert browser.sticking_out(page_of(ASKED["huge"]), width=width) == []


@pytest.mark.parametrize("text", LONG, ids=["one word", "many words", "wide"])
@pytest.mark.parametrize("width", [320, 1200])
def test_no_label_sticks_out_however_long(browser: Browser, folder: Path, text: str, width: int) -> None:
    assert browser.sticking_out(page_with(text, folder), width=width) == []


@ASKING
def test_every_row_is_printed_whole_on_one_sheet(browser: Browser, options: str) -> None:
    made = page_of(options)
    sheets = [" ".join(sheet.split()) for sheet in browser.pdf_pages(made)]
    for row in tree_of(made).iter("tr"):
        cells = ["".join(cell.itertext()) for cell in row]
        words = " ".join(cells).replace("\N{EN DASH}", " ").split()
        assert any(all(word in sheet for word in words) for sheet in sheets), cells


@pytest.mark.parametrize(("dark", "colours"), [(False, LIGHT), (True, DARK)], ids=["light", "dark"])
def test_the_page_is_light_or_dark(browser: Browser, colours: dict[str, str], *, dark: bool) -> None:
    assert corner(browser.screenshot(page_of(""), dark=dark)) == colours["paper"]
