"""kapcost needs no network: any use of a socket ends a command in an error."""

import pytest
from running import Run, process

OFFLINE = """
import sys

def refuse(event, args):
    if event.startswith(("socket.", "urllib.", "http.")):
        raise RuntimeError(event)

sys.addaudithook(refuse)
from kapcost.__main__ import main
main()
"""

COMMANDS = ["estimate", "estimate --state CA -f json", "estimate --metro Sacramento --detail", "prices show",
            "prices sources", "prices locations", "prices export", "schema estimate", "ask", "glossary",
            "--version", "-h"]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_opens_a_socket(command: str) -> None:
    done = process(*command.split(), code=OFFLINE)
    assert (done.code, done.err) == (0, "")


def test_the_refusal_would_be_noticed() -> None:
    tried: Run = process(code=OFFLINE.replace("main()", "import socket; socket.socket()"))
    assert tried.code == 1
    assert "socket.__new__" in tried.err


def test_the_public_api_loads_neither_typer_nor_rich() -> None:
    code = "import sys, kapcost; kapcost.load_price_list(); print(sorted({'typer', 'rich'} & set(sys.modules)))"
    assert process(code=code).out == "[]\n"
