"""The README is run: every command in it prints exactly what stands below it."""

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import pytest
from running import REPOSITORY, TOOLS_REQUIRED

NOT_RUN = ("$ python3 -m venv", "$ git")
"""Installing is what CI does, in an empty environment."""

TOOLS = {"jq": which("jq"), "parallel": which("parallel"), "duckdb": find_spec("duckdb")}
"""What some recipes need and kapcost does not."""

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fenced block: its language, its text, the file it is named as, if any, and the line it begins on."""

    language: str
    text: str
    file: str | None
    line: int


def blocks() -> Iterator[Block]:
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    for match in _BLOCK.finditer(readme):
        before = readme[: match.start()]
        named = re.search(r"`([\w-]+\.\w+)`[^`\n]*\n\s*$", before)
        yield Block(language=match[1], text=match[2], file=named and named[1], line=before.count("\n") + 1)


BLOCKS = list(blocks())


def of(language: str) -> pytest.MarkDecorator:
    chosen = [block for block in BLOCKS if block.language == language]
    return pytest.mark.parametrize("block", chosen, ids=[f"line {block.line}" for block in chosen])


@pytest.fixture(autouse=True)
def _files(folder: Path) -> None:
    for block in BLOCKS:
        if block.language in ("toml", "csv") and block.file:
            (folder / block.file).write_text(block.text, encoding="utf-8")


def commands_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a console block, and what stands below it."""
    for part in re.split(r"^(?=\$ )", text.replace("\\\n", ""), flags=re.MULTILINE):
        if part and not part.startswith(NOT_RUN):
            command, _, output = part.removeprefix("$ ").partition("\n")
            yield command, output


def run(command: str) -> str:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(  # noqa: S602 - a README shows what is typed into a shell
        command, shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        env={**os.environ, "PATH": path, "COLUMNS": "80"},
    )  # fmt: skip
    return done.stdout.decode().replace("\r\n", "\n")


@pytest.mark.skipif(sys.platform == "win32", reason="the README is written for a POSIX shell")
@of("console")
def test_every_command_prints_what_stands_below_it(block: Block) -> None:
    for tool, found in TOOLS.items():
        if re.search(rf"\b{tool}\b", block.text) and not found and not TOOLS_REQUIRED:
            pytest.skip(f"{tool} is not installed")
    for command, output in commands_in(block.text):
        shown = run(command)
        assert shown.rstrip("\n") == output.rstrip("\n"), command


@of("python")
def test_every_piece_of_python_runs(block: Block) -> None:
    if ">>>" not in block.text:
        exec(compile(block.text, f"README.md:{block.line}", "exec"), {})  # noqa: S102 - it is ours
        return
    example = doctest.DocTestParser().get_doctest(block.text, {}, "README.md", "README.md", block.line)
    assert doctest.DocTestRunner().run(example).failed == 0


def test_the_readme_shows_commands_and_python() -> None:
    assert {"console", "python", "toml"} <= {block.language for block in BLOCKS}
    assert sum(line.startswith("$ kapcost") for block in BLOCKS for line in block.text.splitlines()) >= 5


def test_the_two_commands_for_a_fresh_machine_are_there() -> None:
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    assert re.search(r"python3 -m venv .*pip install.*kapcost estimate", readme)
    assert re.search(r"^python3 -m venv .*\[test\].*pytest", readme, re.MULTILINE)
