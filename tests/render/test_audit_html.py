"""The page of an audit says all that its other forms say, by its structure, at any width, in the dark and on paper."""

import re
from pathlib import Path

import pytest
from browser import Browser, corner
from running import Kapcost
from test_audit_forms import INFUSION, audit_of
from trees import texts_in, tree_of

from kapcost.core.audit import Audit
from kapcost.render.audit_forms import audit_markdown
from kapcost.render.audit_html import audit_html
from kapcost.render.colours import DARK, LIGHT

ROOM = {"label": "Room", "phase": "dosing", "elements": ["facility"], "price": 50}
SIX = {"six": {"label": "Six", "sessions": {"dosing": 6}, "price": 2000}}
HOSTILE = ["<script>alert(1)</script>", "\"' onclick=x", "https://example.com", "W" * 60, "漢字" * 30]

AUDITS = {
    "adds up": audit_of({**INFUSION, "count": 6, "amount": 2400}),
    "does not add up": audit_of(INFUSION, ROOM, total=4375, discounts=["cash: 5%"]),
    "a package": audit_of({**INFUSION, "count": 6}, packages=SIX),
    "many lines": audit_of(*({**INFUSION, "label": f"Infusion {number}"} for number in range(50))),
    "huge": audit_of({**INFUSION, "count": 1000, "price": "9999999"}, total="1.01"),
}
EVERY = pytest.mark.parametrize("audit", AUDITS.values(), ids=AUDITS)


@EVERY
def test_the_page_has_the_structure_that_a_screen_reader_reads(audit: Audit) -> None:
    root = tree_of(audit_html(audit))
    assert root.get("lang") == "en"
    assert len(root.findall("body/main")) == len(list(root.iter("h1"))) == len(list(root.iter("caption"))) == 1
    assert [each.get("scope") for each in root.findall(".//thead//th")] == ["col"] * 4
    assert {row[0].get("scope") for row in root.findall(".//tbody/tr")} == {"row"}


@EVERY
def test_the_table_and_the_notes_are_those_of_the_markdown_form(audit: Audit) -> None:
    unescaped = re.sub(r"\\([^\w\s])", r"\1", audit_markdown(audit)).replace("**", "")
    root = tree_of(audit_html(audit))
    rows = [f"| {' | '.join(''.join(cell.itertext()) for cell in row)} |" for row in root.iter("tr")]
    assert [line for line in unescaped.splitlines() if line.startswith("|") and "| :-" not in line] == rows
    assert [line[2:] for line in unescaped.splitlines() if line.startswith("- ")] == texts_in(root, "li")


def test_the_verdict_and_the_provider_head_the_page_and_name_it() -> None:
    root = tree_of(audit_html(audit_of({**INFUSION, "count": 6}, provider="A clinic", total=2500)))
    assert (texts_in(root, "h1"), texts_in(root, "p")) == (["Quote of A clinic"], ["Does not add up"])
    assert texts_in(root, "title") == ["Quote of A clinic: does not add up"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_quote_is_markup_or_a_link_and_none_sticks_out(browser: Browser, text: str) -> None:
    made = audit_html(audit_of({**INFUSION, "label": text}, provider=text, total=1))
    root = tree_of(made)
    assert texts_in(root, "h1") == [f"Quote of {text}"]
    assert not {"script", "img", "link"} & {each.tag for each in root.iter()}
    assert text not in [link.get("href") for link in root.iter("a")]
    assert browser.sticking_out(made, width=320) == []


@EVERY
@pytest.mark.parametrize("width", [320, 870])
def test_nothing_sticks_out_of_a_screen(browser: Browser, audit: Audit, width: int) -> None:
    assert browser.sticking_out(audit_html(audit), width=width) == []


@EVERY
def test_every_row_is_printed_whole_on_one_sheet(browser: Browser, audit: Audit) -> None:
    made = audit_html(audit)
    sheets = [set(sheet.split()) for sheet in browser.pdf_pages(made)]
    for row in tree_of(made).iter("tr"):
        words = set("".join(f"{cell.text or ''} " for cell in row).split())
        assert any(words <= sheet for sheet in sheets), words


@pytest.mark.parametrize(("dark", "colours"), [(False, LIGHT), (True, DARK)], ids=["light", "dark"])
def test_the_page_is_light_or_dark(browser: Browser, colours: dict[str, str], *, dark: bool) -> None:
    assert corner(browser.screenshot(audit_html(AUDITS["adds up"]), dark=dark)) == colours["paper"]


def test_a_quote_of_a_package_alone_has_a_page_without_a_table(kapcost: Kapcost, folder: Path) -> None:
    quote = b'setting = "clinic-iv"\n[packages.six]\nlabel = "Six"\nsessions = { dosing = 6 }\nprice = 2000\n'
    assert kapcost("check", "-", "-o", "audit.html", stdin=quote).code == 0
    root = tree_of((folder / "audit.html").read_text(encoding="utf-8"))
    assert not list(root.iter("table"))
    assert any("Six: $2,000" in text for text in texts_in(root, "li"))
