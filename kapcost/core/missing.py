"""What a quote leaves out of a course, as questions to the provider."""

from collections.abc import Iterator

from kapcost.core.course import USUAL_ELEMENTS, Element, Phase
from kapcost.core.quote import Quote
from kapcost.core.quoted_course import QuotedCourse
from kapcost.core.text import lower_first
from kapcost.core.vocabulary import ELEMENT_WORDS, PHASE_WORDS, enumerated
from kapcost.frozen import frozen

OPTIONAL = (Phase.ONGOING, Phase.BOOSTER)
"""What may follow a course and is not asked for where a quote does not speak of it."""


@frozen
class Missing:
    """Elements of a phase that a quote has no price for, at least not in all sessions, and what to ask."""

    phase: Phase
    elements: tuple[Element, ...]
    question: str


def missing_from(quoted: QuotedCourse, quote: Quote) -> tuple[Missing, ...]:
    """Return what a quote has no price for: phases, then usual elements, some sessions, lines without a price.

    A phase that is to have no session, or that a package has, is not missing.
    """
    return (*_phases(quoted, quote), *_elements(quoted), *_sessions(quoted), *_prices(quoted))


def _phases(quoted: QuotedCourse, quote: Quote) -> Iterator[Missing]:
    for phase in Phase:
        usual = 0 if phase in OPTIONAL else 1
        in_package = any(phase in package.sessions for package in quote.packages.values())
        if not (quoted.sessions_in(phase) or in_package) and quote.sessions.get(phase, usual):
            be = "are" if PHASE_WORDS[phase].endswith("s") else "is"
            question = f"Ask whether {PHASE_WORDS[phase]} {be} included."
            yield Missing(phase=phase, elements=USUAL_ELEMENTS[phase], question=question)


def _elements(quoted: QuotedCourse) -> Iterator[Missing]:
    for phase in filter(quoted.sessions_in, Phase):
        left = tuple(element for element in USUAL_ELEMENTS[phase] if not quoted.sessions_of(phase, element))
        if left:
            words = enumerated([ELEMENT_WORDS[element] for element in left])
            question = f"Ask whether {words} {'is' if len(left) == 1 else 'are'} included in {PHASE_WORDS[phase]}."
            yield Missing(phase=phase, elements=left, question=question)


def _sessions(quoted: QuotedCourse) -> Iterator[Missing]:
    """Yield what is charged in some sessions of a phase only."""
    for phase, element in quoted.in_some_sessions():
        where = f"in {quoted.sessions_of(phase, element)} of {quoted.sessions_in(phase)} {PHASE_WORDS[phase]}"
        question = f"Ask whether {ELEMENT_WORDS[element]} is charged {where} only."
        yield Missing(phase=phase, elements=(element,), question=question)


def _prices(quoted: QuotedCourse) -> Iterator[Missing]:
    for line in quoted.lines:
        if not line.is_priced:
            question = f"Ask what is charged for {lower_first(line.label)}, or whether that is included."
            yield Missing(phase=line.phase, elements=line.covers, question=question)
