"""What is kept of answers: the latest, as far as they fit into the memory that they may take."""

from sys import getsizeof

from kapcost.batch.recent import Recent

SIZE = getsizeof("a") + getsizeof("text")


def test_what_is_kept_is_given_again_and_nothing_else_is() -> None:
    recent = Recent()
    recent.keep("a", "text")
    assert (recent.get("a"), recent.get("b")) == ("text", None)


def test_the_oldest_are_forgotten_first() -> None:
    recent = Recent(2 * SIZE)
    for asked in "abc":
        recent.keep(asked, "text")
    assert [recent.get(asked) for asked in "abc"] == [None, "text", "text"]


def test_what_is_too_large_is_not_kept() -> None:
    recent = Recent(SIZE)
    recent.keep("a", "text" * 100)
    recent.keep("b", "text")
    assert (recent.get("a"), recent.get("b")) == (None, "text")
