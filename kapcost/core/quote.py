"""A quote: the prices, sums and packages that a provider states."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field
from decimal import Decimal
from typing import Any, ClassVar

from kapcost.core.course import MOST_SESSIONS, USUAL_ELEMENTS, Element, Phase
from kapcost.core.discounts import Discount, DiscountWritten
from kapcost.core.money import AmountWritten
from kapcost.core.quote_line import COUNT_FORMS, FORMS_FROM_ZERO, QuoteLine, check_money, repeated
from kapcost.core.text import Date, Flag, Label, Name
from kapcost.errors import InputError, Problem, caught, quoted, unknown_name
from kapcost.frozen import frozen

MOST = {"lines": 50, "totals": 5, "packages": 5, "discounts": 3}
"""How much of each a quote may have: what corrects it is looked for in all of them, which takes time."""


@frozen
class QuotePackage:
    """A session package as a provider offers it: a price, "instead of" an amount or at a percentage off.

    `elements` are by default what one price of sessions of its phases is for in the care setting.
    InputError with every problem of its numbers.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    label: Label
    sessions: Mapping[Phase, int]
    price: AmountWritten
    elements: tuple[Element, ...] = ()
    instead_of: AmountWritten | None = None
    percent: Decimal | None = None

    def __post_init__(self) -> None:
        problems = list(repeated("elements", self.elements))
        check_money(self, problems, "price", "instead_of")
        if not self.sessions:
            problems.append(Problem(key="sessions", found="none", expected="the sessions of at least one phase"))
        for phase, number in self.sessions.items():
            if not 1 <= number <= MOST_SESSIONS:
                problems.append(Problem(key=f"sessions.{phase}", found=quoted(number), expected=COUNT_FORMS))
        if self.percent is not None:
            with caught(problems):
                Discount(percent=self.percent)
        if problems:
            raise InputError(*problems)

    @property
    def covers(self) -> tuple[Element, ...]:
        """What the package is for; outside of a care setting, by default what its sessions usually consist of."""
        usual = dict.fromkeys(element for phase in self.sessions for element in USUAL_ELEMENTS[phase])
        return self.elements or tuple(usual)


@frozen
class QuoteTotal:
    """A stated sum: of all lines, or of the lines and packages whose labels it names.

    The quote's discounts are taken off it unless `discounted` is false.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    label: Label = "Total"
    amount: AmountWritten
    lines: tuple[Label, ...] = ()
    discounted: Flag = True

    def __post_init__(self) -> None:
        problems = list(repeated("lines", self.lines))
        check_money(self, problems, "amount")
        if problems:
            raise InputError(*problems)


@frozen
class Quote:
    """A provider's stated prices: lines, totals, packages and discounts, and the care setting they are for.

    `total` is short for one total of all lines; `sessions` says how many sessions a phase without
    a line is to have, where that is not the usual number. InputError with every problem if it has
    neither line nor package, or too many, if a label is used twice, or if a total names what is not there.
    """

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    provider: Label | None = None
    setting: str | None = None
    state: str | None = None
    as_of: Date | None = None
    lines: tuple[QuoteLine, ...] = ()
    total: AmountWritten | None = None
    totals: tuple[QuoteTotal, ...] = ()
    packages: Mapping[Name, QuotePackage] = field(default_factory=dict)
    discounts: tuple[DiscountWritten, ...] = ()
    sessions: Mapping[Phase, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        problems = [*self._size_problems(), *self._name_problems(), *self._session_problems()]
        check_money(self, problems, "total")
        if problems:
            raise InputError(*problems)

    @property
    def stated_totals(self) -> tuple[QuoteTotal, ...]:
        """All stated totals, the short one first."""
        return (*([] if self.total is None else [QuoteTotal(amount=self.total)]), *self.totals)

    def _size_problems(self) -> Iterator[Problem]:
        if not (self.lines or self.packages):
            expected = "at least one line or package: [[lines]] with label, phase and price"
            yield Problem(key="lines", found="none", expected=expected)
        yield from too_many({key: len(getattr(self, key)) for key in MOST})

    def _name_problems(self) -> Iterator[Problem]:
        labels = [*(line.label for line in self.lines), *(package.label for package in self.packages.values())]
        for label, number in Counter(labels).items():
            if number > 1:
                found = f"{quoted(label)} {number} times"
                yield Problem(key="label", found=found, expected="a label of its own for each line and package")
        for place, total in enumerate(self.totals, 1):
            for label in total.lines:
                if label not in labels:
                    key, what = f"totals[{place}].lines", "the label of a line or package"
                    yield unknown_name(label, labels, key=key, what=what)

    def _session_problems(self) -> Iterator[Problem]:
        for phase, number in self.sessions.items():
            if any(line.phase is phase and line.in_sessions for line in self.lines):
                yield Problem(key=f"sessions.{phase}", found=quoted(number), expected="only phases without a line")
            elif not 0 <= number <= MOST_SESSIONS:
                yield Problem(key=f"sessions.{phase}", found=quoted(number), expected=FORMS_FROM_ZERO)


def too_many(numbers: Mapping[str, int]) -> Iterator[Problem]:
    """Yield a problem for each key under which a quote has more than it may have."""
    for key, number in numbers.items():
        if number > MOST[key]:
            yield Problem(key=key, found=f"{number:,}", expected=f"at most {MOST[key]}")
