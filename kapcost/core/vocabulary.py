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

ELEMENT_WORDS = {
    Element.THERAPIST: "the therapist",
    Element.KETAMINE: "ketamine",
    Element.FACILITY: "the facility",
    Element.MONITORING: "monitoring",
    Element.MEDICAL: "the prescriber's part",
}
"""What a session is paid for, as in "whether the therapist is included"."""

NEVER_PRICED = ("ride home or chaperone", "lost work hours", "lab tests")
"""Costs of a course that no price list names."""


def enumerated(words: Sequence[str]) -> str:
    """Join words for a sentence, each of them once.

    >>> enumerated(["ketamine", "the facility", "monitoring"])
    'ketamine, the facility and monitoring'
    """
    *first, last = dict.fromkeys(words)
    return f"{', '.join(first)} and {last}" if first else last
