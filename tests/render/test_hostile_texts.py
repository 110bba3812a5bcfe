"""What a price list or an option calls things can neither style, break nor hide anything in the answer."""

import csv
import html
import io
import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from running import Kapcost, text_of
from small_list import TOTAL, small_list, write_list
from trees import shape_of, texts_in, tree_of

HOSTILE = {
    "Rich markup": "[red]x[/red] [link=http://x]y[/link]",
    "closing markup": "[/] [/bold]",
    "an escape code": "a\x1b[31mred\x1b[0m\x1b[2J",
    "a title escape": "a\x1b]0;owned\x07",
    "an eight-bit escape": "a\x9b31mred",
    "new lines": "one\ntwo\r\nthree\u2028four\x0bfive",
    "carriage return": "Total: $1\rTotal: $2",
    "right-to-left marks": "abc\u202edef\u2066ghi\u200f",
    "10,000 characters": "x" * 10_000,
    "10,000 words": "word " * 10_000,
    "wide characters": "漢字" * 30,
    "combining marks": "e" + "\u0301" * 500,
    "emoji": ":smile: \N{WOMAN}\u200d\N{MICROSCOPE}",
    "tabs": "\ta\tb",
    "Markdown": "*a* _b_ `c` ~~d~~ | e \\| f [g](http://h) ![i](j) &amp; &lt;b&gt;",
    "HTML": "<script>alert(1)</script><img src=x onerror=y>",
    "an address": "https://x.example/a_b|c<img src=x>*d*",
    "a heading": "# big",
    "an item": "- item",
    "a number": "1. first",
    "a quotation": "> said",
    "a fence": "~~~ python",
    "a formula": '=HYPERLINK("http://x","y")',
    "a sum": "+1+1",
    "a command": "@SUM(1)",
}
FORMS = ["table", "plain", "markdown", "csv", "json", "html", "svg"]
EVERY = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
Ask = Callable[..., str]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Return the answer by a price list in which all texts are the given one."""
    folder, files = tmp_path_factory.mktemp("lists"), dict[str, str]()

    def answer(text: str, form: str, *options: str, columns: str = "", command: str = "estimate") -> str:
        if text not in files:
            files[text] = write_list(folder / f"{len(files)}.toml", small_list(text))
        return text_of(command, "--prices", files[text], *options, "--state", "CA", "-f", form, columns=columns)

    return answer


def unseen(text: str) -> set[str]:
    return {char for char in text if unicodedata.category(char)[0] == "C" and char not in "\n\r"}


@EVERY
@pytest.mark.parametrize("form", FORMS)
def test_nothing_unseen_comes_through(ask: Ask, text: str, form: str) -> None:
    assert unseen(ask(text, form)) == set()


@EVERY
@pytest.mark.parametrize(("form", "columns"), [("table", "60"), ("table", "80"), ("plain", ""), ("markdown", "")])
def test_the_total_is_always_to_be_seen(ask: Ask, text: str, form: str, columns: str) -> None:
    shown = ask(text, form, columns=columns)
    assert shown.count(TOTAL) >= 2, "in the heading and in the last row"
    assert TOTAL in "".join(shown.splitlines()[:4])


@EVERY
@pytest.mark.parametrize("form", ["html", "svg"])
def test_no_text_is_markup_in_a_page_or_picture(ask: Ask, text: str, form: str) -> None:
    assert shape_of(tree_of(ask(text, form))) == shape_of(tree_of(ask("harmless", form)))
    assert TOTAL in "".join(tree_of(ask(text, form)).itertext())


@EVERY
@pytest.mark.parametrize("form", ["plain", "markdown", "csv"])
def test_no_line_is_added_or_taken_away(ask: Ask, text: str, form: str) -> None:
    assert len(ask(text, form).splitlines()) == len(ask("harmless", form).splitlines())


@EVERY
def test_no_text_makes_the_answer_long(ask: Ask, text: str) -> None:
    assert max(len(line) for line in ask(text, "plain").splitlines()) < 1000
    assert len(ask(text, "table", columns="80").splitlines()) < 60


@EVERY
def test_no_text_styles_the_table(ask: Ask, text: str) -> None:
    def styles(shown: str) -> set[str]:
        return set(re.findall(r"\x1b\[[\d;]*m", shown))

    assert styles(ask(text, "table", "--color", columns="100")) <= styles(ask("harmless", "table", "--color"))


@pytest.mark.parametrize("text", [text for name, text in HOSTILE.items() if "arkup" in name or name == "emoji"])
def test_markup_is_shown_as_it_was_written(ask: Ask, text: str) -> None:
    assert " ".join(text.split()).replace("\u200d", "") in ask(text, "table", "--detail")


@EVERY
def test_csv_keeps_its_shape_and_no_cell_is_run(ask: Ask, text: str) -> None:
    header, *rows = csv.reader(io.StringIO(ask(text, "csv")))
    assert {len(row) for row in rows} == {len(header)}
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def harmless(text: str) -> str:
    """Return a text as kapcost takes it from a price list, if it is short."""
    kept = (" " if char.isspace() else char for char in text if char.isspace() or unicodedata.category(char)[0] != "C")
    return " ".join("".join(kept).split())


SHORT = {name: text for name, text in HOSTILE.items() if len(harmless(text)) < 60}


@pytest.mark.parametrize("text", SHORT.values(), ids=SHORT)
def test_csv_and_json_give_the_text_itself(ask: Ask, text: str) -> None:
    assert json.loads(ask(text, "json"))["charges"][0]["label"] == harmless(text)
    rows = list(csv.DictReader(io.StringIO(ask(text, "csv"))))
    assert harmless(text) in {row["label"].removeprefix("'") for row in rows}


@pytest.mark.parametrize("text", SHORT.values(), ids=SHORT)
def test_a_page_shows_the_text_itself(ask: Ask, text: str) -> None:
    assert harmless(text) in texts_in(tree_of(ask(text, "html")), "th")


def as_html(markdown: str) -> str:
    return str(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(markdown))


@EVERY
def test_markdown_is_read_as_the_same_document(ask: Ask, text: str) -> None:
    def tags(page: str) -> list[str]:
        return [tag for tag in re.findall(r"</?[a-z][^>]*>", page) if "strong" not in tag]

    for command in ("estimate", "ask"):
        shown, expected = (ask(each, "markdown", command=command) for each in (text, "harmless"))
        assert unseen(shown) == set()
        assert tags(as_html(shown)) == tags(as_html(expected))


@pytest.mark.parametrize("text", SHORT.values(), ids=SHORT)
def test_markdown_shows_the_text_itself(ask: Ask, text: str) -> None:
    page = as_html(ask(text, "markdown"))
    cells = [html.unescape(re.sub("<[^>]*>", "", cell)) for cell in re.findall(r"<td[^>]*>(.*?)</td>", page)]
    assert any(harmless(text).casefold() in cell.casefold() for cell in cells)


@pytest.mark.parametrize("text", ["a\x1b[31mb", "one\ntwo", "\u202ex", "[red]x[/red]", "y" * 10_000])
@pytest.mark.parametrize("form", FORMS)
def test_the_label_of_a_discount_is_as_harmless(kapcost: Kapcost, text: str, form: str) -> None:
    done = kapcost("estimate", "--discount", f"{text}:10%", "-f", form)
    plain = kapcost("estimate", "--discount", "harmless:10%", "-f", form)
    assert done.code in (0, 2)
    assert unseen(done.out) == set()
    assert done.code == 2 or len(done.out.splitlines()) == len(plain.out.splitlines())
    assert len(done.out) < len(plain.out) + 2000


@EVERY
def test_a_price_list_with_hostile_texts_is_shown_whole(kapcost: Kapcost, folder: Path, text: str) -> None:
    file = write_list(folder / "hostile.toml", small_list(text))
    for command in ("show", "sources", "locations", "export"):
        done = kapcost("prices", command, "--prices", file)
        assert done.code == 0
        assert unseen(done.out) == set()


@EVERY
def test_the_message_about_a_hostile_text_is_one_line(kapcost: Kapcost, folder: Path, text: str) -> None:
    listed = small_list(text)
    listed["settings"]["here"]["fees"][0]["price"] = "500-300"
    done = kapcost("prices", "check", write_list(folder / "hostile.toml", listed))
    assert (done.code, len(done.problems)) == (3, 1)
    assert unseen(done.err) == set()
    assert len(done.err) < 400
