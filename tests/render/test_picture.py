"""A picture shows each text whole, line by line, and says the same in its text alternative."""

import pytest
from browser import Browser
from hypothesis import given
from hypothesis import strategies as st
from trees import texts_in, tree_of

from kapcost.render.page import page
from kapcost.render.picture import FACT, LABEL, SMALL, TEXT_CSS, TITLE, Picture, Style, wrapped

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "), max_size=200)


@given(TEXTS, st.floats(2, 60))
def test_no_character_is_lost_or_added_by_wrapping(text: str, room: float) -> None:
    assert "".join(wrapped(text, room)).replace(" ", "") == text.replace(" ", "")


@given(st.lists(st.text("abc", min_size=1, max_size=5), min_size=1), st.floats(4, 60))
def test_words_that_fit_are_kept_whole(words: list[str], room: float) -> None:
    assert " ".join(wrapped(" ".join(words), room)).split() == words


def test_what_is_written_is_the_text_alternative() -> None:
    picture = Picture("Costs & more")
    picture.write("First <b>", TITLE)
    picture.write("Second, " * 20, SMALL)
    root = tree_of(picture.markup())
    assert texts_in(root, "title") == ["Costs & more"]
    assert texts_in(root, "desc") == ["First <b>\n" + "Second, " * 20]
    assert root.get("role") == "img"
    named = [each.get("id") for each in root if each.get("id")]
    assert [root.get("aria-labelledby"), root.get("aria-describedby")] == named


@pytest.mark.parametrize("style", [TITLE, LABEL, FACT, SMALL], ids=lambda style: style.name)
def test_no_text_reaches_beyond_the_picture(browser: Browser, style: Style) -> None:
    picture = Picture("Wide")
    for char in "WMmw@%AOg0$&?#~_/…–×©漢ЩЖ😀":
        picture.write(char * 100, style)
    shown = page("Wide", picture.markup(), css=f"{TEXT_CSS}svg{{width:400px}}")
    assert browser.sticking_out(shown, width=800) == []
