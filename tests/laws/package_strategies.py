"""Random session packages, on price lists and small courses that every exact course of can be tried."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st
from law_case import Case
from strategies import cases, cost_ranges, dollars

from kapcost.core.course import Element, Phase, SessionRange
from kapcost.core.packages import Package
from kapcost.errors import InputError

PLACES = (Phase.PREPARATION, Phase.DOSING, Phase.INTEGRATION, Phase.BOOSTER)


@st.composite
def packages(draw: st.DrawFn, phases: tuple[Phase, ...], elements: tuple[Element, ...]) -> Package:
    sizes = st.integers(1, 4)
    off: dict[str, Any] = draw(
        st.fixed_dictionaries({"price": cost_ranges(open_ends=False)})
        | st.fixed_dictionaries({"percent": st.integers(1, 9_999).map(lambda hundredths: Decimal(hundredths) / 100)})
        | st.fixed_dictionaries({"amount": dollars(0, 50_000)})
    )
    return Package(
        label="Pack",
        sessions=draw(st.dictionaries(st.sampled_from(phases), sizes, min_size=1, max_size=2)),
        elements=elements,
        free=draw(st.just({}) | st.dictionaries(st.sampled_from(phases), st.integers(1, 2), max_size=1)),
        repeatable="price" in off and draw(st.booleans()),
        payee=draw(st.none() | st.just("clinic")),
        **off,
    )


@st.composite
def package_cases(draw: st.DrawFn, *, discounted: bool = True) -> Case:
    """A case whose sessions vary in two phases only, with a package of one or both."""
    case = draw(cases(open_ends=False, discounted=discounted, credits_up_to=draw(st.sampled_from([0, 0, 1]))))
    one, other = draw(st.lists(st.sampled_from(PLACES), min_size=2, max_size=2, unique=True))
    sessions = {phase: SessionRange(low=0, high=0) for phase in Phase}
    sessions[Phase.CONSULTATION] = SessionRange(low=1, high=1)
    for phase in (one, other):
        low = draw(st.integers(0, 5))
        sessions[phase] = SessionRange(low=low, high=low + draw(st.integers(0, 4)))
    elements = draw(st.just(tuple(Element)) | st.sampled_from([fee.elements for fee in case.fees]))
    course = case.course.with_sessions(dict(sessions))
    case = replace(case, course=course, package=draw(packages((one, other), elements)))
    assume(not is_refused(case))
    return case


def is_refused(case: Case) -> bool:
    """Say whether the package covers only a part of a fee, or no charge at all, which cannot be priced."""
    try:
        case.estimate()
    except InputError as error:
        return "only a part of" in str(error) or "in place of some charge" in str(error)
    return False
