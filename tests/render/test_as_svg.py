"""The picture stands alone: it is whole, needs nothing else, and can be read without being seen."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from browser import Browser, corner
from running import text_of
from small_list import TOTAL, small_list, write_list
from trees import SVG, texts_in, tree_of

from kapcost.render.colours import DARK, LIGHT
from kapcost.render.markup import Markup
from kapcost.render.page import page

ASKED = {
    "typical costs": "--setting office",
    "partly not known": "--dosing 3-6 --facility unknown --budget 5000 --discount 10%",
    "an open end": "--therapist 300+",
    "one phase": "--setting clinic-iv --all-in 450 --consultation 0",
    "huge": "--therapist 9999999 --dosing 1000 --talk 0.01-9999999 --booster 2",
    "a schedule": "--schedule --by-session --start 2026-12-01",
}
ASKING = pytest.mark.parametrize("options", ASKED.values(), ids=ASKED)


def picture_of(options: str) -> str:
    return text_of("estimate", *options.split(), "-f", "svg")


def squeezed(text: str) -> str:
    return "".join(text.split())


@ASKING
def test_the_text_alternative_says_all_that_is_to_be_seen(options: str) -> None:
    root = tree_of(picture_of(options))
    seen = [text for text in texts_in(root, "text") if text not in texts_in(root, "text", "tick")]
    assert squeezed("".join(seen)) == squeezed(texts_in(root, "desc")[0])


@ASKING
def test_every_line_of_the_table_is_in_the_picture(options: str) -> None:
    said = squeezed(texts_in(tree_of(picture_of(options)), "desc")[0])
    table = tree_of(text_of("estimate", *options.split(), "-f", "html")).findall(".//tbody/tr")
    assert [cell.text for row in table for cell in row if squeezed(cell.text or "") not in said] == []


@ASKING
def test_the_range_and_what_is_left_out_are_in_the_picture(options: str) -> None:
    said = texts_in(tree_of(picture_of(options)), "desc")[0]
    plain = text_of("estimate", *options.split(), "-f", "plain").splitlines()
    assert plain[0] in said
    assert plain[1].removeprefix("Total: ") in said
    assert "Not included: " in said
    assert "Made: on 2026-11-24" in said


def test_the_picture_is_declared_and_needs_nothing_else() -> None:
    made = picture_of("")
    assert made.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" role="img"')
    assert not {"script", "image", "use", "foreignObject", "a"} & {
        each.tag.removeprefix(SVG) for each in tree_of(made).iter()
    }
    assert made.count("http") == 1, "only the name of the format"


def test_the_same_estimate_is_the_same_picture() -> None:
    assert text_of("estimate", "-f", "svg") == text_of("estimate", "-f", "svg", "--as-of", "2026-11-24")


def page_of(pictures: Iterable[str]) -> str:
    return page("Pictures", Markup("".join(picture.partition("\n")[2] for picture in pictures)))


def test_nothing_reaches_beyond_the_picture(browser: Browser) -> None:
    assert browser.sticking_out(page_of(map(picture_of, ASKED.values())), width=800) == []


def test_no_label_is_cut_however_long(browser: Browser, folder: Path) -> None:
    long = {"word.toml": "W" * 100, "words.toml": "word " * 40, "wide.toml": "漢字" * 50, "signs.toml": "@&" * 50}
    files = [write_list(folder / name, small_list(text)) for name, text in long.items()]
    pictures = [picture_of(f"--prices {file}") for file in files]
    assert all(picture.count(TOTAL) >= 2 for picture in pictures)
    assert browser.sticking_out(page_of(pictures), width=800) == []


@pytest.mark.parametrize(("dark", "colours"), [(False, LIGHT), (True, DARK)], ids=["light", "dark"])
def test_the_picture_is_light_or_dark(browser: Browser, colours: dict[str, str], *, dark: bool) -> None:
    assert corner(browser.screenshot(picture_of(""), dark=dark)) == colours["paper"]
