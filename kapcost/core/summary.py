"""The summary of an estimate: what a counselor looks for first, as one flat record of a batch."""

from datetime import date
from decimal import Decimal

from kapcost.core.answer import Estimate
from kapcost.core.budget import Verdict
from kapcost.core.course import Phase
from kapcost.core.money import AtEnds, End
from kapcost.frozen import frozen


@frozen
class Summary:
    """One row's estimate in short. Money is in US dollars; None means not known, or not asked for.

    `row` is the number of the row in its input, from 1, and `id` what the row calls itself.
    `low`, `typical` and `high` are the estimate's; `patient_pays_...` is left after a health plan.
    """

    row: int
    id: str | int | None
    schema_version: int
    estimate_id: str
    as_of: date
    title: str
    complete: bool
    setting: str
    location: str | None
    dosing_low: int
    dosing_high: int
    low: Decimal
    typical: Decimal | None
    high: Decimal | None
    per_dosing_session_low: Decimal | None
    per_dosing_session_typical: Decimal | None
    per_dosing_session_high: Decimal | None
    patient_pays_low: Decimal | None
    patient_pays_typical: Decimal | None
    patient_pays_high: Decimal | None
    budget: Verdict | None
    question: str | None
    warnings: tuple[str, ...]


def summary(estimate: Estimate, *, row: int, name: str | int | None) -> Summary:
    """Return the summary of an estimate; `name` is the row's id."""
    cost, dosing = estimate.totals.estimate, estimate.course.sessions(Phase.DOSING)
    per_session = estimate.totals.per_dosing_session
    plan = None if estimate.health_plan is None else estimate.health_plan.patient_pays
    return Summary(
        row=row, id=name, schema_version=estimate.schema_version, estimate_id=estimate.estimate_id,
        as_of=estimate.as_of, title=estimate.title, complete=estimate.complete, setting=estimate.setting,
        location=None if estimate.location is None else estimate.location.name,
        dosing_low=dosing.low, dosing_high=dosing.high, low=cost.low, typical=cost.typical, high=cost.high,
        per_dosing_session_low=_at(per_session, End.LOW), per_dosing_session_typical=_at(per_session, End.TYPICAL),
        per_dosing_session_high=_at(per_session, End.HIGH), patient_pays_low=_at(plan, End.LOW),
        patient_pays_typical=_at(plan, End.TYPICAL), patient_pays_high=_at(plan, End.HIGH),
        budget=None if estimate.budget is None else estimate.budget.verdict,
        question=estimate.question, warnings=estimate.warnings,
    )  # fmt: skip


def _at(cost: AtEnds | None, end: End) -> Decimal | None:
    return None if cost is None else cost.at(end)
