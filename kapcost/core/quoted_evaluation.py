"""The medical evaluation where a quote has it in the price of another session than the consultation."""

from collections.abc import Sequence
from dataclasses import replace

from kapcost.core.course import Element, Phase
from kapcost.core.price import Status
from kapcost.core.quote_line import QuoteLine
from kapcost.core.text import lower_first

EVALUATED_IN = (Phase.PREPARATION, Phase.DOSING)
"""Phases of which one session may have the evaluation: a prescriber has no usual part in them."""


def session_with_evaluation(lines: Sequence[QuoteLine]) -> QuoteLine | None:
    """Return the line for the one session that has the medical evaluation, None if there is none.

    A prescriber in several sessions does something else there, or in one beside a consultation.
    """
    medical = [line for line in lines if Element.MEDICAL in line.covers and line.in_sessions
               and line.phase in (Phase.CONSULTATION, *EVALUATED_IN)]  # fmt: skip
    if len(medical) == 1 and medical[0].phase in EVALUATED_IN and medical[0].in_sessions == 1:
        return medical[0]
    return None


def evaluation_apart(line: QuoteLine, *, to_have_consultation: bool) -> tuple[QuoteLine, ...]:
    """Return a line for a session without the evaluation, and that in the consultation if there is to be one."""
    others = tuple(element for element in line.covers if element is not Element.MEDICAL)
    if not others:
        return (replace(line, phase=Phase.CONSULTATION),)
    session = replace(line, elements=others)
    if not to_have_consultation:
        return (session,)
    evaluation = QuoteLine(
        label=f"Medical evaluation in {lower_first(line.label)}", phase=Phase.CONSULTATION, elements=(Element.MEDICAL,),
        price=Status.INCLUDED if line.is_priced else None,
    )  # fmt: skip
    return (session, evaluation)
