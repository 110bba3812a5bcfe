"""What a good faith estimate says, named as in the published JSON; every form is made from it."""

from decimal import Decimal
from enum import StrEnum
from typing import Literal

from kapcost.core.good_faith.parts import Part
from kapcost.core.good_faith.request import Patient
from kapcost.core.text import Date
from kapcost.errors import Problem
from kapcost.frozen import frozen

SCHEMA_VERSION = 1


class Standing(StrEnum):
    """Whether it may be given to a patient."""

    DRAFT = "draft"
    ISSUED = "issued"


@frozen
class GoodFaithEstimate:
    """The whole document. Money is in US dollars; None means not said or not known, and is never zero.

    The charges are after the `discounts`. `scheduled` is empty where nothing is scheduled yet,
    `separately` where nothing more is expected. With `no_claim` no health plan is asked to pay
    anything of it. `before_issue` says what still hinders its issue; an issued one has nothing there.
    """

    schema_version: int
    kapcost_version: str
    currency: Literal["USD"]
    title: str
    status: Standing
    id: str | None
    version: int
    replaces: str | None
    date: Date
    valid_until: Date | None
    estimate_id: str
    patient: Patient
    service: str | None
    no_claim: bool
    diagnosis: str | None
    scheduled: tuple[Date, ...] | None
    parts: tuple[Part, ...]
    total: Decimal | None
    discounts: tuple[str, ...]
    included: tuple[str, ...]
    separate_statement: str
    separately: tuple[str, ...] | None
    disclaimers: tuple[str, ...]
    notice: str
    before_issue: tuple[Problem, ...] = ()
