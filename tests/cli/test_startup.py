"""The program starts quickly because each command loads only what its answer needs."""

import pytest
from running import process

LOADED = """
import atexit, sys
from kapcost.__main__ import main
atexit.register(lambda: print(*sys.modules, file=sys.stderr))
main()
"""


def loaded_by(command: str) -> set[str]:
    """Return the modules that a command which succeeds has loaded at its end."""
    done = process(*command.split(), code=LOADED)
    assert done.code == 0, done.err
    return set(done.err.split())


def test_the_version_loads_neither_the_core_nor_a_console() -> None:
    loaded = loaded_by("--version")
    assert not loaded & {"kapcost.core", "kapcost.files", "kapcost.reading", "rich"}


def test_the_help_of_the_program_loads_no_command() -> None:
    assert not loaded_by("--help") & {"kapcost.core", "kapcost.cli.estimate", "kapcost.cli.prices"}


@pytest.mark.parametrize("form", ["json", "csv", "markdown", "plain"])
def test_a_form_without_a_table_loads_no_console_and_no_other_form(form: str) -> None:
    loaded = loaded_by(f"estimate -f {form}")
    forms = {"plain", "json", "csv", "markdown", "table"}
    assert {other for other in forms if f"kapcost.render.as_{other}" in loaded} == {form}
    assert "rich" not in loaded


def test_a_table_loads_nothing_that_writes_markdown_html_or_json() -> None:
    assert not loaded_by("estimate") & {"markdown_it", "pygments", "kapcost.render.as_json", "kapcost.render.markup"}
