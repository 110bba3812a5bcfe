"""The schedule: the visits of a course on their days, and what is paid when and to whom."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from kapcost.core.bill import Bills
from kapcost.core.charges import Charge
from kapcost.core.course import Phase
from kapcost.core.first_year import FirstYear, first_year
from kapcost.core.money import ZERO, AtEnds, End
from kapcost.core.packages import Extent
from kapcost.core.payment import Payment, instalments, interest_if_not_cleared, loan_payments
from kapcost.core.pricing import Pricing, charged_among
from kapcost.core.quantity import DAYS_IN_MONTH
from kapcost.core.visits import Visit, VisitCharge, all_visits, visit_charges
from kapcost.frozen import frozen

LENDER = "lender"
PRACTICE = "practice"
DEPOSIT = "deposit"


@frozen
class ScheduledPayment:
    """One payment: on which day (from 0) and date, to whom, for what, and how much at each end.

    An amount is zero at an end whose course has no such payment.
    """

    day: int
    on: date | None
    what: str
    payee: str
    amount: AtEnds


@frozen
class Schedule:
    """All visits of the longest course, and all payments, in their order.

    The payments add up to what is paid for the course and `interest` above it. `by_month` has
    the sum of each calendar month ("2026-12"), or of each 30 days ("month 1") if no date is
    known; `largest` is the most on one day to one payee. `if_not_cleared` is the deferred
    interest of a loan at most.
    """

    visits: tuple[Visit, ...]
    payments: tuple[ScheduledPayment, ...]
    by_month: Mapping[str, AtEnds]
    largest: AtEnds
    interest: AtEnds
    if_not_cleared: AtEnds
    first_year: FirstYear


@frozen
class _Item:
    """A payment at one end; equal keys at different ends are the same payment."""

    key: tuple[str, str, int]
    day: int
    amount: Decimal
    visit: tuple[Phase, int] | None = None


def schedule(
    lines: Sequence[Charge], pricing: Pricing, extent: Extent, payment: Payment, start: date | None
) -> Schedule:  # fmt: skip
    """Return the visits and payments of a course at each end, from the day of the first visit.

    InputError if the deposit is above the total of an end, or the days between sessions lack.
    """
    charged, bills = charged_among(lines), pricing.bills(lines)
    payees = {line.payee or PRACTICE for line in charged}
    to = payees.pop() if len(payees) == 1 else PRACTICE
    items = {end: _items_at(end, charged, bills, extent, _Terms(payment=payment, to=to, start=start)) for end in End}
    visits = tuple(all_visits(extent, start))
    payments = tuple(_side_by_side(items, {(visit.phase, visit.session): visit.day for visit in visits}, start))
    owed = {end: None if (bill := bills[end]) is None else bill.total() for end in End}

    def interest_at(end: End) -> Decimal | None:
        paid, due = _sum(items[end]), owed[end]
        return None if paid is None or due is None else paid - due

    def deferred_at(end: End) -> Decimal | None:
        due = owed[end]
        if due is None or payment.loan is None:
            return None if due is None else ZERO
        return interest_if_not_cleared(due - payment.deposit_of(due), payment.loan)

    return Schedule(
        visits=visits,
        payments=payments,
        by_month=dict(_by_month(items, start)),
        largest=AtEnds.over(lambda end: _largest(items[end])),
        interest=AtEnds.over(interest_at),
        if_not_cleared=AtEnds.over(deferred_at),
        first_year=first_year(extent, pricing),
    )


@frozen
class _Terms:
    """How it is paid, to whom a deposit and instalments go, and from which day months are counted."""

    payment: Payment
    to: str
    start: date | None

    def day(self, months: int) -> int:
        """Return the day so many months after the start: calendar months if it is known, else 30 days each."""
        if self.start is None:
            return DAYS_IN_MONTH * months
        year, month = divmod(self.start.month - 1 + months, 12)
        last = monthrange(self.start.year + year, month + 1)[1]
        return (date(self.start.year + year, month + 1, min(self.start.day, last)) - self.start).days


def _items_at(
    end: End, charged: Sequence[Charge], bills: Bills, extent: Extent, terms: _Terms
) -> list[_Item] | None:  # fmt: skip
    bill = bills[end]
    if bill is None:
        return None
    total, payment = bill.total(), terms.payment
    deposit = payment.deposit_of(total)
    first = [_Item(key=(DEPOSIT, terms.to, 0), day=0, amount=deposit)] if deposit else []
    if payment.loan is not None:
        parts = loan_payments(total - deposit, payment.loan)
        return first + _monthly("loan payment", LENDER, parts, [terms.day(place + 1) for place in range(len(parts))])
    if payment.instalments is not None:
        parts = instalments(total - deposit, payment.instalments)
        later = 1 if deposit else 0
        return first + _monthly(
            "instalment", terms.to, parts, [terms.day(place + later) for place in range(len(parts))]
        )
    return first + list(_by_visit(visit_charges(charged, bill, extent.at(end), extent.course), deposit))


def _monthly(what: str, payee: str, parts: Sequence[Decimal], days: Sequence[int]) -> list[_Item]:
    return [_Item(key=(f"{what} {place}", payee, place), day=day, amount=part)
            for place, (part, day) in enumerate(zip(parts, days, strict=True), start=1) if part]  # fmt: skip


def _by_visit(parts: Sequence[VisitCharge], deposit: Decimal) -> Iterator[_Item]:
    """Yield what is paid at each visit, a deposit deducted from the first ones."""
    seen: Counter[tuple[str, str]] = Counter()
    for part in parts:
        credit = min(deposit, part.amount)
        deposit -= credit
        named = (f"{part.line.label}, {part.phase} {part.session}", part.line.payee or PRACTICE)
        seen[named] += 1
        yield _Item(key=(*named, seen[named]), day=part.day, amount=part.amount - credit,
                    visit=(part.phase, part.session))  # fmt: skip


def _side_by_side(
    items: Mapping[End, list[_Item] | None], visits: Mapping[tuple[Phase, int], int], start: date | None
) -> Iterator[ScheduledPayment]:  # fmt: skip
    """Put the payments of the ends side by side; the day is that of the longer course."""
    by_key = {end: {item.key: item for item in each or ()} for end, each in items.items()}
    days = {key: item.day for end in (End.LOW, End.HIGH) for key, item in by_key[end].items()}
    if items[End.HIGH] is None:
        days |= {
            key: visits[item.visit] for key, item in by_key[End.LOW].items() if item.visit and item.visit in visits
        }
    for key in sorted(days, key=lambda key: days[key]):

        def amount_at(end: End, key: tuple[str, str, int] = key) -> Decimal | None:
            if items[end] is None:
                return None
            return by_key[end][key].amount if key in by_key[end] else ZERO

        on = None if start is None else start + timedelta(days=days[key])
        yield ScheduledPayment(day=days[key], on=on, what=key[0], payee=key[1], amount=AtEnds.over(amount_at))


def _by_month(items: Mapping[End, list[_Item] | None], start: date | None) -> Iterator[tuple[str, AtEnds]]:
    """Yield the sum of each month, each end with the days of its own course."""
    sums: dict[str, dict[End, Decimal]] = {}
    for end, each in items.items():
        for item in each or ():
            month = sums.setdefault(_month(item.day, start), dict.fromkeys(End, ZERO))
            month[end] += item.amount
    for name in sorted(sums, key=lambda name: (len(name), name)):
        yield name, AtEnds.over({end: None if items[end] is None else sums[name][end] for end in End}.get)


def _month(day: int, start: date | None) -> str:
    return f"month {day // DAYS_IN_MONTH + 1}" if start is None else f"{start + timedelta(days=day):%Y-%m}"


def _largest(items: Sequence[_Item] | None) -> Decimal | None:
    """Return the most that is paid on one day to one payee."""
    if items is None:
        return None
    paid: dict[tuple[int, str], Decimal] = {}
    for item in items:
        place = (item.day, item.key[1])
        paid[place] = paid.get(place, ZERO) + item.amount
    return max(paid.values(), default=ZERO)


def _sum(items: Sequence[_Item] | None) -> Decimal | None:
    return None if items is None else sum((item.amount for item in items), ZERO)
