"""The glossary: the words of estimates, prices and health plans, in plain words."""

from collections.abc import Mapping
from dataclasses import replace

from kapcost.core.price_list import PriceList
from kapcost.core.text import spoken
from kapcost.errors import InputError, unknown_name

LONGEST_FILLER = 3
"""Letters of words such as "the" and "not", by which no term is suggested."""

TERMS: Mapping[str, str] = {
    # The course of treatment
    "KAP": "Ketamine-assisted psychotherapy: a short series of ketamine sessions joined to psychotherapy.",
    "course of treatment": "All sessions from the consultation to the last, phase by phase.",
    "number of sessions": "How many a phase has: 6, or 3-6 while that is not settled. A price per session is paid for "
    "each.",
    "course preset": "Usual numbers of sessions to start from, such as light, standard or extended.",
    "phase": "A part of the course: consultation, preparation, dosing, integration, ongoing, review or booster.",
    "consultation": "First assessment, with a medical evaluation. It says whether ketamine is safe and fit for you.",
    "preparation": "Talk before ketamine. You learn what to expect, and say what you hope for.",
    "dosing": "Sessions with ketamine. How many there are decides most of the cost.",
    "integration": "Talk about the experience. Often one session for each dosing session.",
    "ongoing": "Further psychotherapy without ketamine. It goes on beside or after the course.",
    "review": "Follow-up visits with the prescriber. Effect, dose and course are looked at again.",
    "booster": "Single ketamine sessions after the course. They are to keep up its effect.",
    "talk session": "A session without ketamine, of preparation, integration or ongoing therapy.",
    # What a session consists of
    "element": "What a session is paid for: therapist, ketamine, facility, monitoring or medical.",
    "therapist": "The mental health professional who is with you, and the price of that time.",
    "ketamine": "The medicine, usually with giving it to you. The drug alone costs a clinic little.",
    "facility": "The room in which you are treated. Its price varies by location.",
    "monitoring": "Watching over your blood pressure and breathing under ketamine. It is usually included.",
    "medical": "The prescriber's part: the evaluation before, and each review visit.",
    "prescriber": "The doctor or nurse who may prescribe ketamine, and is paid for the medical part.",
    "service code": "The number by which a bill or a claim names a service, such as an hour of psychotherapy.",
    # Ways of being treated
    "care setting": "A way of being treated, such as at a therapist's office, in a clinic or at home. It decides most "
    "of what a session costs.",
    "IV": "Ketamine through a drip into a vein, an infusion. It takes about an hour, in a clinic.",
    "IM": "Ketamine by injection into a muscle, in a clinic.",
    "troche": "Another word for lozenge. It dissolves in the mouth, and comes from a pharmacy.",
    "lozenge": "Ketamine that dissolves in the mouth, from a pharmacy. It is used at an office or at home.",
    "nasal spray": "Ketamine or esketamine through the nose. Only esketamine is approved as a spray.",
    "session hours": "The length of a session, which counts where a price is by the hour.",
    "location": "State or metropolitan area. Only prices that vary by location change with it, by its price level; "
    "1.00 is the United States.",
    # Prices
    "price list": "All fees of each care setting, with their sources. One is shipped with kapcost; a clinic can write "
    "its own.",
    "fee": "One price on a price list: for which elements of which phases, and per what.",
    "per": "What one price buys: a session, an hour, a pack, a month, the whole course or a package.",
    "session": "One appointment. A price per session is paid for each one that the fee is for.",
    "hour": "A price per hour is paid for the hours of each session.",
    "pack": "A price per pack buys several doses at once. A pack is bought whole.",
    "month": "A price per month is paid for every 30 days begun, from the first visit to the last.",
    "course": "In short, the course of treatment: all of its sessions. A price per course is paid once, however many "
    "there are.",
    "package": "In short, a session package: several sessions sold together. A price per package buys all of them.",
    "session package": "Several sessions sold together, in place of their single prices.",
    "programme": "What a telehealth platform sells: medicine, guidance and clinician visits, mostly in one price.",
    "all-in": "One price for several elements of a session together. It cannot be taken apart.",
    "tier": "A step of a sliding scale: the price for some people, such as one with an intern as therapist.",
    "discount": "A percentage or an amount off, of everything or of some phases or elements, taken in the order given.",
    "credited": "A fee that is taken off what you pay later, if you go on to treatment.",
    "payee": "Who is paid: therapist, prescriber, clinic, pharmacy or platform.",
    "platform": "A company that treats you at home by telehealth, and sends the medicine.",
    "low": "What the cheapest course within your numbers of sessions costs, at the lowest prices.",
    "typical": "The median of the providers' prices where there are three or more, otherwise the middle. A total has "
    "one only where every line has one and all numbers of sessions are exact.",
    "high": "What the dearest course within your numbers of sessions costs, at the highest prices. Where a price has "
    "no upper end, such as 300+, it is not known.",
    "median": "The figure in the middle when all are put in order. As many are below it as above.",
    "middle": "Between two prices, the one that is as many times the lower as the higher is of it. 200 is the middle "
    "of 100 and 400.",
    "overlap": "Two ranges overlap if some amount is in both. Then either may turn out to be cheaper.",
    "charged": "It has a price, which is in the total.",
    "included": "Its cost is inside another price, which is named.",
    "not charged": "Nothing is counted for it. The estimate lists it as not included.",
    "unknown": "Somebody will charge for it, and nobody has said how much. It is never counted as zero, and makes the "
    "estimate partial.",
    "basis": "How a price is known: stated, survey, inferred or given.",
    "stated": "A source says this price.",
    "survey": "The range comes from the published prices of several sources, by a rule.",
    "inferred": "No source says this price. It is our own conclusion, and the reason is given.",
    "given": "You said this price.",
    "source": "The page or publication that a figure comes from, with the day on which it was read.",
    # What is told
    "estimate": "What a course of treatment costs, from low to high, and what that rests on. It binds nobody.",
    "partial estimate": "An estimate that leaves out a cost that is unknown. What you pay is more than its total.",
    "quote": "The prices that a provider has told you, written down. What is wrong or missing in them, kapcost check "
    "says.",
    "adds up, foots": "A sum adds up, or foots, if it is what its own parts come to. If it does not, ask the provider "
    "why.",
    "good faith estimate": "The written estimate that a provider in the United States owes to whoever pays without "
    "insurance. A bill well above it can be disputed.",
    "NPI": "National Provider Identifier: the ten digits that name a provider on claims.",
    "TIN": "Taxpayer Identification Number of a provider, which claims and good faith estimates name.",
    "budget": "What you can spend. It fits for certain only if even the high end is within it.",
    "share of the range": "How much of the distance from low to high one price, or one number of sessions, causes.",
    # Who pays, and when
    "self-pay": "Paying without a health plan.",
    "health plan": "Health insurance: who pays what of each claim.",
    "claim": "What is asked of a health plan for one session of one fee.",
    "network": "The providers with a contract with the health plan.",
    "in network": "With a provider that has a contract with the health plan. The provider bills the plan, and you your "
    "part.",
    "out of network": "With a provider that has no contract with the health plan. You first pay everything, and the "
    "plan may pay some of it back.",
    "allowed amount": "The most that a health plan takes as the price of a service. What it pays rests on this, not on "
    "the bill.",
    "deductible": "What you pay of allowed amounts each year before the health plan pays anything.",
    "coinsurance": "Your part of what is left of an allowed amount after the deductible, from 0 to 1.",
    "copay": "A fixed amount that you pay for a session, in place of deductible and coinsurance.",
    "out-of-pocket maximum": "The most that you pay of allowed amounts in a year.",
    "superbill": "A detailed receipt that you send to the health plan, to be paid back for care out of network.",
    "deposit": "A part of the price that is paid on the first day.",
    "instalment": "One of several equal monthly payments of the rest.",
    "loan": "Money of a lender that pays the course now. You pay it back by the month, with interest.",
    "APR": "Annual percentage rate: what a loan costs in a year, in percent.",
}
"""What each word means; where an option has the name of a term, its help is the first sentence."""


def in_short(term: str) -> str:
    """Return the first sentence of what a term means.

    >>> in_short("dosing")
    'Sessions with ketamine.'
    """
    return TERMS[term].partition(". ")[0].removesuffix(".") + "."


def glossary(price_list: PriceList) -> dict[str, str]:
    """Return all terms, in the order of the alphabet, the care settings of a price list among them."""
    settings = {
        name: f"Care setting: {setting.title}. {setting.summary}".rstrip()
        for name, setting in price_list.settings.items()
    }
    terms = {**settings, **TERMS}
    return {term: terms[term] for term in sorted(terms, key=str.casefold)}


def find_terms(terms: Mapping[str, str], wanted: str) -> dict[str, str]:
    """Return the term of a name, else those with a word that begins with it; InputError with the nearest name."""
    name = spoken(wanted)
    exact = {term: meaning for term, meaning in terms.items() if spoken(term) == name}
    found = exact or {term: meaning for term, meaning in terms.items() if f" {name}" in f" {spoken(term)}"}
    if not found:
        words = {word: term for term in terms for word in (*term.split(), term)
                 if word == term or len(word) > LONGEST_FILLER}  # fmt: skip
        problem = unknown_name(wanted, words, key="TERM", what="a word that `kapcost glossary` lists")
        raise InputError(replace(problem, suggestion=words.get(problem.suggestion or "")))
    return found
