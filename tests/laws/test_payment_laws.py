"""What is paid adds up to the bill, however it is paid, and stopping earlier never costs more singly."""

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st
from law_case import Case
from strategies import LAW, cases, dollars

from kapcost.core.course import Phase, SessionRange
from kapcost.core.estimate import estimate
from kapcost.core.money import AtEnds, CostRange, End
from kapcost.core.packages import Package
from kapcost.core.payment import Deposit, Loan, Payment, instalments, loan_payments
from kapcost.core.price import Status
from kapcost.core.schedule import Schedule
from kapcost.core.stopping import StoppingEarly
from kapcost.errors import InputError

CENT = Decimal("0.01")
AFTER_DOSING = (Phase.INTEGRATION, Phase.ONGOING, Phase.REVIEW, Phase.BOOSTER)
LOANS = st.builds(
    Loan,
    apr=st.integers(0, 10_000).map(lambda hundredths: Decimal(hundredths) / 100),
    months=st.integers(1, 120),
    deferred_interest=st.booleans(),
)
DEPOSITS = st.none() | st.builds(
    Deposit, percent=st.integers(1, 10_000).map(lambda hundredths: Decimal(hundredths) / 100)
)
PAYMENTS = (
    st.builds(Payment, deposit=DEPOSITS)
    | st.builds(Payment, deposit=DEPOSITS, instalments=st.integers(1, 120))
    | st.builds(Payment, deposit=DEPOSITS, loan=LOANS)
)


def schedule_of(case: Case, payment: Payment) -> tuple[Schedule, CostRange]:
    try:
        found = estimate(
            case.course, case.price_list, state=case.state, discounts=case.discounts, payment=payment, schedule=True
        )
    except InputError as error:
        assume("nothing is charged" not in str(error))
        raise
    assert found.schedule is not None
    return found.schedule, found.totals.estimate


def stopping_of(case: Case, package: Package | None = None) -> tuple[StoppingEarly, CostRange]:
    packages = {"pack": package} if package else {}
    try:
        found = estimate(
            case.course, case.price_list, state=case.state, discounts=case.discounts, by_session=True,
            packages=packages, package=next(iter(packages), None),
        )  # fmt: skip
    except InputError as error:
        assume(not any(words in str(error) for words in ("nothing is charged", "a part of", "place of some charge")))
        raise
    assert found.stopping_early is not None
    assume(found.complete)
    return found.stopping_early, found.totals.estimate


def at_every_end(amounts: list[AtEnds], end: End) -> Decimal | None:
    known = [amount for each in amounts if (amount := each.at(end)) is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None


@given(amount=dollars(), number=st.integers(1, 120))
@LAW
def test_instalments_sum_to_the_amount_and_differ_by_at_most_a_cent(amount: Decimal, number: int) -> None:
    parts = instalments(amount, number)
    assert (sum(parts), len(parts)) == (amount, number)
    assert max(parts) - min(parts) <= CENT
    assert parts == sorted(parts, reverse=True)


@given(amount=dollars(), terms=LOANS)
@LAW
def test_a_loan_pays_back_at_least_what_was_lent_and_no_payment_is_negative(amount: Decimal, terms: Loan) -> None:
    payments = loan_payments(amount, terms)
    assert len(payments) == terms.months
    assert min(payments) >= 0
    assert sum(payments) >= amount
    assert all(payment == payment.quantize(CENT) for payment in payments)


@given(
    amount=st.integers(100_00, 10_000_00).map(lambda cents: Decimal(cents) / 100),
    apr=st.integers(1, 36),
    months=st.integers(1, 60),
)
@LAW
def test_a_dearer_loan_costs_no_less(amount: Decimal, apr: int, months: int) -> None:
    cheap, dear = (loan_payments(amount, Loan(apr=Decimal(rate), months=months)) for rate in (apr, apr + 1))
    assert sum(cheap) <= sum(dear)


@given(case=cases(credits_up_to=1), payment=PAYMENTS)
@LAW
def test_payments_sum_to_the_total_and_the_interest_at_each_end(case: Case, payment: Payment) -> None:
    found, cost = schedule_of(case, payment)
    for end in End:
        owed, interest = cost.at(end), found.interest.at(end)
        if owed is None or interest is None:
            assert end is not End.LOW
            continue
        assert at_every_end([each.amount for each in found.payments], end) == owed + interest, end
        assert at_every_end(list(found.by_month.values()), end) == owed + interest, end
        assert interest == 0 or payment.loan is not None


@given(case=cases(), payment=PAYMENTS)
@LAW
def test_nothing_in_a_schedule_is_negative_and_nothing_larger_than_the_largest(case: Case, payment: Payment) -> None:
    found, _ = schedule_of(case, payment)
    for end in End:
        amounts = [amount for each in found.payments if (amount := each.amount.at(end)) is not None]
        assert min(amounts, default=0) >= 0
        for each in (found.interest, found.if_not_cleared):
            assert (each.at(end) or 0) >= 0
        assert (largest := found.largest.at(end)) is None or max(amounts, default=0) <= largest


@given(case=cases())
@LAW
def test_payments_and_visits_stand_in_the_order_of_their_days(case: Case) -> None:
    found, _ = schedule_of(case, Payment())
    for days in ([each.day for each in found.payments], [visit.day for visit in found.visits]):
        assert days == sorted(days)
        assert min(days, default=0) >= 0
    counts = [sum(visit.phase is phase for visit in found.visits) for phase in Phase]
    assert counts == [case.course.sessions(phase).high for phase in Phase]


@given(case=cases(open_ends=False))
@LAW
def test_what_is_not_paid_by_the_month_is_paid_on_the_day_of_a_visit(case: Case) -> None:
    for phase, most in case.course.counts("high").items():
        case = case.with_sessions(phase, most, most)
    assume(not any(fee.per == "month" for fee in case.fees))
    found, _ = schedule_of(case, Payment())
    visits = {(visit.day, f"{visit.phase} {visit.session}") for visit in found.visits}
    assert {(each.day, each.what.rpartition(", ")[2]) for each in found.payments} <= visits


@given(case=cases(open_ends=False), dosing=st.integers(1, 8))
@LAW
def test_stopping_after_the_last_session_of_a_course_that_ends_with_dosing_costs_the_course(
    case: Case, dosing: int
) -> None:
    ends = Case(
        price_list=case.price_list, state=case.state, discounts=case.discounts,
        course=case.course.with_sessions({Phase.DOSING: dosing, **dict.fromkeys(AFTER_DOSING, 0)}),
    )  # fmt: skip
    found, cost = stopping_of(ends)
    assert found.stops[-1].singly == cost


@given(case=cases(credits_up_to=1), dosing=st.integers(1, 8))
@LAW
def test_stopping_later_never_costs_less_singly(case: Case, dosing: int) -> None:
    found, _ = stopping_of(case.with_sessions(Phase.DOSING, dosing, dosing))
    for end in End:
        costs = [cost for stop in found.stops if stop.singly and (cost := stop.singly.at(end)) is not None]
        assert costs == sorted(costs)


@given(
    case=cases(open_ends=False),
    price=dollars(),
    number=st.integers(1, 6),
    more=st.integers(0, 2),
    keeps=st.none() | st.integers(0, 100).map(Decimal),
    talks=st.booleans(),
)
@LAW
def test_a_refund_is_never_above_the_price_of_the_package_and_nothing_is_paid_back_at_the_end(
    case: Case, price: Decimal, number: int, more: int, keeps: Decimal | None, *, talks: bool
) -> None:
    in_dosing = [fee.elements for fee in case.fees if Phase.DOSING in fee.phases and fee.status is Status.CHARGED]
    assume(in_dosing)
    elements = in_dosing[0]
    inside = {Phase.DOSING: number, **({Phase.INTEGRATION: 1} if talks else {})}
    whole = Package(label="Pack", sessions=inside, elements=elements, price=CostRange.exactly(price))
    back = Package(label="Pack", sessions=inside, elements=elements, price=CostRange.exactly(price), refund_keeps=keeps)
    exact = case.with_sessions(Phase.DOSING, number + more, number + more)
    exact = Case(
        price_list=exact.price_list, state=exact.state, discounts=exact.discounts,
        course=exact.course.with_sessions({Phase.INTEGRATION: SessionRange(low=1, high=1)}),
    )  # fmt: skip
    (forfeited, _), (refunded, _) = stopping_of(exact, whole), stopping_of(exact, back)
    for lost, paid in zip(forfeited.stops, refunded.stops, strict=True):
        assert lost.with_package is not None
        assert paid.with_package is not None
        assert 0 <= lost.with_package.low - paid.with_package.low <= price
        assert paid.with_package.low >= 0
    assert refunded.stops[-1] == forfeited.stops[-1]
