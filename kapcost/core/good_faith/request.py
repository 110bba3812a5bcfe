"""What the file of a good faith estimate says: patient, providers, course and what is known of the rest."""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Any, ClassVar

from kapcost.core.request import Request
from kapcost.core.text import Date, Flag, Label, Sentence, ServiceCode
from kapcost.core.written import Written
from kapcost.errors import InputError, Problem, quoted
from kapcost.frozen import frozen

NOT_YET_SCHEDULED = "not yet scheduled"
NONE_EXPECTED = "none expected"


def _nothing(word: str, instead: str) -> Written:
    """Return how a list is written in which a word says that it is empty for certain, and an empty list nothing."""

    def parse(written: Any) -> Any:
        if isinstance(written, str) and written.strip().casefold() == word:
            return ()
        if not isinstance(written, list | tuple):
            raise InputError(Problem(found=quoted(written), expected=f"{quoted(word)}, or {instead}"))
        return written or None

    return Written(parse, {"const": word}, {"type": "array", "items": {"type": "string"}})


@frozen
class Patient:
    """Who the estimate is for; what is not said is None."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    name: Sentence | None = None
    date_of_birth: Date | None = None


@frozen
class Provider:
    """A provider or facility, and the charges that it bills, by fee or by whom the price list names as paid.

    A number that is not a possible one is kept as it is written: a draft may have it.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    name: Sentence | None = None
    npi: Sentence | None = None
    tin: Sentence | None = None
    state: Sentence | None = None
    address: Sentence | None = None
    contact: Sentence | None = None
    bills: tuple[Label, ...] = ()


@frozen
class GoodFaithRequest:
    """Everything the file says. A draft may lack any of it; `core.good_faith.issuing` says what an issued one needs.

    `course` is what a course file says; `codes` are service codes by fee or phase, in place of the
    price list's. An empty `scheduled` is "not yet scheduled", an empty `separately` "none expected".
    `no_claim` says that no claim is filed with a health plan for anything in it.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    id: Label | None = None
    version: int = 1
    replaces: Label | None = None
    date: Date | None = None
    valid_until: Date | None = None
    price_list: str | None = None
    service: Sentence | None = None
    no_claim: Flag = False
    diagnosis: Sentence | None = None
    scheduled: Annotated[tuple[Date, ...] | None, _nothing(NOT_YET_SCHEDULED, "a list of dates")] = None
    separately: Annotated[tuple[Sentence, ...] | None, _nothing(NONE_EXPECTED, "a list of items")] = None
    patient: Patient = field(default_factory=Patient)
    providers: tuple[Provider, ...] = ()
    codes: Mapping[str, ServiceCode] = field(default_factory=dict)
    course: Request = field(default_factory=Request)

    def __post_init__(self) -> None:
        if self.version < 1:
            raise InputError(Problem(key="version", found=quoted(self.version), expected="a version from 1"))
