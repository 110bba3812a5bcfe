"""Every charge is in the part of the one provider that bills it, named by fee or by payee."""

from typing import Any

import pytest
from good_faith_making import made, providers

from kapcost import InputError

OFFICE: dict[str, Any] = {
    "setting": "office", "sessions": {"dosing": 2, "integration": 2, "preparation": 0, "review": 0},
    "prices": {"intake": 200, "medical": 300, "talk": 150, "therapist": 400, "ketamine": 75},
}  # fmt: skip


def parts(*who: dict[str, Any]) -> dict[str | None, list[str]]:
    """Return the first words of the lines of each part, by the name of its provider."""
    said = made({"course": OFFICE, "providers": providers(*who)})
    named = {part.provider.name if part.provider else None: part.lines for part in said.parts}
    return {name: [line.description.partition(":")[0] for line in lines] for name, lines in named.items()}


def test_a_single_provider_that_names_nothing_bills_everything() -> None:
    assert len(parts({"name": "All"})["All"]) == 5


def test_a_fee_named_by_its_label_goes_before_the_payee() -> None:
    found = parts(
        {"name": "A", "bills": ["therapist", "pharmacy"]}, {"name": "B", "bills": ["prescriber", "Talk session"]}
    )
    assert found == {"A": ["Therapist intake", "Therapist", "Ketamine"], "B": ["Medical evaluation", "Talk session"]}


def test_what_nobody_bills_is_a_part_without_a_provider() -> None:
    assert parts({"name": "A", "bills": ["therapist"]})[None] == ["Medical evaluation", "Ketamine"]


def test_what_two_bill_is_nobodys_part() -> None:
    found = parts({"name": "A", "bills": ["therapist", "prescriber"]}, {"name": "B", "bills": ["prescriber"]})
    assert (found["B"], found[None]) == ([], ["Medical evaluation", "Ketamine"])


def test_what_is_in_no_single_part_is_named_and_so_is_a_provider_without_a_charge() -> None:
    said = made({"course": OFFICE, "providers": providers({"name": "A", "bills": ["therapist", "prescriber"]},
                                                          {"name": "B", "bills": ["prescriber"]})})  # fmt: skip
    found = [problem.key for problem in said.before_issue if "bill" in problem.found or problem.key.endswith("bills")]
    assert found == [
        "providers[2].bills", "lines['Medical evaluation: consultation']", "lines['Ketamine: dosing sessions']"
    ]  # fmt: skip


@pytest.mark.parametrize("intake", ["50-90", "50+"])
def test_what_another_charge_leaves_of_an_amount_off_is_no_figure_of_a_provider(intake: str) -> None:
    course = {**OFFICE, "prices": {**OFFICE["prices"], "intake": intake, "medical": 100}, "discounts": ["100"]}
    who = providers({"name": "A", "bills": ["therapist", "pharmacy"]}, {"name": "B", "bills": ["prescriber"]})
    part = made({"course": course, "providers": who}).parts[1]
    assert (part.total, part.disputed_from) == (None, None)
    assert [line.not_one_figure for line in part.lines] == [
        "an amount off that depends on what another charge comes to"
    ]


def test_a_bill_may_be_disputed_from_400_dollars_above_the_total_of_its_provider() -> None:
    said = made({})
    (part,) = said.parts
    assert part.total is not None
    assert part.disputed_from == part.total + 400


def test_a_fee_payee_or_code_that_there_is_not_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(InputError) as raised:
        parts({"bills": ["therapst"]}, {"bills": ["Pharmcy"]})
    assert [(each.key, each.suggestion) for each in raised.value.problems] == [
        ("providers[1].bills", "therapist"), ("providers[2].bills", "pharmacy")
    ]  # fmt: skip
    with pytest.raises(InputError, match="Did you mean integration"):
        made({"codes": {"integraton": "90834"}})
