import pytest

from kapcost.core.text import LONGEST_LABEL, lower_first, one_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("IV\x1b[31m infusion", "IV[31m infusion"),
        ("two\nlines\tand  spaces", "two lines and spaces"),
        ("right\N{RIGHT-TO-LEFT OVERRIDE}left", "rightleft"),
        ("zero\N{ZERO WIDTH SPACE}width", "zerowidth"),
        ("  plain  ", "plain"),
        ("Ünïcode \N{EN DASH} 漢字", "Ünïcode \N{EN DASH} 漢字"),
    ],
)
def test_text_from_outside_is_one_harmless_line(text: str, shown: str) -> None:
    assert one_line(text, LONGEST_LABEL) == shown


def test_a_label_that_is_too_long_is_cut_visibly() -> None:
    shown = one_line("x" * 10_000, LONGEST_LABEL)
    assert len(shown) == LONGEST_LABEL
    assert shown.endswith("…")
    assert one_line(shown, LONGEST_LABEL) == shown


@pytest.mark.parametrize(
    ("label", "inside"), [("Talk session", "talk session"), ("IV infusion", "IV infusion"), ("", "")]
)
def test_a_label_begins_in_lower_case_inside_a_sentence_unless_abbreviated(label: str, inside: str) -> None:
    assert lower_first(label) == inside
