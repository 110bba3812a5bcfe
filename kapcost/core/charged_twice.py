"""What a quote charges besides a line that already covers it, as questions to the provider."""

from collections.abc import Iterator, Sequence

from kapcost.core.course import Element
from kapcost.core.frozen import frozen
from kapcost.core.quote_line import QuoteLine
from kapcost.core.vocabulary import ELEMENT_WORDS, enumerated


@frozen
class ChargedTwice:
    """A line for elements that another one, with more besides, covers in the same sessions; and what to ask."""

    label: str
    covered_by: str
    elements: tuple[Element, ...]
    question: str


def charged_twice(lines: Sequence[QuoteLine]) -> Iterator[ChargedTwice]:
    """Yield each line that has a price and is for a part of what another one with a price is for."""
    for line in lines:
        whole = next((other for other in lines if other.is_priced and line.is_part_of(other)), None)
        if whole and line.in_sessions and line.reckoned:
            words = enumerated([ELEMENT_WORDS[element] for element in line.covers])
            question = f"{whole.label} already covers {words}: ask why {line.label} is charged besides."
            yield ChargedTwice(label=line.label, covered_by=whole.label, elements=line.covers, question=question)
