"""Looks at pages and pictures as people do: in headless Chromium, on screens of any width, and on paper."""

import html
import json
import re
import shutil
import subprocess
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from running import TOOLS_REQUIRED

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")

_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip

_MEASURE = """<!DOCTYPE html><meta charset="utf-8">
<iframe id="seen" width="{width}" height="1000" style="border:0" srcdoc="{page}"></iframe><pre id="found"></pre>
<script>onload = () => {{
  const found = ({function})(document.getElementById("seen").contentDocument);
  document.getElementById("found").textContent = JSON.stringify(found);
}}</script>
"""
"""A page that holds the page to be measured: scripts run here, and none in there."""

_STICKING_OUT = """page => [...page.querySelectorAll("body *")].filter(each => {
  const hidden = [...page.querySelectorAll("*")].find(
    one => one.contains(each) && page.defaultView.getComputedStyle(one).clipPath !== "none");
  const box = each.getBoundingClientRect(), frame = each.ownerSVGElement?.getBoundingClientRect();
  const left = frame?.left ?? 0, right = frame?.right ?? page.documentElement.clientWidth;
  return !hidden && box.width && (box.left < left - 1 || box.right > right + 1);
}).map(each => each.outerHTML.slice(0, 200))"""
"""The elements that reach beyond the sides of the page, or of the picture that they are in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """A headless Chromium, which keeps its files in a folder of the test."""

    program: str
    folder: Path

    def screenshot(self, page: str, *, width: int = 800, height: int = 1000, dark: bool = False) -> Path:
        """Return the PNG file of a page, or of an SVG picture, on a light or a dark screen."""
        image = self.folder / "screenshot.png"
        scheme = f"--blink-settings=preferredColorScheme={0 if dark else 1}"
        self._run(page, scheme, f"--window-size={width},{height}", f"--screenshot={image}")
        return image

    def pdf_pages(self, page: str) -> list[str]:
        """Return the text of each sheet of paper that a page is printed on, laid out as printed."""
        printed = self.folder / "printed.pdf"
        self._run(page, "--no-pdf-header-footer", f"--print-to-pdf={printed}")
        return _output("pdftotext", "-layout", str(printed), "-").removesuffix("\f").split("\f")

    def evaluate(self, page: str, function: str, *, width: int = 800) -> Any:
        """Return what a JavaScript function says of the document of a page that is `width` pixels wide."""
        holder = _MEASURE.format(width=width, page=html.escape(page), function=function)
        shown = self._run(holder, "--dump-dom")
        found = re.search(r'<pre id="found">(.*?)</pre>', shown, re.DOTALL)
        assert found is not None, shown
        return json.loads(html.unescape(found[1]))

    def sticking_out(self, page: str, *, width: int) -> list[str]:
        """Return the elements of a page that a screen of a width does not show whole without scrolling sideways."""
        found: list[str] = self.evaluate(page, _STICKING_OUT, width=width)
        return found

    def _run(self, page: str, *options: str) -> str:
        file = self.folder / ("shown.svg" if page.startswith("<?xml") else "shown.html")
        file.write_text(page, encoding="utf-8")
        shutil.rmtree(self.folder / "profile", ignore_errors=True)
        profile = f"--user-data-dir={self.folder / 'profile'}"
        return _output(self.program, *_FLAGS, profile, *options, file.as_uri())


def corner(image: Path) -> str:
    """Return the colour of the first pixel of a PNG file, such as #ffffff; no filter of PNG changes that one."""
    data = image.read_bytes()
    pixels = zlib.decompressobj().decompress(data[data.index(b"IDAT") + 4 :], 4)
    return f"#{pixels[1:].hex()}"


def found_browser(folder: Path) -> Browser:
    """Return the browser of this machine; without one the test is skipped, or fails if one is required."""
    program = next((program for program in PROGRAMS if shutil.which(program)), None)
    if program is None or shutil.which("pdftotext") is None:
        (pytest.fail if TOOLS_REQUIRED else pytest.skip)(
            "needs Chromium and pdftotext (Debian: chromium, poppler-utils)"
        )
    folder.mkdir()
    return Browser(program=program, folder=folder)


def _output(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, timeout=60, check=True)  # noqa: S603 - the tests' own commands
    return done.stdout.decode()
