"""What hinders a good faith estimate from being issued: every reason, as a value.

No reason shows a value of the file, which is personal or may be put in the wrong place: providers
are named by their place, a charge by its label in the price list.
"""

from collections.abc import Iterator
from datetime import date

from kapcost.core.answer import Estimate
from kapcost.core.claims import is_claimed
from kapcost.core.good_faith.document import GoodFaithEstimate
from kapcost.core.good_faith.identifiers import (
    EIN_FORM,
    NPI_FORM,
    PENDING,
    STATE_FORM,
    is_diagnosis,
    is_ein,
    is_npi,
    is_state,
)
from kapcost.core.good_faith.lines import Line
from kapcost.core.good_faith.parts import Part
from kapcost.core.good_faith.request import NONE_EXPECTED, NOT_YET_SCHEDULED, Provider
from kapcost.core.health_plan import HealthPlan
from kapcost.core.money import End
from kapcost.core.price import Per, Status
from kapcost.core.quantity import visit_days
from kapcost.core.vocabulary import PHASE_WORDS
from kapcost.errors import Problem, quoted

LONGEST_COURSE = 366
"""Days that recurring services of one estimate may last at most: 12 months."""

NOT_SHOWN = "another value, not shown here"


def unmet(said: GoodFaithEstimate) -> tuple[Problem, ...]:
    """Return everything that an issued good faith estimate must say and this one does not."""
    return (*_missing(said), *_wrong_dates(said), *_of_providers(said), *_of_lines(said))


def unmet_by_course(estimate: Estimate, plan: HealthPlan | None) -> Iterator[Problem]:
    """Yield what of the course itself may not stand in an issued one: what is claimed, and more than 12 months.

    Who has a health plan pays as one without it only what the plan does not cover, or what no claim
    is filed for. Phases of one session are no recurring services, and do not count.
    """
    for charge in estimate.charges:
        if plan and charge.status in (Status.CHARGED, Status.UNKNOWN) and is_claimed(plan, charge):
            found = f"a claim for {quoted(charge.label)} in {PHASE_WORDS[charge.phase]}"
            yield Problem(key="course.health_plan", found=found, expected="what no claim is filed for")
    course = estimate.course
    again = {phase: number if number > 1 else 0 for phase, number in course.counts(End.LOW).items()}
    if all(phase in course.days_between for phase, number in again.items() if number):
        days = visit_days(again, course.days_between).values()
        whole = max((last for _, last in days), default=0)
        if whole > LONGEST_COURSE >= max(last - first for first, last in days):
            found = "recurring services over more than 12 months together"
            yield Problem(key="course.days_between", found=found, expected="at most 12 months in one estimate")


def _missing(said: GoodFaithEstimate) -> Iterator[Problem]:
    needed = {
        "id": (said.id, "a number or name of the document"),
        "replaces": (said.replaces or said.version == 1, "the id of the version that it replaces"),
        "valid_until": (said.valid_until, "the last day on which it is valid"),
        "service": (said.service, "the primary service in plain words"),
        "diagnosis": (said.diagnosis, "'pending', or the diagnosis codes"),
        "scheduled": (said.scheduled is not None, f"{quoted(NOT_YET_SCHEDULED)}, or the dates"),
        "separately": (said.separately is not None, f"{quoted(NONE_EXPECTED)}, or what is scheduled separately"),
        "patient.name": (said.patient.name, "the patient's name"),
        "patient.date_of_birth": (said.patient.date_of_birth, "the patient's date of birth"),
        "providers": (any(part.provider for part in said.parts), "at least one provider"),
    }
    yield from (Problem(key=key, found="nothing", expected=text) for key, (given, text) in needed.items() if not given)
    if said.diagnosis and said.diagnosis != PENDING and not is_diagnosis(said.diagnosis):
        yield Problem(key="diagnosis", found=NOT_SHOWN, expected="'pending', or codes such as F33.2")


def _wrong_dates(said: GoodFaithEstimate) -> Iterator[Problem]:
    born, until = said.patient.date_of_birth, said.valid_until
    if born is not None and born > said.date:
        yield Problem(key="patient.date_of_birth", found="a later day", expected="a day not after the document's date")
    if said.scheduled and min(said.scheduled) < said.date:
        yield Problem(key="scheduled", found="an earlier day", expected="days not before the document's date")
    if until is not None and not (said.date <= until and _within_12_months(said.date, until)):
        expected = "a day from the document's date to 12 months after it"
        yield Problem(key="valid_until", found=NOT_SHOWN, expected=expected)


def _within_12_months(begins: date, ends: date) -> bool:
    return (ends.year, ends.month, ends.day) <= (begins.year + 1, begins.month, begins.day)


def _of_providers(said: GoodFaithEstimate) -> Iterator[Problem]:
    for place, part in enumerate(said.parts, 1):
        if part.provider is not None:
            key = f"providers[{place}]"
            yield from (problem.at(key) for problem in _of_provider(part.provider))
            if not part.lines:
                yield Problem(key=f"{key}.bills", found="no charge of this course", expected="at least one")


def _of_provider(provider: Provider) -> Iterator[Problem]:
    needed = {"name": "the legal name", "npi": NPI_FORM, "tin": EIN_FORM, "state": STATE_FORM,
              "address": "the address", "contact": "how to reach the provider"}  # fmt: skip
    for key, expected in needed.items():
        if not getattr(provider, key):
            yield Problem(key=key, found="nothing", expected=expected)
    if provider.npi and not is_npi(provider.npi):
        yield Problem(key="npi", found=NOT_SHOWN, expected=NPI_FORM)
    if provider.tin and not is_ein(provider.tin):
        yield Problem(key="tin", found=NOT_SHOWN, expected=EIN_FORM)
    if provider.state and not is_state(provider.state):
        yield Problem(key="state", found=NOT_SHOWN, expected=STATE_FORM)


def _of_lines(said: GoodFaithEstimate) -> Iterator[Problem]:
    for part in said.parts:
        for line in part.lines:
            if line.amount is not None and line.amount < 0:
                continue  # what is taken off lacks nothing that the line above it does not
            yield from (problem.at(f"lines[{_name(line)}]") for problem in _of_line(line, part))


def _name(line: Line) -> str:
    """Return what a line is called in a reason: the one package of a course may have its label from the file."""
    return "the package" if line.per is Per.PACKAGE else quoted(line.description)


def _of_line(line: Line, part: Part) -> Iterator[Problem]:
    if line.not_one_figure is not None:
        found, _, _ = line.not_one_figure.partition(":")
        yield Problem(found=found, expected="one figure")
    if part.provider is None:
        yield Problem(found="no provider that bills it, or more than one", expected="exactly one")
    if not line.service_code:
        yield Problem(key="service_code", found="nothing", expected="a service code, in the table codes")
    for recurrence in line.recurring:
        if recurrence.days is None:
            yield Problem(found=f"no days between {recurrence.what}", expected="course.days_between")
        elif recurrence.days > LONGEST_COURSE:
            found = f"{recurrence.what} over more than 12 months"
            yield Problem(found=found, expected="at most 12 months in one estimate")
