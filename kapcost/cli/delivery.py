"""How a result reaches the person: printed, or in a file, whole or not at all."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kapcost.cli.streams import write
from kapcost.files import STANDARD_STREAM, write_text

if TYPE_CHECKING:
    from rich.console import Console


def deliver(text: "str | Callable[[Console], str]", output: str | None, *, color: bool | None = None) -> None:
    """Print a text, or write it to a file; one that has a width or colours is made for the console it goes to."""
    file = None if output == STANDARD_STREAM else output
    if not isinstance(text, str):
        from kapcost.cli.console import file_console, stdout_console

        text = text(file_console() if file is not None else stdout_console(color=color))
    if file is None:
        write(text)
    else:
        write_text(file, text)


def deliver_new(text: str, output: str | None, *, replace: bool | None = None, private: bool = False) -> None:
    """Print a text, or write it to a file that does not exist yet.

    `replace` is the option --replace, None for a command that has none; a `private` file is for its owner only.
    """
    if output is None or output == STANDARD_STREAM:
        write(text)
    else:
        write_text(output, text, new=not replace, unless="" if replace is None else "--replace", private=private)
