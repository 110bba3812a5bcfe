"""A quote among scenarios: the whole course as an estimate, with what the quote leaves out from the price list."""

from collections.abc import Sequence

from kapcost.core import wording
from kapcost.core.answer import SCHEMA_VERSION, Estimate
from kapcost.core.audit import Audit, audit
from kapcost.core.bill import Bill, Bills, bills, reductions
from kapcost.core.charges import Charge
from kapcost.core.comparison_rows import QuoteCompared, Scenario
from kapcost.core.course import Phase
from kapcost.core.discounts import Discount
from kapcost.core.money import ZERO, End
from kapcost.core.price_list import PriceList
from kapcost.core.pricing import charged_among, is_complete
from kapcost.core.provenance import identity
from kapcost.core.quote import Quote
from kapcost.core.quoted_charges import IN_QUOTE, stated_charges
from kapcost.core.quoted_course import QuotedCourse, courses_quoted, in_care_setting
from kapcost.core.spread import one_question, spread
from kapcost.core.totals import taken, totals
from kapcost.errors import InputError, Problem
from kapcost.version import VERSION


def quoted_scenario(quote: Quote, price_list: PriceList) -> Scenario:
    """Return a quote as a scenario: what its lines come to, and the price list's fees for what it leaves out.

    It is priced as the audit of the quote says it, singly where a package is only offered.
    InputError as for the audit, or if the quote has no price at all.
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
    stated = [*stated_charges(quoted, quote.provider)]
    lines = (*stated, *whole.charges)
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


def _place(charge: Charge) -> int:
    return list(Phase).index(charge.phase)


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
