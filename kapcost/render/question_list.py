"""The questions that an estimate leaves, to print and take along: by who is asked, with room for the answer."""

from collections.abc import Iterator

from kapcost.core.answer import Estimate
from kapcost.core.questions import Question, Questions, questions
from kapcost.reading import adapter
from kapcost.render.document import document
from kapcost.render.markup import escaped
from kapcost.render.words import Dollars, percent

ROOM = "." * 56
"""Dots to write an answer on."""


def questions_markdown(estimate: Estimate) -> str:
    """Return the questions as a Markdown document of checkboxes."""
    lines = ["# Questions to ask", "", escaped(_about(estimate))]
    for payee, asked in _by_payee(questions(estimate)).items():
        lines += ["", f"## Ask the {escaped(payee)}"]
        for question in asked:
            lines += ["", f"- [ ] **{escaped(question.question)}** {escaped(_why(question))}", "", f"  {ROOM}"]
    return "\n".join(lines) + "\n"


def questions_plain(estimate: Estimate) -> str:
    """Return the questions as text, each on a line after who is asked."""
    lines = ["Questions to ask", _about(estimate)]
    for payee, asked in _by_payee(questions(estimate)).items():
        lines += [f"Ask the {payee}: {question.question} {_why(question)}" for question in asked]
    return "\n".join(lines) + "\n"


def questions_json(estimate: Estimate) -> str:
    """Return the questions as JSON, in their order, money as decimal strings in dollars."""
    return adapter(Questions).dump_json(questions(estimate), indent=2, ensure_ascii=False).decode() + "\n"


def _about(estimate: Estimate) -> str:
    said = document(estimate)
    return f"{said.title}: {said.headline}, as of {estimate.as_of}."


def _by_payee(asked: Questions) -> dict[str, list[Question]]:
    payees = dict.fromkeys(question.payee for question in asked.questions)
    return {payee: [question for question in asked.questions if question.payee == payee] for payee in payees}


def _why(question: Question) -> str:
    reasons = "; ".join(_reasons(question))
    return f"{reasons[:1].upper()}{reasons[1:]}."


def _reasons(question: Question) -> Iterator[str]:
    yield question.why
    if question.counted is not None:
        yield f"{Dollars.for_ranges([question.counted]).range(question.counted)} is counted until then"
    if question.share is not None:
        yield f"the answer settles {percent(question.share)} of the range"
