"""The questions to take to a provider come from what an estimate does not know, infers or leaves out."""

from datetime import timedelta
from decimal import Decimal

from making import DAY, DOSING, FACILITY, KETAMINE, MEDICAL, THERAPIST, answer, dollars, fee, sessions

from kapcost.core.answer import Estimate
from kapcost.core.course import Course, Phase
from kapcost.core.packages import Package
from kapcost.core.payment import Deposit, Payment
from kapcost.core.price import Basis, Window
from kapcost.core.questions import Question, questions
from kapcost.core.vocabulary import NEVER_PRICED

SIX = Course(dosing=6)
THERAPY = fee(price="300-500", payee="therapist")
MEDICINE = fee("Ketamine", "100-500", KETAMINE, payee="clinic")
ROOM = fee("Room", "unknown", FACILITY)
ALL_IN = fee("All-in session", 500, THERAPIST, KETAMINE, FACILITY, payee="clinic")


def asked(estimate: Estimate) -> list[str]:
    return [each.question for each in questions(estimate).questions]


def about(word: str, estimate: Estimate) -> Question:
    (found,) = [each for each in questions(estimate).questions if word in each.question]
    return found


def test_each_driver_of_the_range_is_asked_about_by_its_share() -> None:
    first, second, *_ = questions(answer(SIX, THERAPY, MEDICINE)).questions
    assert (first.payee, first.share, first.counted) == ("clinic", Decimal("0.6667"), dollars("100", "500"))
    assert (second.payee, second.share, second.counted) == ("therapist", Decimal("0.3333"), dollars("300", "500"))


def test_what_is_not_known_comes_before_the_widest_driver_and_settles_no_share() -> None:
    first, second, *_ = questions(answer(SIX, MEDICINE, ROOM)).questions
    assert first.question == "What does room cost in dosing sessions, or is it included?"
    assert first.share is None
    assert second.share == 1


def test_an_open_end_leaves_no_shares_but_every_other_range_is_still_asked_about() -> None:
    first, *others = questions(answer(Course(dosing=sessions(3, 6)), fee(price="300+"), MEDICINE)).questions
    assert first.question == "What is the most that therapist costs per dosing session?"
    texts = [each.question for each in others]
    assert "What exactly does the clinic charge per dosing session (ketamine)?" in texts
    assert "How many dosing sessions will I need?" in texts
    assert all(each.share is None for each in others)


def test_a_price_for_several_phases_is_asked_once_for_all_of_them() -> None:
    talk = fee("Talk session", "130-260", on=(Phase.PREPARATION, Phase.INTEGRATION), payee="therapist")
    found = about("talk session", answer(Course(dosing=6, preparation=2, integration=6), ALL_IN, talk))
    expected = "What exactly does the therapist charge per preparation session or integration session (talk session)?"
    assert found.question == expected
    assert found.share == 1


def test_an_inferred_price_that_is_wide_is_asked_about_once_and_said_to_be_inferred() -> None:
    room = fee("Room", "30-150", FACILITY, basis=Basis.INFERRED, reason="from rents")
    found = about("(room)", answer(SIX, room))
    assert (found.share, found.why) == (Decimal(1), "inferred, not published")


def test_an_inferred_price_is_asked_about_even_where_it_is_exact() -> None:
    room = fee("Room", 75, FACILITY, basis=Basis.INFERRED, reason="from rents")
    assert about("(room)", answer(SIX, room)).why == "inferred, not published"
    assert not [text for text in asked(answer(SIX, fee("Room", 75, FACILITY))) if "(room)" in text]


def test_an_old_price_is_asked_about_with_the_day_on_which_it_was_checked() -> None:
    old = answer(SIX, fee("Room", 75, FACILITY), as_of=DAY + timedelta(days=366))
    assert about("(room)", old).why == "last checked on 2026-11-24"
    old_and_wide = answer(SIX, fee("Room", "30-150", FACILITY), as_of=DAY + timedelta(days=366))
    assert about("(room)", old_and_wide).why == "published as a range; last checked on 2026-11-24"


def test_a_part_without_a_charge_is_asked_about_unless_it_is_stated_to_be_free() -> None:
    left_out = "Will I pay extra for facility in dosing sessions, and how much?"
    assert left_out in asked(answer(SIX, THERAPY, MEDICINE))
    free = fee("Facility", "not_charged", FACILITY)
    assert left_out not in asked(answer(SIX, THERAPY, MEDICINE, free))


def test_sessions_that_no_fee_is_for_are_asked_about_by_their_number() -> None:
    first = fee("Facility", 75, FACILITY, sessions=Window(last=1))
    assert "Will I pay extra for facility in 5 dosing sessions, and how much?" in asked(answer(SIX, THERAPY, first))


def test_a_phase_without_sessions_and_what_nobody_prices_are_asked_about() -> None:
    texts = asked(answer(SIX, THERAPY))
    assert "Will I need integration sessions, and at what price?" in texts
    assert "Will I need dosing sessions, and at what price?" not in texts
    assert set(NEVER_PRICED.values()) <= set(texts)


def test_what_is_left_out_is_asked_of_whoever_is_paid_for_the_like_else_for_dosing() -> None:
    visit = fee("Visit", 200, MEDICAL, on=Phase.CONSULTATION, payee="prescriber")
    estimate = answer(Course(dosing=6, consultation=1), MEDICINE, visit)
    assert about("review visits", estimate).payee == "prescriber"
    assert about("integration sessions", estimate).payee == "clinic"
    assert about("integration sessions", answer(SIX, fee())).payee == "provider"


def test_paying_before_the_care_raises_the_terms_of_refund_and_cancelling() -> None:
    six = Package(label="Six", sessions={DOSING: 6}, elements=(KETAMINE,), price=dollars("2000"), payee="clinic")
    package = answer(SIX, MEDICINE, packages={"six": six}, package="six")
    deposit = answer(Course(dosing=6, days_between={DOSING: 7}), MEDICINE,
                     payment=Payment(deposit=Deposit(percent=Decimal(20))))  # fmt: skip
    for estimate in (package, deposit):
        assert about("stop early", estimate).payee == "clinic"
        assert about("cancel a session", estimate).why == "you pay before the care"
    assert not [text for text in asked(answer(SIX, MEDICINE)) if "stop early" in text]


def test_without_a_health_plan_the_one_of_the_patient_is_asked_about() -> None:
    assert about("superbill", answer(SIX, THERAPY, MEDICINE)).payee == "therapist"


def test_the_questions_say_which_estimate_they_come_from() -> None:
    estimate = answer(SIX, MEDICINE, ROOM)
    found = questions(estimate)
    assert (found.estimate_id, found.title, found.as_of) == (estimate.estimate_id, estimate.title, DAY)
    assert not found.complete
