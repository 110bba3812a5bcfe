"""Every price list leaves questions by the same order: first what narrows the range most, and none twice."""

from hypothesis import given
from law_case import Case
from strategies import LAW, cases

from kapcost.core.questions import questions


@given(case=cases(credits_up_to=1))
@LAW
def test_the_questions_begin_with_the_one_of_the_estimate_and_none_comes_twice(case: Case) -> None:
    estimate = case.estimate()
    texts = [each.question for each in questions(estimate).questions]
    assert len(set(texts)) == len(texts)
    assert estimate.question in (None, texts[0])


@given(case=cases())
@LAW
def test_every_driver_is_asked_about_with_its_share_in_its_order(case: Case) -> None:
    estimate = case.estimate()
    shares = [(each.question, each.share) for each in questions(estimate).questions if each.share is not None]
    assert shares == [(driver.question, driver.share) for driver in estimate.spread]
