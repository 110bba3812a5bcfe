"""What a quote leaves out of a course, as questions to the provider."""

from collections.abc import Iterator
from dataclasses import dataclass

from kapcost.core.course import USUAL_ELEMENTS, Element, Phase
from kapcost.core.quote import Quote
from kapcost.core.text import lower_first
from kapcost.core.vocabulary import ELEMENT_WORDS, PHASE_WORDS, enumerated

OPTIONAL = (Phase.ONGOING, Phase.BOOSTER)
"""What may follow a course and is not asked for where a quote does not speak of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Elements of a phase that a quote has no price for, and what to ask."""

    phase: Phase
    elements: tuple[Element, ...]
    question: str


def missing_from(quote: Quote) -> tuple[Missing, ...]:
    """Return what a quote has no price for: whole phases, then usual elements, then lines without a price.

    A phase that is to have no session is not missing.
    """
    return (*_phases(quote), *_elements(quote), *_prices(quote))


def _phases(quote: Quote) -> Iterator[Missing]:
    present = {line.phase for line in quote.lines if line.in_sessions}
    for phase in Phase:
        if phase not in present and phase not in OPTIONAL and quote.sessions.get(phase) != 0:
            be = "is" if phase is Phase.CONSULTATION else "are"
            question = f"Ask whether {PHASE_WORDS[phase]} {be} included."
            yield Missing(phase=phase, elements=USUAL_ELEMENTS[phase], question=question)


def _elements(quote: Quote) -> Iterator[Missing]:
    for phase in Phase:
        named = {element for line in quote.lines if line.phase is phase and line.in_sessions
                 for element in line.elements}  # fmt: skip
        left = tuple(element for element in USUAL_ELEMENTS[phase] if element not in named)
        if named and left:
            words = enumerated([ELEMENT_WORDS[element] for element in left])
            question = f"Ask whether {words} {'is' if len(left) == 1 else 'are'} included in {PHASE_WORDS[phase]}."
            yield Missing(phase=phase, elements=left, question=question)


def _prices(quote: Quote) -> Iterator[Missing]:
    for line in quote.lines:
        if not line.is_priced:
            question = f"Ask what is charged for {lower_first(line.label)}, or whether that is included."
            yield Missing(phase=line.phase, elements=line.elements, question=question)
