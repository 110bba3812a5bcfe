"""Whatever is charged and taken off: every line is a product, every total a sum, and all of it is the estimate."""

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kapcost.core.good_faith.document import GoodFaithEstimate
from kapcost.course_file import answer
from kapcost.files import load_price_list
from kapcost.good_faith_file import good_faith_answer

SHIPPED = load_price_list()
BILLED = {"office": ["therapist", "prescriber", "pharmacy"], "clinic-iv": ["therapist", "clinic"]}
NAMES = {"office": ["therapist", "ketamine", "talk", "intake", "medical"], "clinic-iv": ["all_in", "talk", "medical"]}

prices = st.decimals(0, 999, places=2, allow_nan=False)
percentages = st.decimals("0.01", 100, places=2).map(lambda number: f"{number}%")
amounts = st.decimals("0.01", 2000, places=2).map(str)


@st.composite
def courses(draw: st.DrawFn) -> dict[str, Any]:
    setting = draw(st.sampled_from(list(NAMES)))
    phases = ["consultation", "preparation", "dosing", "integration", "review"]
    return {
        "as_of": "2026-11-24",
        "setting": setting,
        "sessions": {phase: draw(st.integers(1, 9)) for phase in phases},
        "prices": {name: draw(prices) for name in NAMES[setting]},
        "discounts": draw(st.lists(percentages | amounts, max_size=3)),
    }


def document(course: dict[str, Any], bills: list[list[str]]) -> GoodFaithEstimate:
    providers = [{"name": f"Provider {place}", "bills": billed} for place, billed in enumerate(bills)]
    return good_faith_answer({"date": "2026-11-24", "course": course, "providers": providers}, SHIPPED)


@settings(max_examples=60)
@given(courses())
def test_an_exact_course_foots_to_the_cent_and_comes_to_its_estimate(course: dict[str, Any]) -> None:
    said = document(course, [[payee] for payee in BILLED[course["setting"]]])
    for part in said.parts:
        for line in part.lines:
            assert line.amount == (line.unit or 0) * (line.quantity or 0)
        assert part.total == sum((line.amount or Decimal(0) for line in part.lines), Decimal(0))
    estimate = answer(course, SHIPPED)
    assert said.total == sum(part.total or 0 for part in said.parts) == estimate.totals.estimate.low
    by_payee = {payee: due.low for payee, due in estimate.totals.by_payee.items()}
    assert by_payee == {part.provider.bills[0]: part.total for part in said.parts if part.provider}


@settings(max_examples=30)
@given(courses(), st.randoms())
def test_who_bills_what_changes_no_line(course: dict[str, Any], random: Any) -> None:
    payees = list(BILLED[course["setting"]])
    random.shuffle(payees)
    alone, apart = document(course, [[]]), document(course, [[payee] for payee in payees])

    def lines(said: GoodFaithEstimate) -> list[str]:
        return sorted(str(line) for part in said.parts for line in part.lines)

    assert lines(alone) == lines(apart)
    assert alone.total == apart.total
