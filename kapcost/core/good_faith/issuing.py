"""What hinders a good faith estimate from being issued: every reason, as a value.

No reason shows what is personal: a date of birth, a diagnosis, or a number that may be that of a person.
"""

from collections.abc import Iterator
from datetime import date

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
from kapcost.errors import Problem, quoted

LONGEST_COURSE = 366
"""Days that recurring services of one estimate may last at most: 12 months."""

NOT_SHOWN = "another form (the value is not shown)"


def unmet(said: GoodFaithEstimate) -> tuple[Problem, ...]:
    """Return everything that an issued good faith estimate must say and this one does not."""
    return (*_missing(said), *_wrong_dates(said), *_of_providers(said), *_of_lines(said))


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
        expected = f"a day not after {said.date}, the date of the document"
        yield Problem(key="patient.date_of_birth", found="a later day", expected=expected)
    if until is not None and not (said.date <= until and _within_12_months(said.date, until)):
        expected = f"a day from {said.date}, the date of the document, to 12 months after it"
        yield Problem(key="valid_until", found=quoted(until), expected=expected)


def _within_12_months(begins: date, ends: date) -> bool:
    return (ends.year, ends.month, ends.day) <= (begins.year + 1, begins.month, begins.day)


def _of_providers(said: GoodFaithEstimate) -> Iterator[Problem]:
    for part in said.parts:
        if part.provider is not None:
            key = f"providers[{quoted(part.provider.name)}]"
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
        yield Problem(key="state", found=quoted(provider.state), expected=STATE_FORM)


def _of_lines(said: GoodFaithEstimate) -> Iterator[Problem]:
    for part in said.parts:
        for line in part.lines:
            yield from (problem.at(f"lines[{quoted(line.description)}]") for problem in _of_line(line, part))


def _of_line(line: Line, part: Part) -> Iterator[Problem]:
    if line.not_one_figure is not None:
        yield Problem(found=line.not_one_figure, expected="one figure")
    if part.provider is None:
        yield Problem(found="no provider that bills it, or more than one", expected="exactly one")
    if not line.service_code:
        yield Problem(key="service_code", found="nothing", expected="a service code, in the table codes")
    for recurrence in line.recurring:
        if recurrence.days is None:
            yield Problem(found=f"no days between {recurrence.what}", expected="course.days_between")
        elif recurrence.days > LONGEST_COURSE:
            found = f"{recurrence.what} over {recurrence.days} days"
            yield Problem(found=found, expected="at most 12 months in one estimate")
