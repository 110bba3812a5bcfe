"""The frame of every page: it stands alone, and shows whole what is in it on any screen and on paper."""

import html

import pytest
from browser import Browser, corner

from kapcost.render.colours import DARK, LIGHT
from kapcost.render.markup import Markup, element
from kapcost.render.page import POLICY, page, table

LONG = "Long " * 12
ROWS = [("", [LONG, f"{place}.00", LONG]) for place in range(100)]
TABLE = table("Many rows", ["Charge", "Amount", "Paid to"], ROWS, numbers=["Amount"])
PAGE = page("Many rows", Markup(element("h1", "Many rows") + TABLE))


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2.2 defines it."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("above", "below", "least"),
    [("ink", "paper", 7), ("quiet", "paper", 7), ("link", "paper", 4.5), ("bar", "paper", 3), ("ink", "bar", 3)],
)
def test_every_colour_is_seen_on_what_it_lies_on(colours: dict[str, str], above: str, below: str, least: float) -> None:
    darker, lighter = sorted(luminance(colours[name]) for name in (above, below))
    assert (lighter + 0.05) / (darker + 0.05) >= least


def test_light_and_dark_name_the_same_colours() -> None:
    assert LIGHT.keys() == DARK.keys()


def test_text_is_never_markup() -> None:
    made = page("<b>", table("<i>", ["<u>", "<s>"], [("", ["<p>", "<q>"])]))
    assert not [tag for tag in ("<b>", "<i>", "<u>", "<s>", "<p>", "<q>") if tag in made]


@pytest.mark.parametrize(("dark", "colours"), [(False, LIGHT), (True, DARK)], ids=["light", "dark"])
def test_the_page_is_light_or_dark_as_the_reader_prefers(
    browser: Browser, colours: dict[str, str], *, dark: bool
) -> None:
    assert corner(browser.screenshot(PAGE, dark=dark)) == colours["paper"]


@pytest.mark.parametrize("width", [320, 860, 870])
def test_nothing_sticks_out(browser: Browser, width: int) -> None:
    assert browser.sticking_out(PAGE, width=width) == []


def test_what_sticks_out_is_found(browser: Browser) -> None:
    wide = element("p", element("span", "wide", style="display:block;width:900px"))
    assert len(browser.sticking_out(page("Wide", wide), width=320)) == 1


def test_no_row_is_cut_by_the_end_of_a_sheet_and_each_has_the_headings(browser: Browser) -> None:
    sheets = browser.pdf_pages(PAGE)
    assert len(sheets) > 1
    assert all("Paid to" in sheet for sheet in sheets)
    assert all(sheet.count("Long") % " ".join(ROWS[0][1]).count("Long") == 0 for sheet in sheets)
    assert all(sum(f" {cells[1]} " in sheet for sheet in sheets) == 1 for _, cells in ROWS)


@pytest.mark.parametrize(("policy", "title"), [(POLICY, "kept"), ("", "changed")], ids=["as it is", "without it"])
def test_the_policy_of_the_page_lets_no_script_run(browser: Browser, policy: str, title: str) -> None:
    made = page("kept", element("script", Markup("document.title = 'changed'")))
    assert browser.evaluate(made.replace(html.escape(POLICY), policy), "page => page.title") == title
