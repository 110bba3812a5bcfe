"""Files as they arrive: cut short, doubled, mixed up, with other line ends, or with bytes that are no text."""

from collections.abc import Callable
from functools import reduce

from hypothesis import strategies as st

Damage = Callable[[bytes], bytes]

PIECES = (
    b"\0", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"\x1b[31m", "\u202e".encode(), b"\r", b"\n", b'"',
    b"'", b'"""', b"[", b"]", b"[[x]]\n", b"{", b"=", b"#", b",", b"\\u0000", b"\\ud83d", b"9" * 5000, b"[" * 2000,
    b'{"a":' * 2000, b"a." * 600, b"nan", b"-inf", b"1e9999", b"[red]x[/red]", b"<script>", b"=1+1", b"0001-01-01",
    b"99:99:99",
)  # fmt: skip
"""What changes the meaning of what follows, or has none."""

HOW_FAR = st.floats(0, 1)


def _inserted(at: float, piece: bytes) -> Damage:
    return lambda content: content[: int(len(content) * at)] + piece + content[int(len(content) * at) :]


def _overwritten(at: float, piece: bytes) -> Damage:
    return lambda content: content[: int(len(content) * at)] + piece + content[int(len(content) * at) + len(piece) :]


def _without(begin: float, end: float) -> Damage:
    return lambda content: (
        content[: int(len(content) * min(begin, end))] + content[int(len(content) * max(begin, end)) :]
    )


def _line_moved(begin: float, end: float) -> Damage:
    """Put a line where another one stands, and leave it in its place too."""

    def move(content: bytes) -> bytes:
        lines = content.splitlines(keepends=True) or [b""]
        line = lines[int((len(lines) - 1) * begin)]
        place = int(len(lines) * end)
        return b"".join([*lines[:place], line, *lines[place:]])

    return move


def _with_other_line_ends(content: bytes) -> bytes:
    return content.replace(b"\n", b"\r\n")


def _with_byte_order_mark(content: bytes) -> bytes:
    return b"\xef\xbb\xbf" + content


def _in_utf_16(content: bytes) -> bytes:
    return content.decode(errors="replace").encode("utf-16")


pieces = st.one_of(st.sampled_from(PIECES), st.binary(min_size=1, max_size=8))
kinds = st.one_of(
    st.builds(_inserted, HOW_FAR, pieces),
    st.builds(_overwritten, HOW_FAR, pieces),
    st.builds(_without, HOW_FAR, HOW_FAR),
    st.builds(_line_moved, HOW_FAR, HOW_FAR),
    st.sampled_from([_with_other_line_ends, _with_byte_order_mark, _in_utf_16]),
)


def damaged(files: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    """Return files with up to three kinds of damage, one after the other."""
    return st.builds(
        lambda content, done: reduce(lambda left, damage: damage(left), done, content),
        files, st.lists(kinds, min_size=1, max_size=3),
    )  # fmt: skip
