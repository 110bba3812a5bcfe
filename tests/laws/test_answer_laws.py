"""What an estimate says beside its range: shares, verdicts and digests that hold for every price list."""

import tempfile
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from law_case import Case
from strategies import CHECKED, LAW, cases, dollars, rest

from kapcost.core.budget import Verdict
from kapcost.core.course import MOST_SESSIONS, Phase
from kapcost.core.fee import Fee
from kapcost.core.price import EVERY_ONE, Status
from kapcost.price_list_file import load_price_list
from kapcost.render.as_json import json_text
from kapcost.render.as_toml import price_list_toml


def check_shares(case: Case) -> None:
    answer = case.estimate()
    total = answer.totals.estimate
    if total.high is None or total.low == total.high:
        assert answer.spread == ()
    else:
        assert sum(driver.share for driver in answer.spread) == 1
        assert all(0 <= driver.share <= 1 for driver in answer.spread)
        assert [driver.share for driver in answer.spread] == sorted(
            (driver.share for driver in answer.spread), reverse=True
        )


@given(case=cases(discounted=False))
@LAW
def test_the_shares_of_the_spread_add_up_to_exactly_one(case: Case) -> None:
    check_shares(case)


@given(case=cases())
@LAW
def test_the_shares_add_up_to_exactly_one_after_discounts(case: Case) -> None:
    check_shares(case)


@given(case=cases(credits_up_to=2, discounted=False))
@LAW
def test_the_shares_add_up_to_exactly_one_where_fees_are_credited(case: Case) -> None:
    check_shares(case)


@given(case=cases())
@LAW
def test_an_exact_estimate_has_no_question_and_an_unknown_part_always_has_one(case: Case) -> None:
    answer = case.estimate()
    if not answer.complete or answer.totals.estimate.high is None:
        assert answer.question
    elif answer.totals.estimate.is_exact:
        assert answer.question is None


@given(case=cases())
@LAW
def test_what_is_not_charged_has_no_amount_and_what_is_unknown_makes_the_estimate_partial(case: Case) -> None:
    answer = case.estimate()
    for charge in answer.charges:
        if charge.status is not Status.CHARGED:
            assert charge.amount is None
            assert charge.unit is None
    assert answer.complete == all(charge.status is not Status.UNKNOWN for charge in answer.charges)
    assert answer.complete == ("artial" not in answer.title)


@given(case=cases())
@LAW
def test_a_total_is_typical_only_where_every_charged_line_is(case: Case) -> None:
    answer = case.estimate()
    amounts = [charge.amount for charge in answer.charges if charge.amount is not None]
    every_one = bool(amounts) and all(amount.typical is not None for amount in amounts)
    assert (answer.totals.charges.typical is not None) == every_one


@given(case=cases())
@LAW
def test_the_same_inputs_give_the_same_bytes(case: Case) -> None:
    assert json_text(case.estimate()) == json_text(replace(case).estimate())


@given(case=cases())
@LAW
def test_another_input_gives_another_id(case: Case) -> None:
    phase = next(phase for phase in Phase if case.course.sessions(phase).low)
    sessions = case.course.sessions(phase)
    longer = case.with_sessions(phase, sessions.low, sessions.high + 1)
    later = replace(case, price_list=replace(case.price_list, as_of=CHECKED + timedelta(days=1)))
    assert len({one.estimate().estimate_id for one in (case, longer, later)}) == 3


@given(case=cases(), budget=dollars(0, 1_000_000))
@LAW
def test_a_verdict_follows_from_the_range(case: Case, budget: Decimal) -> None:
    answer = case.estimate(budget)
    total, verdict = answer.totals.estimate, answer.budget and answer.budget.verdict
    if total.low > budget:
        assert verdict is Verdict.EXCEEDS
    elif answer.complete and total.high is not None and total.high <= budget:
        assert verdict is Verdict.FITS
    else:
        assert verdict is Verdict.MAY_FIT


def prices_every_session(fee: Fee) -> bool:
    return fee.status is Status.CHARGED and fee.sessions == EVERY_ONE and fee.every is None


@given(case=cases(open_ends=False), budget=dollars(0, 1_000_000))
@LAW
def test_the_dosing_sessions_that_fit_do_fit_and_one_more_does_not(case: Case, budget: Decimal) -> None:
    kept = [fee for fee in case.fees if Phase.DOSING not in fee.phases or prices_every_session(fee)]
    case = case.with_fees(*(fee for fee in kept if fee.label != "Rest"))
    case = case.with_fees(*case.fees, *rest(case.price_list.settings["clinic"]))
    answer = case.estimate(budget)
    assert answer.budget is not None
    fitting = answer.budget.dosing_sessions_that_fit
    if not answer.complete:
        assert fitting.at_low is fitting.at_high is None
        return
    assert fitting.at_low is not None
    assert fitting.at_high is not None
    assert fitting.at_high <= fitting.at_low
    for number, end in ((fitting.at_low, "low"), (fitting.at_high, "high")):
        if number:
            paid = getattr(case.with_dosing(number).estimate().totals.estimate, end)
            assert paid <= budget
        if number < MOST_SESSIONS:
            paid = getattr(case.with_dosing(number + 1).estimate().totals.estimate, end)
            assert paid > budget


@given(case=cases(credits_up_to=1))
@LAW
def test_a_price_list_written_to_a_file_reads_back_as_the_same_price_list(case: Case) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "prices.toml")
        file.write_text(price_list_toml(case.price_list), encoding="utf-8")
        read = load_price_list(file)
    assert replace(read) == case.price_list
