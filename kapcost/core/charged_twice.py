"""What a quote charges besides a line that already covers it, as questions to the provider."""

from collections.abc import Iterator

from kapcost.core.course import Element
from kapcost.core.quote_line import QuoteLine
from kapcost.core.quoted_course import QuotedCourse
from kapcost.core.vocabulary import ELEMENT_WORDS, enumerated
from kapcost.frozen import frozen


@frozen
class ChargedTwice:
    """A line for elements that another one, with more besides, covers in the same sessions; and what to ask."""

    label: str
    covered_by: str
    elements: tuple[Element, ...]
    question: str


def charged_twice(quoted: QuotedCourse) -> Iterator[ChargedTwice]:
    """Yield each line that has a price and is for a part of what another one with a price is for.

    Only where the lines for that part come to more sessions than there are: sessions of one price
    beside others that are charged in parts are charged once.
    """
    for line in quoted.lines:
        whole = _covering(line, quoted)
        elements = quoted.twice(line) if whole and line.in_sessions and line.reckoned else ()
        if whole and elements:
            words = enumerated([ELEMENT_WORDS[element] for element in elements])
            question = f"{whole.label} already covers {words}: ask why {line.label} is charged besides."
            yield ChargedTwice(label=line.label, covered_by=whole.label, elements=elements, question=question)


def _covering(line: QuoteLine, quoted: QuotedCourse) -> QuoteLine | None:
    """Return the line with a price that another is a part of: that of as many sessions, else of the most."""
    wholes = [other for other in quoted.lines if other.is_priced and line.is_part_of(other)]
    return max(wholes, key=lambda other: (other.in_sessions == line.in_sessions, other.in_sessions), default=None)
