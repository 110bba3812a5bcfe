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
