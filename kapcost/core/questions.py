"""The questions to take to a provider: about all that an estimate does not know, only infers or leaves out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from kapcost.core.answer import Estimate
from kapcost.core.charges import Charge
from kapcost.core.course import USUAL_ELEMENTS, Element, Phase
from kapcost.core.money import CostRange
from kapcost.core.price import Basis, Per, Status
from kapcost.core.pricing import charged_among
from kapcost.core.schedule import DEPOSIT
from kapcost.core.spread import (
    Driver,
    causes_of,
    driver_question,
    number_of,
    price_of,
    price_question,
    upper_end_question,
)
from kapcost.core.text import lower_first
from kapcost.core.vocabulary import ANYONE, NEVER_PRICED, PHASE_WORDS
from kapcost.core.wording import is_stale, left_out
from kapcost.frozen import frozen

HEALTH_PLAN = "health plan"

_LEFT_OUT = "not in the total"

_WHY_A_RANGE = {
    Basis.STATED: "published as a range",
    Basis.SURVEY: "published prices differ",
    Basis.INFERRED: "inferred, not published",
    Basis.GIVEN: "given by you as a range",
}


@frozen
class Question:
    """A question to one payee, and why it matters.

    `counted` is the price of one unit that the estimate takes until it is answered, in dollars;
    `share` is the part of the distance from low to high that the answer settles (0-1). Each is
    None where there is none.
    """

    question: str
    payee: str
    why: str
    counted: CostRange | None = None
    share: Decimal | None = None


@frozen
class Questions:
    """The questions that an estimate leaves, and which estimate it is."""

    schema_version: int
    title: str
    complete: bool
    estimate: CostRange
    as_of: date
    estimate_id: str
    questions: tuple[Question, ...]


def questions(estimate: Estimate) -> Questions:
    """Return every question that an estimate leaves, each once with all its reasons, those first that settle most.

    What is not known at all makes the total partial, so it comes first; then open ends, then what
    makes the range wide, by its share; then prices that are only inferred or old, what the total
    leaves out, and the terms of paying.
    """
    found: dict[str, Question] = {}
    for each in (_narrowing(estimate.charges, estimate.spread), _doubtful(estimate), _missing(estimate),
                 _paying(estimate)):  # fmt: skip
        for question in each:
            known = found.setdefault(question.question, question)
            if question.why not in known.why:
                found[question.question] = replace(known, why=f"{known.why}; {question.why}")
    return Questions(
        schema_version=estimate.schema_version, title=estimate.title, complete=estimate.complete,
        estimate=estimate.totals.estimate, as_of=estimate.as_of, estimate_id=estimate.estimate_id,
        questions=tuple(found.values()),
    )  # fmt: skip


def _narrowing(charges: Sequence[Charge], spread: Sequence[Driver]) -> Iterator[Question]:
    """Yield what is open, then the drivers of the range."""
    yield from _open(charges)
    about = _about(charged_among(charges))
    yield from (replace(about[driver.driver], share=driver.share) for driver in spread)


def _open(charges: Sequence[Charge]) -> Iterator[Question]:
    """Yield what is not known, then open ends."""
    for charge in charges:
        if charge.status is Status.UNKNOWN:
            payee = charge.payee or _payee(charge.elements[0], charges)
            yield Question(question=price_question(charge), payee=payee, why="not known, so not in the total")
    for charge in charges:
        if charge.unit is not None and charge.unit.high is None:
            why, payee = "the total has no upper end", charge.payee or ANYONE
            yield Question(question=upper_end_question(charge), payee=payee, why=why, counted=charge.unit)


def _about(charged: Sequence[Charge]) -> Mapping[str, Question]:
    """Return the questions about the price and the number of each charge, by the names of the drivers."""
    found = {}
    for driver, charges in causes_of(charged).items():
        first, text = charges[0], driver_question(driver, charges)
        is_number = driver == number_of(first)
        why = "the number is a range" if is_number else _WHY_A_RANGE[first.basis or Basis.STATED]
        counted = None if is_number else first.unit
        found[driver] = Question(question=text, payee=first.payee or ANYONE, why=why, counted=counted)
    return found


def _doubtful(estimate: Estimate) -> Iterator[Question]:
    """Yield what is old or inferred, and where an open end leaves no shares, every other range."""
    charged, shares = charged_among(estimate.charges), estimate.totals.estimate.high is not None
    about = _about(charged)
    for charge in charged:
        if charge.unit is None or charge.unit.high is None:
            continue
        if is_stale(charge.checked, estimate.as_of):
            yield replace(about[price_of(charge)], why=f"last checked on {charge.checked}")
        elif charge.basis is Basis.INFERRED or not (shares or charge.unit.is_exact):
            yield about[price_of(charge)]
        if not shares and charge.quantity.low != charge.quantity.high:
            yield about[number_of(charge)]


def _missing(estimate: Estimate) -> Iterator[Question]:
    """Yield what the total leaves out and nobody has stated to be free."""
    charges, course = estimate.charges, estimate.course
    for charge in charges:
        if charge.status is Status.NOT_CHARGED and charge.basis is None:
            number = course.sessions(charge.phase)
            text = f"Will I pay extra for {left_out(charge, number.low, number.high)}, and how much?"
            yield Question(question=text, payee=_payee(charge.elements[0], charges), why=_LEFT_OUT)
    for phase in Phase:
        if course.sessions(phase).high == 0:
            text = f"Will I need {PHASE_WORDS[phase]}, and at what price?"
            payee = _payee(USUAL_ELEMENTS[phase][0], charges)
            yield Question(question=text, payee=payee, why=_LEFT_OUT)
    for text in NEVER_PRICED.values():
        yield Question(question=text, payee=_payee(Element.MEDICAL, charges), why="no price list names its cost")


def _paying(estimate: Estimate) -> Iterator[Question]:
    """Yield what is open about a health plan, and the terms of what is paid before the care."""
    plan = estimate.health_plan
    for what in plan.possible if plan else ():
        text = f"What is your allowed amount for {lower_first(what)}?"
        yield Question(question=text, payee=HEALTH_PLAN, why="without it nothing is counted on")
    if plan is None:
        text = "Do you take my health plan, or write a superbill that I can send to it?"
        payee = _payee(Element.THERAPIST, estimate.charges)
        yield Question(question=text, payee=payee, why="no health plan is counted")
    prepaid = [charge.payee or ANYONE for charge in estimate.charges if charge.per is Per.PACKAGE]
    if estimate.schedule:
        prepaid += [payment.payee for payment in estimate.schedule.payments if payment.what == DEPOSIT]
    for payee in prepaid:
        why = "you pay before the care"
        yield Question(question="What do I get back if I stop early?", payee=payee, why=why)
        yield Question(question="Until when can I cancel a session without a fee?", payee=payee, why=why)


def _payee(element: Element, charges: Sequence[Charge]) -> str:
    """Return who is paid for an element somewhere in the course, else whoever is paid for dosing, else anyone."""
    paid = [charge for charge in charges if charge.payee is not None]
    same = [charge for charge in paid if element in charge.elements]
    dosing = [charge for charge in paid if charge.phase is Phase.DOSING]
    return next((charge.payee for charge in (*same, *dosing, *paid) if charge.payee), ANYONE)
