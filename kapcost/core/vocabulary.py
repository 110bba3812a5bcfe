"""The words for phases and their sessions, the same wherever a sentence names them."""

from kapcost.core.course import Phase

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
