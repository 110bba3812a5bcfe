"""A line of a quote: what a provider charges in a phase, how often, and what that is said to come to."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from kapcost.core.course import MOST_SESSIONS, USUAL_ELEMENTS, Element, Phase
from kapcost.core.money import AmountWritten, check_price, parse_amount
from kapcost.core.price import Status
from kapcost.core.text import Label
from kapcost.core.written import Written
from kapcost.errors import InputError, Problem, at, caught, quoted, unknown_name
from kapcost.frozen import frozen

COUNT_FORMS = f"a whole number from 1 to {MOST_SESSIONS}"
FORMS_FROM_ZERO = f"a whole number from 0 to {MOST_SESSIONS}"


def parse_stated_price(written: Any) -> Any:
    """Return a stated price: one amount of dollars, or `included`; InputError if it is neither."""
    word = str(written).strip().casefold()
    if word == Status.INCLUDED:
        return Status.INCLUDED
    if word.isalpha() and isinstance(written, str):
        raise InputError(unknown_name(written, [Status.INCLUDED], what="an amount such as 450, or included"))
    return parse_amount(written)


StatedPrice = Annotated[
    Decimal | Literal[Status.INCLUDED],
    Written(
        parse_stated_price, {"type": "number", "minimum": 0}, {"type": "string", "examples": ["1,250.50", "included"]}
    ),
]
"""One exact price that a provider states, or that there is none because it lies in another."""


@frozen
class QuoteLine:
    """One line of a quote: `count` times `price` is the `amount`, as far as the provider states them.

    `elements` are by default what one price of a session is for in the care setting. `sessions` are
    those that the line is for, by default its count: fewer if it counts hours, 0 if it is charged beside
    another line for the same sessions. InputError with every problem of its numbers.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    label: Label
    phase: Phase
    elements: tuple[Element, ...] = ()
    count: int = 1
    sessions: int | None = None
    price: StatedPrice | None = None
    amount: AmountWritten | None = None

    def __post_init__(self) -> None:
        problems = list(repeated("elements", self.elements))
        check_money(self, problems, "price", "amount")
        if not 1 <= self.count <= MOST_SESSIONS:
            problems.append(Problem(key="count", found=quoted(self.count), expected=COUNT_FORMS))
        if self.sessions is not None and not 0 <= self.sessions <= MOST_SESSIONS:
            problems.append(Problem(key="sessions", found=quoted(self.sessions), expected=FORMS_FROM_ZERO))
        if self.price is Status.INCLUDED and self.amount:
            found = f"{quoted(self.amount)} for what is included"
            problems.append(Problem(key="amount", found=found, expected="no amount, or a price"))
        if problems:
            raise InputError(*problems)

    @property
    def covers(self) -> tuple[Element, ...]:
        """What the line is for; outside of a care setting, by default what is usual in a session of the phase."""
        return self.elements or USUAL_ELEMENTS[self.phase]

    def is_part_of(self, other: "QuoteLine") -> bool:
        """Return whether another line is for the same phase, with all that this one is for and more."""
        return self.phase is other.phase and other.in_sessions > 0 and set(self.covers) < set(other.covers)

    @property
    def in_sessions(self) -> int:
        """The number of sessions that the line is for."""
        return self.count if self.sessions is None else self.sessions

    @property
    def is_by_session(self) -> bool:
        """Whether each count of it is one session, and not an hour or something besides."""
        return self.in_sessions == self.count

    @property
    def is_priced(self) -> bool:
        """Whether the quote says what the line costs, be it that it is included."""
        return self.price is not None or self.amount is not None

    @property
    def unit(self) -> Decimal | None:
        """The price in dollars, None if none is stated."""
        return self.price if isinstance(self.price, Decimal) else None

    @property
    def reckoned(self) -> Decimal | None:
        """What count times price comes to, the amount where no price is stated, None where neither is."""
        return self.amount if self.unit is None else self.unit * self.count


def repeated(key: str, names: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem if one of the names at a key stands there twice."""
    if repeated := [name for name, number in Counter(names).items() if number > 1]:
        yield Problem(key=key, found=quoted(", ".join(repeated)), expected="each once")


def check_money(of: Any, problems: list[Problem], *keys: str) -> None:
    """Put whole cents in place of the amounts at some keys, and add a problem for each that is no price."""
    for key in keys:
        if isinstance(value := getattr(of, key), int | Decimal):
            with caught(problems), at(key):
                object.__setattr__(of, key, check_price(Decimal(value)))
