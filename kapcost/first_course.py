"""The questions that lead to a first course file: each a value, asked only where its answer counts."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from kapcost.core.answer import Estimate
from kapcost.core.course import Element, Phase
from kapcost.core.given_prices import ALL_IN, can_be_given
from kapcost.core.glossary import TERMS
from kapcost.core.price_list import PriceList
from kapcost.core.spread import unit_name
from kapcost.render.words import Dollars


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A question whose answer is the value of one key of a course file.

    `otherwise` says what counts without an answer; `choices` are the values to choose from, with
    what they are called, where there are such.
    """

    key: str
    question: str
    otherwise: str
    explanation: Sequence[str]
    choices: Mapping[str, str] = field(default_factory=dict)

    def answered(self, said: str, answers: Mapping[str, str]) -> dict[str, str]:
        """Return the answers, by dotted key, with what is said to this question; as they were if that is nothing."""
        return {**answers} if is_unsure(said) else {**answers, self.key: self._chosen(said)}

    def _chosen(self, said: str) -> str:
        """Return the value of a choice that is said by its place, name or title."""
        for place, (name, title) in enumerate(self.choices.items(), 1):
            if said.casefold() in (str(place), name.casefold(), title.casefold()):
                return name
        return said


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
    )  # fmt: skip


def _state(price_list: PriceList, estimate: Estimate) -> Step | None:
    varies = any(charge.scales_with_location for charge in estimate.charges)
    if not price_list.locations or not varies or estimate.location is not None:
        return None
    return Step(
        key="state", question="In which state will you be treated?", otherwise="the national price level",
        explanation=[TERMS["location"], "Say its code or its name, such as CA or California."],
    )  # fmt: skip


def _dosing(_: PriceList, estimate: Estimate) -> Step | None:
    return Step(
        key=f"sessions.{Phase.DOSING}", question="How many dosing sessions will you have?",
        otherwise=f"{estimate.course.sessions(Phase.DOSING)}, as is usual",
        explanation=[TERMS["dosing"], "Say a number such as 6, or a range such as 3-6."],
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
    forms = "Say a price such as 450, or a range such as 300-500; 300+ is 300 or more."
    return Step(
        key=f"prices.{name}", question=question, otherwise=_published(element, estimate),
        explanation=[TERMS[term], forms],
    )  # fmt: skip


def _published(element: Element, estimate: Estimate) -> str:
    """Return in words what the price list says of an element of a dosing session."""
    for charge in estimate.charges:
        if charge.phase is Phase.DOSING and element in charge.elements and charge.unit is not None:
            return f"the published {Dollars.for_ranges([charge.unit]).range(charge.unit)} per {unit_name(charge)}"
    return "what the price list says"


def _budget(_: PriceList, __: Estimate) -> Step | None:
    return Step(
        key="budget", question="How much can you spend on the whole course?", otherwise="no budget",
        explanation=[TERMS["budget"], "Say an amount of dollars, such as 5000."],
    )  # fmt: skip


STEPS: Sequence[Callable[[PriceList, Estimate], Step | None]] = (_setting, _state, _dosing, _price, _budget)
"""The questions in their order, each by the price list and the estimate so far; None where it would change nothing."""
