"""With a package, discounts and a health plan in play, what is left to the patient still lies in the range."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from law_case import Case
from package_strategies import package_cases
from plan_strategies import plans
from strategies import LAW
from test_package_laws import exact_courses

from kapcost.core.claims import PlanResult
from kapcost.core.course import Course
from kapcost.core.estimate import estimate
from kapcost.core.health_plan import HealthPlan
from kapcost.core.money import CostRange
from kapcost.core.price import Basis
from kapcost.errors import InputError

JOINT = settings(LAW, max_examples=25)
STARTS = st.integers(0, 60).map(lambda days: date(2026, 11, 20) + timedelta(days=days))


def settled(case: Case, course: Course, plan: HealthPlan, start: date) -> PlanResult:
    """Return the health plan's part of an estimate; a course in which nothing at all is charged is none."""
    try:
        answer = estimate(
            course, case.price_list, state=case.state, discounts=case.discounts, health_plan=plan, start=start,
            packages={"pack": case.package} if case.package else {}, package="pack" if case.package else None,
        )  # fmt: skip
    except InputError as error:
        assume("nothing is charged" not in str(error))
        raise
    assert answer.health_plan is not None
    return answer.health_plan


@given(case=package_cases(), plan=plans(), start=STARTS, data=st.data())
@JOINT
def test_what_an_exact_course_leaves_to_the_patient_lies_in_the_range(
    case: Case, plan: HealthPlan, start: date, data: st.DataObject
) -> None:
    whole = settled(case, case.course, plan, start).patient_pays
    counts = data.draw(st.sampled_from(list(exact_courses(case))))
    exact = settled(case, case.course.with_sessions(dict(counts)), plan, start).patient_pays
    assert whole.low <= exact.low
    if whole.high is not None:
        assert exact.high is not None
        assert exact.high <= whole.high


@given(case=package_cases(), plan=plans(), start=STARTS)
@JOINT
def test_claims_and_what_the_plan_pays_foot_with_what_is_left(case: Case, plan: HealthPlan, start: date) -> None:
    result = settled(case, case.course, plan, start)
    for line in result.lines:
        if line.base is not None:
            assert line.base.low == line.share.low + line.plan_pays.low
            assert line.share.low <= line.base.low
    assert sum((line.plan_pays.low for line in result.lines), Decimal(0)) == result.plan_pays.low


def inside(price: CostRange, tenths: int) -> CostRange:
    """Return the exact price that lies some tenths of the way from low to high."""
    high = price.low if price.high is None else price.high
    return CostRange.exactly((price.low + (high - price.low) * tenths / 10).quantize(Decimal("0.01")))


def with_exact_prices(case: Case, tenths: list[int]) -> Case:
    """Return the case with a price inside each price range."""
    parts = iter(tenths)
    fees = [
        replace(fee, price=inside(fee.price, next(parts)), n=None, basis=Basis.STATED, sources=("sheet",))
        if isinstance(fee.price, CostRange) else fee for fee in case.fees
    ]  # fmt: skip
    package = case.package
    if package is not None and package.price is not None:
        package = replace(package, price=inside(package.price, next(parts)))
    return replace(case.with_fees(*fees), package=package)


@given(case=package_cases(), plan=plans(), start=STARTS, tenths=st.lists(st.integers(0, 10), min_size=30, max_size=30))
@JOINT
def test_what_prices_inside_the_ranges_leave_to_the_patient_lies_in_the_range(
    case: Case, plan: HealthPlan, start: date, tenths: list[int]
) -> None:
    whole = settled(case, case.course, plan, start).patient_pays
    exact = settled(with_exact_prices(case, tenths), case.course, plan, start).patient_pays
    assert whole.low <= exact.low
    assert whole.high is None or exact.high is None or exact.high <= whole.high
