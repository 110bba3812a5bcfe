"""The whole course that a quote is for: what the quote says, and what it leaves out at the price list's fees."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from kapcost.core import wording
from kapcost.core.answer import SourceUsed
from kapcost.core.bill import Bill, at_ends
from kapcost.core.charges import Charge
from kapcost.core.course import Course, Element, Phase
from kapcost.core.fee import Fee
from kapcost.core.location import LocationUsed
from kapcost.core.money import ZERO, CostRange, total
from kapcost.core.packages import Extent
from kapcost.core.price import JOINT, Basis, Per, Status
from kapcost.core.price_list import CareSetting, PriceList
from kapcost.core.pricing import Pricing, charged_among, is_complete
from kapcost.core.provenance import sources_used
from kapcost.core.quote import Quote
from kapcost.core.quote_sums import sum_of
from kapcost.core.quoted_charges import IN_QUOTE, unknown_elsewhere
from kapcost.core.quoted_course import QuotedCourse
from kapcost.core.text import lower_first
from kapcost.core.vocabulary import PHASE_WORDS, sessions_counted
from kapcost.errors import at
from kapcost.frozen import frozen

Covered = Mapping[Phase, frozenset[Element]]
"""The elements of each phase that a quote has a price for."""


@frozen
class WholeCourse:
    """What a whole course costs: `quoted` by the lines of a quote after its discounts, and `filled_in`.

    `charges` are the price list's for what the quote leaves out, and, as not known, what it charges
    in other sessions of the same phase only: nothing is cheaper by what it leaves out. Where one of
    them is unknown, `complete` is false, and the sums are those of the known part. `package` is what
    is charged in place of single sessions, if anything is.
    """

    course: Course
    package: str | None = None
    complete: bool
    quoted: CostRange
    filled_in: CostRange
    cost: CostRange
    charges: tuple[Charge, ...]
    not_included: tuple[str, ...]
    assumptions: tuple[str, ...]
    warnings: tuple[str, ...]
    sources: tuple[SourceUsed, ...]


def _covered_by(quoted: QuotedCourse) -> Covered:
    """Return what a quote has a price for; a line for no session of its own is an extra."""
    priced = [line for line in quoted.lines if line.is_priced and line.in_sessions]
    return {phase: frozenset(element for line in priced if line.phase is phase for element in line.covers)
            for phase in Phase}  # fmt: skip


def course_of(quoted: QuotedCourse, quote: Quote, setting: CareSetting, price_list: PriceList) -> Course:
    """Return the course that a quote is for: its sessions, and the usual ones where it has no line.

    InputError if they are too many.
    """
    usual = price_list.preset(setting.course or price_list.defaults.course)
    with at("lines"):
        return usual.with_sessions(usual.following({**quote.sessions, **_sessions(quoted)}))


def _sessions(quoted: QuotedCourse) -> dict[Phase, int]:
    return {phase: number for phase in Phase if (number := quoted.sessions_in(phase))}


def whole_course(
    quoted: QuotedCourse,
    quote: Quote,
    setting: CareSetting,
    location: LocationUsed | None,
    price_list: PriceList,
    *,
    as_of: date,
) -> WholeCourse:
    """Return what the whole course costs, each part of each session counted once."""
    course = course_of(quoted, quote, setting, price_list)
    extent = Extent.of(course)
    covered = _covered_by(quoted)
    left_over = (*_left_over(setting.fees, covered, extent), *_unpriced(quoted, covered))
    pricing = Pricing(fees=left_over, index=location.index if location else None, discounts=())
    elsewhere = [line for line in unknown_elsewhere(quoted) if covered[line.phase] & set(line.elements)]
    lines = (*pricing.lines(extent), *elsewhere)
    charged = charged_among(lines)
    filled_in = CostRange.exactly(ZERO)
    if charged:
        filled_in = CostRange.over(at_ends(pricing.bills(lines), Bill.total))
    stated = CostRange.exactly(sum_of(quoted.parts, quote.discounts))
    whole = total([stated, filled_in])
    return WholeCourse(
        course=course, package=quoted.package.label if quoted.package else None, complete=is_complete(lines),
        quoted=stated, filled_in=filled_in,
        cost=CostRange(low=whole.low, typical=whole.typical, high=whole.high),
        charges=tuple(line for line in lines if line.included_in != IN_QUOTE),
        not_included=tuple(wording.not_included(lines, extent)),
        assumptions=(*_assumptions(quoted, quote, course), *wording.assumptions(lines, extent, location, ())),
        warnings=tuple(wording.warnings(charged, as_of)), sources=sources_used(price_list, charged, location),
    )  # fmt: skip


def _assumptions(quoted: QuotedCourse, quote: Quote, course: Course) -> Iterator[str]:
    less = ", less its discounts" if quote.discounts else ""
    what = "count times price of each line" if len(quoted.parts) > bool(quoted.package) else ""
    package = f"the price of {lower_first(quoted.package.label)}" if quoted.package else ""
    yield f"As quoted is {' and '.join(filter(None, (package, what)))}{less}, whatever sums are stated."
    read = _sessions(quoted)
    if read:
        yield f"Read as {', '.join(sessions_counted(number, phase) for phase, number in read.items())}."
    said = {*read, *quote.sessions}
    for phase in filter(quoted.is_in_parts_besides, Phase):
        yield f"{PHASE_WORDS[phase].capitalize()}: some at one price, the others charged in parts."
    if quoted.evaluated:
        yield f"{quoted.evaluated.label} is taken to have the medical evaluation of the consultation."
    usual = [
        f"{course.sessions(phase)} {phase}" for phase in Phase if phase not in said and course.sessions(phase).high
    ]
    if usual:
        yield f"Usual numbers of sessions where the quote has no line: {', '.join(usual)}."


def _left_over(fees: Sequence[Fee], covered: Covered, extent: Extent) -> Iterator[Fee]:
    """Yield a fee of no price for all that a quote covers, and the fees for all that it does not.

    The price of a fee that the quote covers a part of cannot be taken apart: what is left of it
    is not known.
    """
    for phase, elements in covered.items():
        if elements:
            yield Fee(label=IN_QUOTE, phases=(phase,), elements=tuple(sorted(elements, key=list(Element).index)),
                      price=Status.INCLUDED, included_in=IN_QUOTE, basis=Basis.GIVEN)  # fmt: skip
    for fee in fees:
        phases = tuple(phase for phase in fee.phases if extent.most(phase))
        if fee.per in JOINT:
            yield from _rest(replace(fee, phases=phases), covered) if phases else ()
        else:
            yield from (rest for phase in phases for rest in _rest(replace(fee, phases=(phase,)), covered))


def _unpriced(quoted: QuotedCourse, covered: Covered) -> Iterator[Fee]:
    """Yield a line without a price as not known where nothing is filled in for it.

    That is where it is for no session of its own, or where other lines have a price for a part of it.
    """
    for line in quoted.lines:
        if not line.is_priced and (not line.in_sessions or covered[line.phase] & set(line.covers)):
            yield Fee(label=line.label, phases=(line.phase,), elements=line.covers, price=Status.UNKNOWN)


def _rest(fee: Fee, covered: Covered) -> Iterator[Fee]:
    """Yield what is left of a fee: all of it, nothing, or a part for each phase."""
    if not any(covered[phase] & set(fee.elements) for phase in fee.phases):
        yield fee
        return
    for phase in fee.phases:
        elements = tuple(element for element in fee.elements if element not in covered[phase])
        if elements:
            yield _part(fee, phase, elements)


def _part(fee: Fee, phase: Phase, elements: tuple[Element, ...]) -> Fee:
    """Return a part of a fee, whose price is not known if the whole has one."""
    if fee.status is not Status.CHARGED:
        return replace(fee, phases=(phase,), elements=elements)
    return Fee(label=", ".join(elements).capitalize(), phases=(phase,), elements=elements, price=Status.UNKNOWN,
               per=Per.SESSION, payee=fee.payee)  # fmt: skip
