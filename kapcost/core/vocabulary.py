"""The words for phases and their sessions, the same wherever a sentence names them."""

from collections.abc import Sequence

from kapcost.core.course import Element, Phase

PHASE_WORDS = {
    Phase.CONSULTATION: "consultation",
    Phase.PREPARATION: "preparation sessions",
    Phase.DOSING: "dosing sessions",
    Phase.INTEGRATION: "integration sessions",
    Phase.ONGOING: "ongoing therapy",
    Phase.REVIEW: "review visits",
    Phase.BOOSTER: "booster sessions",
}
"""All sessions of a phase, as in "facility in dosing sessions"."""

SESSION_WORDS = {
    Phase.CONSULTATION: "consultation",
    Phase.PREPARATION: "preparation session",
    Phase.DOSING: "dosing session",
    Phase.INTEGRATION: "integration session",
    Phase.ONGOING: "ongoing session",
    Phase.REVIEW: "review visit",
    Phase.BOOSTER: "booster session",
}
"""One session of a phase, as in "per dosing session"."""

NEVER_PRICED = {
    "ride home or chaperone": "Must someone take me home or stay with me, and for how long?",
    "lost work hours": "For how long after a session can I neither work nor drive?",
    "lab tests": "Which lab tests do I need, and who charges for them?",
}
"""Costs of a course that no price list names, each with the question that tells of it."""

ANYONE = "provider"
"""Who is asked where an estimate names no payee."""

ELEMENT_WORDS = {
    Element.THERAPIST: "the therapist",
    Element.KETAMINE: "ketamine",
    Element.FACILITY: "the facility",
    Element.MONITORING: "monitoring",
    Element.MEDICAL: "the prescriber's part",
}
"""What a session is paid for, as in "whether the therapist is included"."""


def sessions_counted(number: int, phase: Phase) -> str:
    """Return a number of sessions of a phase in words.

    >>> sessions_counted(6, Phase.DOSING)
    '6 dosing sessions'
    """
    return f"{number} {SESSION_WORDS[phase]}{'' if number == 1 else 's'}"


def enumerated(words: Sequence[str]) -> str:
    """Join words for a sentence, each of them once.

    >>> enumerated(["ketamine", "the facility", "monitoring"])
    'ketamine, the facility and monitoring'
    """
    *first, last = dict.fromkeys(words)
    return f"{', '.join(first)} and {last}" if first else last
