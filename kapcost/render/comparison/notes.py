"""The notes of a comparison: which scenario is cheapest, what each leaves out, and what is not alike in them."""

from collections.abc import Iterator, Sequence

from kapcost.core.comparison import Comparison, Decider, Difference
from kapcost.core.comparison_rows import QuoteCompared, Scenario
from kapcost.core.wording import not_known
from kapcost.render.note import Note, list_note, text_note
from kapcost.render.notes import NOT_KNOWN
from kapcost.render.words import Dollars


def notes(comparison: Comparison, dollars: Dollars) -> Iterator[Note]:
    """Yield the notes that have something to say."""
    scenarios = comparison.scenarios
    in_none = [text for text in scenarios[0].estimate.not_included
               if all(text in one.estimate.not_included for one in scenarios)]  # fmt: skip
    differences = {difference.scenario: difference for difference in comparison.differences}
    warnings = dict.fromkeys(f"{one.name}: {text}" for one in scenarios for text in one.estimate.warnings)
    yield text_note("Cheapest", [_cheapest(comparison, in_none)])
    for one in scenarios:
        said = [*_scenario(one, in_none, differences.get(one.name), comparison.first)]
        yield text_note(one.name, [*said, *(_quote(one.quote, dollars) if one.quote else ())])
    found = [list_note("Not included in any", in_none), text_note("Rule", [*_rule(comparison)]),
             text_note("Not alike", [*_unlike(scenarios)]), text_note("Warning", list(warnings))]  # fmt: skip
    yield from (note for note in found if note.sentences)


def _cheapest(comparison: Comparison, in_none: Sequence[str]) -> str:
    for one in comparison.scenarios:
        if one.name == comparison.cheapest:
            but = "; what it leaves out stands below" if _left_out(one, in_none) else ""
            return f"{one.name}: even its highest cost is below the lowest of every other{but}."
    return "none for certain: no complete one stays below the lowest cost of every other."


def _left_out(one: Scenario, in_none: Sequence[str]) -> list[str]:
    """Return what a scenario leaves out and some other one has."""
    return [text for text in one.estimate.not_included if text not in in_none]


def _scenario(one: Scenario, in_none: Sequence[str], difference: Difference | None, first: str) -> Iterator[str]:
    """Yield what a scenario is, what it does not know or include, and what sets it apart from the first one."""
    yield f"{one.estimate.title}."
    if unknown := not_known(one.estimate.charges):
        yield f"{NOT_KNOWN}: {', '.join(unknown)}."
    if left_out := _left_out(one, in_none):
        yield f"Not included: {', '.join(left_out)}."
    if difference and difference.besides:
        yield f"Unlike {first}, with {', '.join(difference.besides)}."


def _quote(quote: QuoteCompared, dollars: Dollars) -> Iterator[str]:
    """Yield what of a scenario a quote states, and what may be wrong or left out in it."""
    whose = f" of {quote.provider}" if quote.provider else ""
    stated, filled_in = dollars.range(quote.quoted), dollars.range(quote.filled_in)
    yield f"A quote{whose}: {stated} as quoted and {filled_in} filled in from the price list."
    if quote.packages_not_used:
        yield f"Offered and not counted: {', '.join(quote.packages_not_used)}."
    if not quote.foots:
        yield "It does not add up: kapcost check says where."


def _rule(comparison: Comparison) -> Iterator[str]:
    if comparison.decided_by is Decider.PATIENT_PAYS:
        yield "By what is left to pay after the health plan."
    elif any(one.estimate.health_plan for one in comparison.scenarios):
        yield "Before what a health plan pays, for not every scenario has one."
    yield "Cheaper and dearer only where the ranges do not overlap; differences are low less low, high less high."


def _unlike(scenarios: Sequence[Scenario]) -> Iterator[str]:
    """Yield on which day and price list each estimate rests, where these are not the same for all."""
    made = [(one.estimate.as_of, one.estimate.price_list, one.estimate.kapcost_version) for one in scenarios]
    if len(set(made)) > 1:
        for one, (as_of, used, version) in zip(scenarios, made, strict=True):
            yield f"{one.name}: as of {as_of}, by {used.name} of {used.as_of} ({used.sha256[:8]}), kapcost {version}."
