"""The questions that lead to a first course file: each a value, asked only where its answer counts."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from decimal import Decimal

from kapcost.core.answer import Estimate
from kapcost.core.course import Element, Phase
from kapcost.core.given_prices import ALL_IN, can_be_given
from kapcost.core.glossary import TERMS
from kapcost.core.money import CostRange, End, to_cents
from kapcost.core.price import Per, Status
from kapcost.core.price_list import PriceList
from kapcost.core.spread import unit_name
from kapcost.core.text import spoken
from kapcost.errors import InputError, unknown_name
from kapcost.frozen import frozen
from kapcost.render.words import Dollars


@frozen
class Step:
    """A question whose answer is the value of one key of a course file.

    `otherwise` says what counts without an answer, `how` in which forms one may be said; `choices`
    are the values to choose from, with what they are called, where there are such; `takes` are
    words that are an answer here, although elsewhere they say not to know.
    """

    key: str
    question: str
    otherwise: str
    explanation: Sequence[str]
    how: str
    choices: Mapping[str, str] = field(default_factory=dict)
    takes: Sequence[str] = ()

    def answered(self, said: str, answers: Mapping[str, str]) -> dict[str, str]:
        """Return the answers, by dotted key, with what is said to this question; as they were if that is nothing.

        InputError if it is none of the choices, or the beginning of several.
        """
        named = spoken(said)
        if named not in self.takes and (is_unsure(said) or named == spoken(self.otherwise)):
            return {**answers}
        return {**answers, self.key: self._chosen(said) if self.choices else _DOLLARS.sub("", said)}

    def _chosen(self, said: str) -> str:
        """Return the choice of a place, a name or a title, or the only one of which that is the beginning."""
        named = spoken(said)
        called = {name: (str(place), spoken(name), spoken(title))
                  for place, (name, title) in enumerate(self.choices.items(), 1)}  # fmt: skip
        whole = [name for name, words in called.items() if named in words]
        begun = [name for name, words in called.items() if any(word.startswith(named) for word in words)]
        for found in (whole, begun):
            if len(found) == 1:
                return found[0]
        raise InputError(unknown_name(said, self.choices))


_DOLLARS = re.compile(r"\s*(dollars?|usd)$", re.IGNORECASE)
"""What people put behind an amount, and a course file does not."""

_UNSURE = {"", "dk", "dunno", "idk", "n/a", "na", "no", "none", "skip", "unknown", "unsure"}
_UNSURE_PHRASES = ("dont know", "do not know", "no idea", "not known", "not sure")


def is_unsure(said: str) -> bool:
    """Return whether somebody says nothing, or in some way not to know.

    >>> is_unsure("I don't know yet."), is_unsure("IDK"), is_unsure("6")
    (True, True, False)
    """
    words = re.sub(r"['\N{RIGHT SINGLE QUOTATION MARK}]", "", " ".join(said.casefold().split())).rstrip(".!")
    return words in _UNSURE or any(phrase in words for phrase in _UNSURE_PHRASES)


def _setting(price_list: PriceList, _: Estimate) -> Step | None:
    usual = price_list.defaults.setting
    choices = {name: setting.title for name, setting in price_list.settings.items() if name != usual}
    if not choices:
        return None
    summaries = [f"{name}: {price_list.setting(name).summary}" for name in choices]
    return Step(
        key="setting", question="How will you be treated?", choices=choices,
        otherwise=price_list.setting(usual).title, explanation=[TERMS["care setting"], *summaries],
        how="Say its number, its name, or how its name begins.",
    )  # fmt: skip


def _state(price_list: PriceList, estimate: Estimate) -> Step | None:
    varies = any(charge.scales_with_location for charge in estimate.charges)
    if not price_list.locations or not varies or estimate.location is not None:
        return None
    return Step(
        key="state", question="In which state will you be treated?", otherwise="the national price level",
        explanation=[TERMS["location"]],
        how="Say its code or its name, such as CA or California. A metropolitan area is said by an option: "
        "kapcost start --metro Sacramento",
    )  # fmt: skip


def _dosing(_: PriceList, estimate: Estimate) -> Step | None:
    return Step(
        key=f"sessions.{Phase.DOSING}", question="How many dosing sessions will you have?",
        otherwise=f"{estimate.course.sessions(Phase.DOSING)}, as is usual",
        explanation=[TERMS["dosing"]], how="Say a number such as 6, or a range such as 3-6.",
    )  # fmt: skip


_PRICES = {
    ALL_IN: (Element.KETAMINE, "What does a whole dosing session cost, if you know?", "all-in"),
    "therapist": (Element.THERAPIST, "What does the therapist cost per dosing session, if you know?", "therapist"),
}
"""The prices that may be asked for, the first that a care setting can take: for an element, the question, its term."""


def _price(price_list: PriceList, estimate: Estimate) -> Step | None:
    fees = price_list.setting(estimate.setting).fees
    name = next((name for name in _PRICES if can_be_given(name, fees)), None)
    if name is None or not estimate.course.sessions(Phase.DOSING).high:
        return None
    element, question, term = _PRICES[name]
    takes = [] if name == ALL_IN else [Status.UNKNOWN]
    how = ["Say a price such as 450, or a range such as 300-500; 300+ is 300 or more.",
           *(f'"{word}" counts nothing, and the estimate is partial.' for word in takes),
           '"I don\'t know" takes what Enter takes.']  # fmt: skip
    return Step(
        key=f"prices.{name}", question=question, otherwise=_published(element, estimate),
        explanation=[TERMS[term]], how=" ".join(how), takes=takes,
    )  # fmt: skip


def _published(element: Element, estimate: Estimate) -> str:
    """Return in words what the price list says of an element of a dosing session."""
    for charge in estimate.charges:
        if charge.phase is Phase.DOSING and element in charge.elements and charge.unit is not None:
            hours = estimate.course.hours_of(Phase.DOSING) if charge.per is Per.HOUR else None
            whole = f", {_dollars(_times(charge.unit, hours))} for {hours} hours" if hours else ""
            return f"the published {_dollars(charge.unit)} per {unit_name(charge)}{whole}"
    return "what the price list says"


def _dollars(price: CostRange) -> str:
    return Dollars.for_ranges([price]).range(price)


def _times(price: CostRange, hours: Decimal) -> CostRange:
    """Return the price of some hours, by that of one."""

    def price_at(end: End) -> Decimal | None:
        amount = price.at(end)
        return None if amount is None else to_cents(amount * hours)

    return CostRange.over(price_at)


def _budget(_: PriceList, __: Estimate) -> Step | None:
    return Step(
        key="budget", question="How much can you spend on the whole course?", otherwise="no budget",
        explanation=[TERMS["budget"]], how="Say an amount of dollars, such as 5000.",
    )  # fmt: skip


STEPS: Sequence[Callable[[PriceList, Estimate], Step | None]] = (_setting, _state, _dosing, _price, _budget)
"""The questions in their order, each by the price list and the estimate so far; None where it would change nothing."""
