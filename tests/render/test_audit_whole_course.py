"""What the forms of an audit say of the whole course, with and without a package."""

import csv
import io
import json

from test_audit_forms import INFUSION, SHIPPED, audit_of, said, table

from kapcost.quote_file import audited
from kapcost.render.as_json import json_text
from kapcost.render.audit_csv import audit_csv
from kapcost.render.audit_forms import audit_markdown, audit_plain
from kapcost.render.audit_html import audit_html


def test_a_whole_course_that_is_partial_is_called_so_in_every_form() -> None:
    watched = {"label": "Watch", "phase": "dosing", "elements": ["monitoring"], "price": 50}
    infusion = {**INFUSION, "elements": ["ketamine", "facility"], "count": 6}
    audit = audit_of(infusion, watched)
    for text in (audit_plain(audit), table(audit), audit_markdown(audit), audit_html(audit)):
        assert "known part $" in said(text).replace("\\", "")
        assert "monitoring in dosing sessions" in said(text)
    assert json.loads(json_text(audit))["whole_course"]["complete"] is False
    costs = [row for row in csv.DictReader(io.StringIO(audit_csv(audit))) if row["row"] == "whole course"]
    assert {row["text"] for row in costs} == {"partial"}


def test_a_course_with_a_package_says_what_is_not_known_of_it() -> None:
    six = {"label": "Six", "sessions": {"dosing": 6}, "price": 2000,
           "elements": ["therapist", "ketamine", "facility", "monitoring"]}  # fmt: skip
    text = audit_plain(audit_of({**INFUSION, "count": 8}, packages={"six": six}))
    assert "With six: known part $" in text
    assert "With six: Not known: therapist in dosing sessions." in text


def test_the_whole_course_with_a_package_is_said_beside_that_of_single_sessions_in_every_form() -> None:
    six = {"label": "Six", "sessions": {"dosing": 6}, "price": 2000}
    audit = audit_of({**INFUSION, "count": 6}, packages={"six": six})
    text = audit_plain(audit)
    assert "Whole course: $2,510–$2,620, typically $2,560: $2,400 as quoted and $110–$220 filled in." in text
    assert "With six: $2,110–$2,220, typically $2,160: $2,000 as quoted and $110–$220 filled in." in text
    assert all("$2,110–$2,220" in form for form in (table(audit), audit_markdown(audit)))
    assert "with Six,cost,,,,,,,,2110.00,2220.00," in audit_csv(audit)


def test_a_quote_of_a_package_alone_has_no_lines_and_says_all_else() -> None:
    six = {"label": "Six", "sessions": {"dosing": 6}, "price": 2000}
    audit = audited({"setting": "clinic-iv", "packages": {"six": six}}, SHIPPED)
    assert said(table(audit)).startswith("Quote: states no sum to check Missing: Ask whether")
    assert "Whole course: $2,110–$2,220" in said(table(audit))


def test_a_package_of_more_sessions_than_the_lines_says_how_many_its_course_has() -> None:
    six = {"label": "Six", "sessions": {"dosing": 6}, "price": 2000}
    assert "That is a course of 6 dosing sessions." in audit_plain(audit_of(packages={"six": six}))
