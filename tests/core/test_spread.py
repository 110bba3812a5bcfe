from decimal import Decimal

from making import DOSING, FACILITY, KETAMINE, MEDICAL, answer, fee, sessions

from kapcost.core.answer import Estimate
from kapcost.core.course import Course, Phase
from kapcost.core.discounts import Discount
from kapcost.core.price import Per

GUIDE = fee(price="300-500", payee="therapist"), fee("Ketamine", "100-500", KETAMINE, payee="clinic")


def shares(estimate: Estimate) -> list[tuple[str, str]]:
    return [(driver.driver, str(driver.share)) for driver in estimate.spread]


def test_the_width_of_three_to_six_sessions_is_shared_exactly() -> None:
    estimate = answer(Course(dosing=sessions(3, 6)), *GUIDE)
    assert shares(estimate) == [
        ("number of dosing sessions", "0.4375"),
        ("price of ketamine", "0.3750"),
        ("price of therapist", "0.1875"),
    ]
    assert sum(driver.share for driver in estimate.spread) == 1


def test_an_exact_number_of_sessions_is_no_driver() -> None:
    assert shares(answer(Course(dosing=6), *GUIDE)) == [
        ("price of ketamine", "0.6667"),
        ("price of therapist", "0.3333"),
    ]


def test_three_equal_thirds_still_add_up_to_one() -> None:
    fees = fee(price="100-200"), fee("Medicine", "100-200", KETAMINE), fee("Room", "100-200", FACILITY)
    assert [share for _, share in shares(answer(Course(dosing=1), *fees))] == ["0.3334", "0.3333", "0.3333"]


def test_an_exact_estimate_has_no_drivers_and_no_question() -> None:
    estimate = answer(Course(dosing=6), fee())
    assert estimate.spread == ()
    assert estimate.question is None


def test_an_estimate_that_a_discount_makes_exact_has_no_drivers() -> None:
    estimate = answer(Course(dosing=sessions(1, 2)), fee(price="300-500"), discounts=[Discount(amount=Decimal(5000))])
    assert estimate.totals.estimate.is_exact
    assert estimate.spread == ()
    assert estimate.question is None


def test_a_percentage_off_everything_leaves_the_shares_as_they_were() -> None:
    half = [Discount(percent=Decimal(50))]
    assert shares(answer(Course(dosing=sessions(3, 6)), *GUIDE, discounts=half)) == shares(
        answer(Course(dosing=sessions(3, 6)), *GUIDE)
    )


def test_an_open_end_has_no_shares_and_is_asked_about() -> None:
    estimate = answer(Course(dosing=2), GUIDE[0], fee("Lozenge", "75+", KETAMINE))
    assert estimate.spread == ()
    assert estimate.question == "What is the most that lozenge costs per dosing session?"


def test_what_is_not_known_at_all_is_asked_about_first() -> None:
    estimate = answer(Course(dosing=2), GUIDE[0], fee("Room", "unknown", FACILITY))
    assert estimate.question == "What does room cost in dosing sessions, or is it included?"


def test_the_question_is_the_one_that_narrows_most() -> None:
    question = answer(Course(dosing=6), *GUIDE).question
    assert question is not None
    assert "clinic" in question
    assert "ketamine" in question
    assert answer(Course(dosing=sessions(3, 6)), *GUIDE).question == "How many dosing sessions will I need?"


def test_the_months_of_a_plan_are_asked_about_as_months() -> None:
    plan = fee("Plan", 299, per=Per.MONTH)
    estimate = answer(Course(dosing=sessions(4, 10), days_between={DOSING: 7}), plan)
    (driver,) = estimate.spread
    assert driver.share == 1
    assert "months" in driver.driver
    assert estimate.question is not None
    assert estimate.question.startswith("How many months")


def test_no_share_is_below_zero_or_above_one_where_a_fee_is_credited() -> None:
    consultation = fee("Visit", 100, MEDICAL, on=Phase.CONSULTATION, credited_to=(DOSING,))
    estimate = answer(Course(consultation=1, dosing=sessions(0, 1)), consultation, fee(price=400))
    assert all(0 <= driver.share <= 1 for driver in estimate.spread)
    assert sum(driver.share for driver in estimate.spread) == 1
