"""A quote among scenarios: the whole course as an estimate, with what the quote leaves out from the price list."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kapcost.core import wording
from kapcost.core.answer import SCHEMA_VERSION, Estimate
from kapcost.core.audit import Audit, audit
from kapcost.core.bill import Bill, Bills, bills, reductions
from kapcost.core.charges import Charge, QuantityRange
from kapcost.core.comparison_rows import QuoteCompared, Scenario
from kapcost.core.course import Phase
from kapcost.core.discounts import Discount
from kapcost.core.money import ZERO, AtEnds, CostRange, End
from kapcost.core.price import Basis, Per, Status
from kapcost.core.price_list import PriceList
from kapcost.core.pricing import charged_among, is_complete
from kapcost.core.provenance import identity
from kapcost.core.quote import Quote
from kapcost.core.quote_line import QuoteLine
from kapcost.core.quoted_course import QuotedCourse, courses_quoted, in_care_setting
from kapcost.core.spread import one_question, spread
from kapcost.core.totals import taken, totals
from kapcost.core.whole_course import IN_QUOTE
from kapcost.errors import InputError, Problem
from kapcost.version import VERSION


def quoted_scenario(quote: Quote, price_list: PriceList) -> Scenario:
    """Return a quote as a scenario: what its lines come to, and the price list's fees for what it leaves out.

    It is priced as the audit of the quote says it, singly where a package is only offered. What the
    quote charges in some sessions of a phase only is not known in the others, so that nothing is
    cheaper by what it leaves out. InputError as for the audit, or if the quote has no price at all.
    """
    found = audit(quote, price_list)
    care = in_care_setting(quote, price_list.setting(found.setting).fees)
    quoted = courses_quoted(care)[0]
    used = quoted.package.label if quoted.package else None
    return Scenario(
        name=quote.provider or IN_QUOTE, estimate=_estimate(quote, care, quoted, found, price_list),
        quote=QuoteCompared(
            provider=quote.provider, quoted=found.whole_course.quoted, filled_in=found.whole_course.filled_in,
            foots=found.foots,
            packages_not_used=tuple(each.label for each in care.packages.values() if each.label != used),
        ),
    )  # fmt: skip


def _estimate(quote: Quote, care: Quote, quoted: QuotedCourse, found: Audit, price_list: PriceList) -> Estimate:
    """Return the whole course of a quote as an estimate."""
    whole = found.whole_course
    stated = [*_charges(quoted, quote.provider)]
    lines = (*stated, *whole.charges, *_elsewhere_unknown(quoted))
    charged = charged_among(lines)
    reduced = [(charged_among(stated), care.discounts), (charged_among(whole.charges), ())]
    if not reduced[0][0]:
        raise InputError(Problem(key="lines", found="no price", expected="a price of some line, to be compared"))
    ends, labels = _bills(reduced), [label for each in reduced for label in reductions(*each)]
    drivers = spread(charged, ends)
    return Estimate(
        schema_version=SCHEMA_VERSION, kapcost_version=VERSION, currency="USD", as_of=found.as_of,
        estimate_id=identity("quote", quote, [*quote.packages], price_list, found.as_of),
        title=wording.title(lines, whole.course, None if quote.setting is None else found.setting_title),
        complete=is_complete(lines), price_list=found.price_list, setting=found.setting, tier=None,
        location=found.location, course=whole.course, charges=tuple(sorted(lines, key=_place)),
        packages=(), cheaper_packages=(), discounts=taken(labels, ends), totals=totals(charged, ends, whole.course),
        health_plan=None, schedule=None, stopping_early=None, budget=None, by_setting={}, not_by_setting=(),
        not_included=whole.not_included,
        assumptions=(*whole.assumptions, *wording.plan_assumptions(None, None, found.as_of)),
        warnings=whole.warnings, sources=whole.sources, spread=drivers, question=one_question(lines, drivers),
    )  # fmt: skip


def _place(line: Charge | QuoteLine) -> int:
    return list(Phase).index(line.phase)


def _bills(reduced: Sequence[tuple[Sequence[Charge], Sequence[Discount]]]) -> Bills:
    """Return the bills of several groups of charges together, each with its own discounts only."""
    groups = [bills(*each) for each in reduced if each[0]]
    return {end: _together([group[end] for group in groups]) for end in End}


def _together(apart: Sequence[Bill | None]) -> Bill | None:
    known = [bill for bill in apart if bill is not None]
    if len(known) < len(apart):
        return None
    return Bill(
        charges=sum((bill.charges for bill in known), ZERO),
        dues=tuple(due for bill in known for due in bill.dues),
        savings=tuple(saving for bill in known for saving in bill.savings),
    )


def _charges(quoted: QuotedCourse, provider: str | None) -> Iterator[Charge]:
    """Yield what a quote charges, in the order of its parts, and then what it says to be included."""
    package = quoted.package
    sold = sorted((line for line in quoted.lines if package and line.label == package.label), key=_place)
    others = [line for line in quoted.lines if line not in sold]
    for line in others:
        if line.unit is not None:
            yield _charge(line, provider, count=line.count, per=_per(line), unit=line.unit)
        elif line.amount is not None:
            yield _charge(line, provider, count=1, per=Per.COURSE, unit=line.amount)
    if package:
        phases = tuple(line.phase for line in sold)
        whole = _charge(sold[0], provider, count=1, per=Per.PACKAGE, unit=package.price)
        yield replace(whole, elements=package.covers, phases=phases, sold_for=phases)
    included = [(line, line.label) for line in sold[1:]]
    included += [(line, IN_QUOTE) for line in others if line.price is Status.INCLUDED]
    yield from (_charge(line, provider, count=line.count, included_in=where) for line, where in included)


def _elsewhere_unknown(quoted: QuotedCourse) -> Iterator[Charge]:
    """Yield what is charged in some sessions of a phase only, as not known in the others."""
    for phase, element in quoted.in_some_sessions():
        rest = quoted.sessions_in(phase) - quoted.sessions_of(phase, element)
        line = QuoteLine(label=element.capitalize(), phase=phase, elements=(element,), count=rest)
        yield replace(_charge(line, None, count=rest), status=Status.UNKNOWN, basis=None)


def _per(line: QuoteLine) -> Per:
    if line.is_by_session:
        return Per.SESSION
    return Per.HOUR if line.count > line.in_sessions > 0 else Per.COURSE


def _charge(
    line: QuoteLine, provider: str | None, *, count: int, per: Per = Per.SESSION, unit: Decimal | None = None,
    included_in: str | None = None,
) -> Charge:  # fmt: skip
    """Return a line of a quote as one of an estimate, given at its unit price, included if that is None."""
    price = None if unit is None else CostRange.exactly(unit)
    return Charge(
        phase=line.phase, phases=(line.phase,), sold_for=(line.phase,), elements=line.covers, label=line.label,
        payee=provider, status=Status.INCLUDED if price is None else Status.CHARGED, per=per,
        quantity=QuantityRange(low=count, high=count), unit=price,
        amount=None if unit is None else AtEnds.over(lambda _: unit * count), included_in=included_in,
        basis=Basis.GIVEN, n=None, reason=None, note=None, sources=(), checked=None,
    )  # fmt: skip
