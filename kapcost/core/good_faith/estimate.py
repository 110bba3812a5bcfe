"""From an estimate and the file of a good faith estimate to the document."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kapcost.core.answer import Estimate
from kapcost.core.charges import Charge
from kapcost.core.course import Counts, Phase
from kapcost.core.fee import Fee
from kapcost.core.good_faith import wording
from kapcost.core.good_faith.document import SCHEMA_VERSION, GoodFaithEstimate, Standing
from kapcost.core.good_faith.issuing import unmet, unmet_by_course
from kapcost.core.good_faith.lines import diagnosis, lines
from kapcost.core.good_faith.parts import parts, total_of
from kapcost.core.good_faith.request import GoodFaithRequest
from kapcost.core.money import End
from kapcost.core.packages import Package
from kapcost.core.price import Status
from kapcost.core.price_list import PriceList
from kapcost.core.vocabulary import PHASE_WORDS
from kapcost.errors import GateError, InputError, unknown_name
from kapcost.version import VERSION


def good_faith_estimate(
    request: GoodFaithRequest, estimate: Estimate, price_list: PriceList, *, issue: bool = False
) -> GoodFaithEstimate:
    """Return the good faith estimate made from the estimate of the request's course.

    A draft unless it is to be issued; GateError with everything that hinders the issue. InputError
    if a provider is said to bill, or a service code to be for, what does not exist.
    """
    offered = {**price_list.setting(estimate.setting).packages, **request.course.packages}
    _check_names(request, estimate, price_list)
    package = None if request.course.package is None else offered[request.course.package]
    charged = list(lines(request, estimate, _covered(package, estimate)))
    made = parts(request.providers, charged)
    draft = GoodFaithEstimate(
        schema_version=SCHEMA_VERSION, kapcost_version=VERSION, currency="USD", title=wording.TITLE,
        status=Standing.DRAFT, id=request.id, version=request.version, replaces=request.replaces,
        date=request.date or estimate.as_of, valid_until=request.valid_until, estimate_id=estimate.estimate_id,
        patient=request.patient, service=request.service, no_claim=request.no_claim, diagnosis=diagnosis(request),
        scheduled=request.scheduled,
        parts=made, total=total_of(part.total for part in made), discounts=tuple(_discounts(estimate)),
        included=tuple(_included(estimate)), separate_statement=wording.SEPARATE, separately=request.separately,
        disclaimers=wording.DISCLAIMERS, notice=wording.NOTICE,
    )  # fmt: skip
    plan = None if request.no_claim else request.course.health_plan
    problems = (*unmet(draft), *unmet_by_course(estimate, plan))
    if not issue:
        return replace(draft, before_issue=problems)
    if problems:
        raise GateError(*problems)
    return replace(draft, status=Standing.ISSUED)


def _covered(package: Package | None, estimate: Estimate) -> Counts:
    """Return how many sessions of each phase the package covers at the low end, none without one."""
    if package is None:
        return dict.fromkeys(Phase, 0)
    return package.covered(estimate.course.counts(End.LOW))


def _discounts(estimate: Estimate) -> Iterator[str]:
    """Yield the discounts and credits that take something off, each with what it takes where that is one figure."""
    for discount in estimate.discounts:
        low, high = discount.amount.low, discount.amount.high
        if low or high:
            yield f"{discount.label} (${low:,})" if low == high else discount.label


def _included(estimate: Estimate) -> Iterator[str]:
    for charge in estimate.charges:
        if charge.status is Status.INCLUDED:
            yield f"{charge.label}: {PHASE_WORDS[charge.phase]} (in {charge.included_in})"


def _check_names(request: GoodFaithRequest, estimate: Estimate, price_list: PriceList) -> None:
    """Raise InputError if the file names a fee, phase or payee that there is not.

    The problem lists the names that are the price list's, and none that the file itself gives a package.
    """
    setting = price_list.setting(estimate.setting)
    labels, payees = _names([*setting.fees, *setting.packages.values()])
    own_labels, own_payees = _names([*request.course.packages.values(), *estimate.charges])
    coded, billed = [*labels, *Phase], [*labels, *payees]
    problems = [unknown_name(name, coded, key="codes") for name in request.codes if name not in {*coded, *own_labels}]
    known = {*billed, *own_labels, *own_payees}
    for place, provider in enumerate(request.providers, 1):
        key = f"providers[{place}].bills"
        problems += [unknown_name(name, billed, key=key) for name in provider.bills if name not in known]
    if problems:
        raise InputError(*problems)


def _names(priced: Iterable[Fee | Package | Charge]) -> tuple[list[str], list[str]]:
    """Return the labels and the payees of what is priced, each once."""
    each = list(priced)
    return list(dict.fromkeys(one.label for one in each)), list(dict.fromkeys(one.payee for one in each if one.payee))
