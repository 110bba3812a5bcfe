"""Every form of an audit says the same, in words that a patient reads."""

import csv
import io
import json

import pytest
from rich.console import Console

from kapcost.core.audit import Audit
from kapcost.price_list_file import load_price_list
from kapcost.quote_file import audited
from kapcost.reading import adapter
from kapcost.render.as_json import json_text
from kapcost.render.audit_csv import audit_csv
from kapcost.render.audit_forms import audit_markdown, audit_plain, audit_table

SHIPPED = load_price_list()
INFUSION = {"label": "Infusion", "phase": "dosing", "elements": ["ketamine", "facility", "monitoring"], "price": 400}


def audit_of(*lines: dict[str, object], **more: object) -> Audit:
    return audited({"setting": "clinic-iv", "lines": [dict(line) for line in lines or (INFUSION,)], **more}, SHIPPED)


def table(audit: Audit, width: int = 80) -> str:
    console = Console(width=width, file=io.StringIO())
    with console.capture() as shown:
        console.print(audit_table(audit, width=width))
    return shown.get()


def said(text: str) -> str:
    return " ".join(text.split())


def test_a_difference_is_said_with_what_explains_it() -> None:
    line = {**INFUSION, "count": 15, "price": 425, "amount": 4675}
    expected = (
        "Infusion: stated $4,675, count × price is $6,375: $1,700 too little. "
        "Explained by 11 sessions instead of 15 (infusion)."
    )
    assert expected in said(audit_plain(audit_of(line)))
    assert expected in said(table(audit_of(line)))


def test_a_difference_that_nothing_explains_says_what_was_looked_for() -> None:
    text = audit_plain(audit_of({**INFUSION, "count": 6}, total=2500))
    looked_for = "another count, two digits swapped, a decimal point misplaced."
    assert f"$100 too much. No single correction explains it: {looked_for}" in text


def test_only_slips_that_a_sum_can_have_are_said_to_be_looked_for() -> None:
    talk = {"label": "Talk", "phase": "integration", "price": 150}
    six = {"label": "Six", "sessions": {"dosing": 6}, "price": 2000}
    said = audit_plain(audit_of(INFUSION, talk, total=777, discounts=["10%"], packages={"six": six}))
    assert (
        "another count, a line left out or counted twice, a discount not taken off, a package in place of its "
        "sessions or on top of them, two digits swapped, a decimal point misplaced." in said
    )


def test_one_session_is_not_said_in_the_plural() -> None:
    line = {**INFUSION, "count": 2, "amount": 400}
    assert "Explained by 1 session instead of 2 (infusion)." in audit_plain(audit_of(line))


def test_a_line_without_a_price_is_said_to_have_none_and_not_to_lack_a_published_range() -> None:
    line = {key: value for key, value in INFUSION.items() if key != "price"}
    text = audit_plain(audit_of(line))
    assert "Infusion: no price stated" in text
    assert "no published range" not in text


def test_what_another_line_covers_already_is_asked_for_in_every_form() -> None:
    room = {"label": "Room", "phase": "dosing", "elements": ["facility"], "price": 50}
    audit = audit_of(INFUSION, room)
    question = "Infusion already covers the facility: ask why Room is charged besides."
    assert f"Perhaps charged twice: {question}" in audit_plain(audit)
    for text in (table(audit), audit_markdown(audit), audit_csv(audit), json_text(audit)):
        assert question in said(text)


@pytest.mark.parametrize(
    ("total", "explained"),
    [
        (400, "infusion left out; or further infusion left out."),
        (1200, "infusion counted twice; or further infusion counted twice."),
        (0, "No single correction"),
    ],
)
def test_every_likely_slip_is_named(total: int, explained: str) -> None:
    audit = audit_of({**INFUSION, "count": 2, "price": 200}, {**INFUSION, "label": "Further infusion"}, total=total)
    assert explained in audit_plain(audit)


def test_many_counts_that_fit_are_not_all_named() -> None:
    lines = [{**INFUSION, "label": f"Infusion {number}", "price": 100, "count": 5} for number in range(6)]
    text = audit_plain(audit_of(*lines, total=3300))
    assert "8 sessions instead of 5 (infusion 0); or 8 sessions instead of 5 (infusion 1); or" in text
    assert "or 3 others." in text


@pytest.mark.parametrize(
    ("price", "words"),
    [(300, "$300, $50 below $350–$700"), (400, "$400, within $350–$700"), (750, "$750, $50 above $350–$700")],
)
def test_a_price_lies_below_within_or_above(price: int, words: str) -> None:
    assert words in audit_plain(audit_of({**INFUSION, "price": price}))


def test_a_price_by_the_hour_is_said_with_the_hours_of_a_session() -> None:
    session = {"label": "Session", "phase": "dosing", "elements": ["therapist"], "price": 450, "count": 6}
    audit = audited({"setting": "office", "lines": [session]}, SHIPPED)
    for text in (audit_plain(audit), table(audit), audit_markdown(audit)):
        assert "$450.00, within $312.50–$612.50 for 2.5 hours" in said(text).replace("\\", "")
    assert json.loads(json_text(audit))["lines"][0]["comparison"]["hours"] == "2.5"


def test_what_is_missing_comes_before_all_comparison() -> None:
    text = audit_plain(audit_of())
    assert text.index("Ask whether integration sessions are included.") < text.index("Against published prices")


def test_a_quote_without_sums_is_said_to_have_none() -> None:
    assert audit_plain(audit_of()).startswith("Quote: states no sum to check\n")
    assert next(csv.DictReader(io.StringIO(audit_csv(audit_of()))))["text"] == "states no sum to check"


def test_a_total_of_what_has_no_price_adds_up_only_as_far_as_prices_are_stated() -> None:
    text = audit_plain(audit_of(INFUSION, {"label": "Talk", "phase": "integration"}, total=500))
    assert text.startswith("Quote: adds up as far as prices are stated\n")
    assert "that leaves $100 for talk." in text


def test_a_package_dearer_than_its_sessions_is_said_to_cost_more() -> None:
    six = {"label": "Six", "sessions": {"dosing": 6}, "price": 2520, "elements": INFUSION["elements"]}
    text = audit_plain(audit_of(packages={"six": six}))
    assert "Six: $2,520 in place of $2,400 singly, costs $120 more (5%)" in text


@pytest.mark.parametrize(("price", "words"), [(2400, "singly, saves nothing"), (2000, "singly, saves $400 (17%)")])
def test_a_package_says_what_it_saves(price: int, words: str) -> None:
    six = {"label": "Six", "sessions": {"dosing": 6}, "price": price, "elements": INFUSION["elements"]}
    assert words in audit_plain(audit_of(packages={"six": six}))


def test_a_package_of_more_than_the_lines_are_for_says_what_it_is_for() -> None:
    elements = ["therapist", "ketamine", "facility", "monitoring"]
    six = {"label": "Six", "sessions": {"dosing": 6}, "price": 2400, "elements": elements}
    words = "therapist, ketamine, facility and monitoring"
    expected = f"Six: $2,400; the lines do not say what its sessions, each with {words}, cost singly"
    assert expected in audit_plain(audit_of(packages={"six": six}))


def test_slips_beyond_those_that_are_named_are_counted() -> None:
    lines = [{**INFUSION, "label": f"Infusion {number}"} for number in range(4)]
    assert "infusion 2 left out; or 1 other." in audit_plain(audit_of(*lines, total=1200))


@pytest.mark.parametrize("line", [{**INFUSION, "sessions": 2, "count": 5}, {**INFUSION, "sessions": 0}])
def test_what_has_no_price_of_one_session_is_not_said_to_have_no_published_range(line: dict[str, object]) -> None:
    assert "Infusion: no price of one session to compare" in audit_plain(audit_of(line))


def test_cents_are_shown_everywhere_or_nowhere() -> None:
    text = audit_plain(audit_of({**INFUSION, "price": "400.50"}))
    assert "Whole course: $510.50–$620.50, typically $560.50: $400.50 as quoted and $110.00–$220.00 filled in." in text


def test_a_terminal_too_narrow_gets_the_plain_form() -> None:
    assert table(audit_of(), width=50).splitlines()[:3] == audit_plain(audit_of()).splitlines()[:3]


@pytest.mark.parametrize("total", [400, 450])
def test_all_forms_hold_the_total_the_verdict_and_the_whole_course(total: int) -> None:
    audit = audit_of(total=total)
    verdict = "adds up" if total == 400 else "does not add up"
    for text in (audit_plain(audit), table(audit), audit_markdown(audit)):
        assert verdict in text.lower()
        assert f"${total}" in text
        assert "$510–$620" in text
    rows = list(csv.DictReader(io.StringIO(audit_csv(audit))))
    assert rows[0]["text"] == verdict
    assert [row["high"] for row in rows if row["label"] == "cost"] == ["620.00"]
    said_in_json = json.loads(json_text(audit))
    assert said_in_json["whole_course"]["cost"]["high"] == "620.00"
    assert [row["typical"] for row in rows if row["label"] == "cost"] == [
        said_in_json["whole_course"]["cost"]["typical"]
    ]


def test_the_json_reads_back_to_the_same_audit() -> None:
    audit = audit_of({**INFUSION, "count": 15, "price": 425, "amount": 4675}, total=4675)
    assert adapter(Audit).validate_json(json_text(audit)).checks == audit.checks
