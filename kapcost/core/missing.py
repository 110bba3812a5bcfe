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
    """Elements of a phase that a quote has no price for, at least not in all sessions, and what to ask."""

    phase: Phase
    elements: tuple[Element, ...]
    question: str


def missing_from(quote: Quote) -> tuple[Missing, ...]:
    """Return what a quote has no price for: phases, then usual elements, some sessions, lines without a price.

    A phase that is to have no session is not missing.
    """
    return (*_phases(quote), *_elements(quote), *_sessions(quote), *_prices(quote))


def _phases(quote: Quote) -> Iterator[Missing]:
    for phase in Phase:
        usual = 0 if phase in OPTIONAL else 1
        if not quote.sessions_in(phase) and quote.sessions.get(phase, usual):
            be = "are" if PHASE_WORDS[phase].endswith("s") else "is"
            question = f"Ask whether {PHASE_WORDS[phase]} {be} included."
            yield Missing(phase=phase, elements=USUAL_ELEMENTS[phase], question=question)


def _elements(quote: Quote) -> Iterator[Missing]:
    for phase in filter(quote.sessions_in, Phase):
        left = tuple(element for element in USUAL_ELEMENTS[phase] if not quote.sessions_of(phase, element))
        if left:
            words = enumerated([ELEMENT_WORDS[element] for element in left])
            question = f"Ask whether {words} {'is' if len(left) == 1 else 'are'} included in {PHASE_WORDS[phase]}."
            yield Missing(phase=phase, elements=left, question=question)


def _sessions(quote: Quote) -> Iterator[Missing]:
    """Yield what is charged in some sessions of a phase only."""
    for phase, element in quote.in_some_sessions():
        where = f"in {quote.sessions_of(phase, element)} of {quote.sessions_in(phase)} {PHASE_WORDS[phase]}"
        question = f"Ask whether {ELEMENT_WORDS[element]} is charged {where} only."
        yield Missing(phase=phase, elements=(element,), question=question)


def _prices(quote: Quote) -> Iterator[Missing]:
    for line in quote.lines:
        if not line.is_priced:
            question = f"Ask what is charged for {lower_first(line.label)}, or whether that is included."
            yield Missing(phase=line.phase, elements=line.elements, question=question)
