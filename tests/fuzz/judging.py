"""Runs the command line on whatever input, and sees that it ends as it ought to."""

import csv
import io
import json
import time
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import fromstring

from running import Run, in_process

REFUSED = {2, 3}
DOCUMENTED = {0, 4, 5, *REFUSED}
"""Exit codes: 1 would be a bug, and nobody interrupts."""

LONGEST_WAIT = 2
"""Seconds of computing that no input takes; it is half of one at most, but more on a busy machine."""

NEVER = {"script", "img", "iframe", "object", "embed", "form", "input", "base", "link", "foreignobject", "image", "use"}
"""Elements that no page or picture of kapcost has."""


@cache
def load() -> None:
    """Load once what commands need, which is not a matter of their input."""
    for command in ("estimate", "ask", "compare", "check", "batch", "gfe", "replay"):
        in_process(command, "-")


def check(*args: str, stdin: bytes = b"") -> Run:
    """Run the command line; see that it ends soon, says why, harms no terminal and leaves nothing half-written."""
    done, seconds = _timed(*args, stdin=stdin)
    if seconds >= LONGEST_WAIT:  # what the tests themselves leave behind may have been cleared away meanwhile
        _, seconds = _timed(*args, stdin=stdin)
    assert seconds < LONGEST_WAIT, args
    assert done.code in DOCUMENTED, (args, done.err)
    assert bool(done.err) or done.code == 0, "an end that is not explained"
    assert "Traceback" not in done.err
    assert_harmless(done.out)
    assert_harmless(done.err)
    left = [path.name for path in Path.cwd().iterdir() if path.name.startswith(".") or path.suffix == ".partial"]
    assert not left, "files that are not whole"
    return done


def _timed(*args: str, stdin: bytes) -> tuple[Run, float]:
    before = time.process_time()
    return in_process(*args, stdin=stdin), time.process_time() - before


def assert_harmless(text: str) -> None:
    """See that a terminal shows the text, and is not told anything by it."""
    assert all(char.isprintable() or char in "\n\r\t" for char in text), ascii(text)


def check_written(*args: str, output: str, stdin: bytes = b"") -> None:
    """Run a command that writes a file: it is whole, in its form and harmless if there is an answer, else not there."""
    file = Path(output)
    file.unlink(missing_ok=True)
    done = check(*args, "-o", output, stdin=stdin)
    assert file.exists() == (done.code not in REFUSED)
    assert done.out == ""
    if file.exists():
        check_form(file.read_bytes().decode(), file.suffix)


def check_form(text: str, suffix: str) -> None:
    """See that a file is what its name says it is, and that nothing in it is run or obeyed."""
    assert text.endswith("\n")
    assert_harmless(text)
    if suffix == ".json":
        json.loads(text)
    elif suffix == ".csv":
        header, *rows = csv.reader(io.StringIO(text))
        assert {len(row) for row in rows} <= {len(header)}
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t", "\r"))]
    elif suffix in (".html", ".svg"):
        check_markup(text)


def check_markup(text: str) -> None:
    """See that a page or picture has no element or attribute that loads or runs anything, and links only to the web."""
    seen = _Elements()
    seen.feed(text)
    assert seen.names & NEVER == set()
    assert [name for name, _ in seen.attributes if name.startswith("on")] == []
    links = [value or "" for name, value in seen.attributes if name in ("href", "src", "xlink:href")]
    assert [link for link in links if not link.startswith(("http://", "https://", "#", "mailto:"))] == []
    if text.startswith("<svg"):
        fromstring(text)  # noqa: S314 - kapcost has just made it


class _Elements(HTMLParser):
    """The names of all elements, and all their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes += attrs
