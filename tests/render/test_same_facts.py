"""Every form of an estimate carries the same facts."""

import csv
import io
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from running import text_of
from trees import tree_of

ASKED = {
    "the standard course": "",
    "ranges, a state, discounts and a budget": "--dosing 3-6 --state CA --discount 10% --discount a:100 --budget 5000",
    "a cost that is not known": "--facility unknown",
    "an open end": "--therapist 300+ --booster 1",
    "cents": "--talk 120.50 --ketamine 80.25-99.99",
    "an all-in fee": "--setting clinic-iv --metro Sacramento",
    "packs and hours": "--setting office --dosing 5 --tier intern",
    "a programme": "--setting at-home --course at-home",
    "old prices": "--as-of 2030-01-01 --budget 100",
}
FORMS = ["plain", "markdown", "csv", "table", "html"]
ASKING = pytest.mark.parametrize("options", ASKED.values(), ids=ASKED)


def said_in(options: str, form: str) -> str:
    detail = ["--detail"] if form == "table" else []
    text = text_of("estimate", *options.split(), "-f", form, *detail, columns="100")
    if form == "html":
        return "\n".join(tree_of(text).itertext())
    return re.sub(r"\\([^\w\s])", r"\1", text) if form == "markdown" else text


def facts_of(options: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(text_of("estimate", *options.split(), "-f", "json"))
    return said


def amounts_in(text: str, form: str) -> set[Decimal]:
    if form == "csv":
        cells = (cell for row in csv.reader(io.StringIO(text)) for cell in row)
        return {Decimal(cell) for cell in cells if re.fullmatch(r"\d+\.\d\d", cell)}
    return {Decimal(amount.replace(",", "")) for amount in re.findall(r"\$(\d+(?:,\d{3})*(?:\.\d\d)?)", text)}


def money_of(said: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    """Yield every amount of an estimate that all forms must show, with what it is."""
    totals = said["totals"]
    ranges = {"estimate": totals["estimate"], "each": totals["per_dosing_session"]}
    ranges |= {f"to {payee}": cost for payee, cost in totals["by_payee"].items()}
    ranges |= {f"in {setting}": cost for setting, cost in said["by_setting"].items()}
    for place, charge in enumerate(said["charges"]):
        ranges |= {f"{place} {charge['label']} unit": charge["unit"], f"{place} {charge['label']}": charge["amount"]}
    ranges |= {discount["label"]: discount["amount"] for discount in said["discounts"]}
    for what, cost in ranges.items():
        yield from ((f"{what}, {end}", cost[end]) for end in ("low", "high") if cost)
    if said["budget"]:
        yield "budget", said["budget"]["amount"]


def words_of(said: dict[str, Any]) -> Iterator[str]:
    """Yield every sentence and name of an estimate that all forms must say."""
    yield said["title"]
    yield from (said["question"] or "", *said["not_included"], *said["assumptions"], *said["warnings"])
    yield from (driver["driver"] for driver in said["spread"])
    yield from (source[key] or "" for source in said["sources"] for key in ("title", "url", "as_of"))
    yield from (charge["payee"] or "" for charge in said["charges"])
    yield from (charge["included_in"] or "" for charge in said["charges"])
    yield from (discount["label"] for discount in said["discounts"])


def squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


@ASKING
@pytest.mark.parametrize("form", FORMS)
def test_every_form_shows_every_amount(form: str, options: str) -> None:
    shown = amounts_in(said_in(options, form), form)
    missing = [what for what, amount in money_of(facts_of(options)) if amount and Decimal(amount) not in shown]
    assert not missing


@ASKING
@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_every_word(form: str, options: str) -> None:
    text = squeezed(said_in(options, form))
    assert [words for words in words_of(facts_of(options)) if squeezed(words) not in text] == []


@ASKING
@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_every_driver_its_share(form: str, options: str) -> None:
    text = squeezed(said_in(options, form))
    for driver in facts_of(options)["spread"]:
        share = Decimal(driver["share"])
        shown = driver["share"] if form == "csv" else f"{share:.0%}" if share >= Decimal("0.005") else "<1%"
        assert re.search(re.escape(squeezed(driver["driver"])) + ",*" + re.escape(shown), text)


@ASKING
@pytest.mark.parametrize("form", FORMS)
def test_every_form_shows_the_typical_amounts_that_are_known(form: str, options: str) -> None:
    shown = amounts_in(said_in(options, form), form)
    for charge in facts_of(options)["charges"]:
        if charge["amount"] and charge["amount"]["typical"]:
            assert Decimal(charge["amount"]["typical"]) in shown, charge["label"]


@ASKING
def test_nothing_is_said_of_amounts_that_are_in_no_fact(options: str) -> None:
    everything = text_of("estimate", *options.split(), "-f", "json")
    known = {Decimal(amount) for amount in re.findall(r'"(\d+\.\d\d)"', everything)}
    for line in said_in(options, "plain").splitlines():
        if not re.match(
            r"(Consultation|Preparation|Dosing|Integration|Ongoing|Review|Booster): \$|Budget", line
        ):  # sums
            assert amounts_in(line, "plain") <= known, line


def test_what_is_not_known_is_never_shown_as_zero() -> None:
    facility = next(c for c in facts_of("--facility unknown")["charges"] if c["elements"] == ["facility"])
    assert (facility["status"], facility["unit"], facility["amount"]) == ("unknown", None, None)
    for form in FORMS:
        text = said_in("--facility unknown", form)
        assert "partial" in text.casefold().split("\n", 2)[0 if form != "csv" else 1]
        assert Decimal(0) not in amounts_in("\n".join(x for x in text.splitlines() if "acility" in x), form)
