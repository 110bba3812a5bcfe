"""The sentences that every good faith estimate says, in our own words. Source of what they must say: 45 CFR 149.610."""

from decimal import Decimal

TITLE = "Good faith estimate of expected charges"

DRAFT = "DRAFT - not issued"

SEPARATE = (
    "You will get separate good faith estimates for the items below, when they are scheduled or when you ask for"
    " them. Their service and diagnosis codes, expected charges and provider identifiers will be given there."
)
"""Stands directly above the list of what is scheduled separately."""

NO_CLAIM = "no claim will be filed for what is listed here"

DISCLAIMERS = (
    (
        "More items or services may be recommended as part of your care that have to be scheduled or asked for"
        " separately and are not listed here."
    ),
    "This is only an estimate, made from what is known on its date. What you are actually charged may differ.",
    (
        "You have the right to dispute a bill through the patient-provider dispute resolution process if what one"
        " provider bills you is at least $400.00 more than that provider's total here. You begin it within 120 days"
        " of the date on the first bill; the fee for it is $25. Amounts by which several providers exceed their totals"
        " are not added together. To learn how, see www.cms.gov/nosurprises or call 1-800-985-3059."
    ),
    "A dispute does not affect the quality of the care that you receive.",
    (
        "This estimate is not a contract. It does not oblige you to obtain the items or services from any of the"
        " providers named here."
    ),
    "Keep a copy of it. You may need it to compare with your bills.",
)
"""What every good faith estimate tells the patient."""

NOTICE = "Made with kapcost from what the practice entered; information, not legal advice."


def dispute(name: str, total: Decimal, disputed_from: Decimal) -> str:
    """Return the line by which a patient sees from which bill of one provider on a dispute is possible."""
    return (
        f"If {name} bills you ${disputed_from:,.2f} or more (this total of ${total:,.2f} plus"
        f" ${disputed_from - total:,.2f}), you may dispute that bill."
    )
