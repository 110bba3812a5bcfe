"""The bars of a chart lie where their amounts do, on one scale from 0."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import text_of
from trees import SVG, texts_in, tree_of

from kapcost.core.money import AtEnds
from kapcost.render.chart import LENGTH, Scale
from kapcost.render.picture import MARGIN

CENTS = st.decimals(0, 10**13, places=2)
SPANS = st.builds(AtEnds, low=CENTS, typical=CENTS | st.none(), high=CENTS | st.none())


def span(low: str, high: str | None) -> AtEnds:
    return AtEnds(low=Decimal(low), high=None if high is None else Decimal(high))


@given(st.lists(SPANS))
def test_every_amount_has_its_place_on_the_scale(spans: list[AtEnds]) -> None:
    scale = Scale.for_spans(spans)
    amounts = [amount for each in spans for amount in (each.low, each.typical, each.high) if amount is not None]
    assert (scale is None) == (max(amounts, default=0) == 0)
    if scale is not None:
        assert all(MARGIN <= scale.place(amount) <= MARGIN + LENGTH for amount in amounts)
        assert scale.place(Decimal(0)) == MARGIN
        assert 1 <= scale.steps <= 5
        assert scale.step == scale.step.quantize(Decimal("0.01"))


@given(st.lists(SPANS, min_size=1))
def test_an_open_end_reaches_beyond_every_amount(spans: list[AtEnds]) -> None:
    scale = Scale.for_spans([*spans, span("1", None)])
    assert scale is not None
    known = [amount for each in spans for amount in (each.low, each.typical, each.high) if amount is not None]
    assert scale.ticks[-1] > max(known)


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        ("100", "1000", [0, 500, 1000]),
        ("350", "4050", [0, 2000, 4000, 6000]),
        ("0.01", "0.02", [0, Decimal("0.01"), Decimal("0.02")]),
        ("100", None, [0, 50, 100, 150]),
        ("1", "9999999000", [0, 5 * 10**9, 10**10]),
    ],
)
def test_the_scale_has_few_round_figures(low: str, high: str | None, ticks: list[int]) -> None:
    scale = Scale.for_spans([span(low, high)])
    assert scale is not None
    assert scale.ticks == ticks


def shapes(options: str, name: str, kind: str) -> list[dict[str, str]]:
    root = tree_of(text_of("estimate", *options.split(), "-f", "svg"))
    return [each.attrib for each in root.iter(f"{SVG}{name}") if each.get("class") == kind]


def test_the_bar_of_six_infusions_reaches_from_1800_to_3000() -> None:
    """Six at 300 to 500, on a scale to 3,000: 320 units for it, so it begins at 3/5 of them."""
    asked = "--setting clinic-iv --all-in 300-500 --consultation 0"
    assert texts_in(tree_of(text_of("estimate", *asked.split(), "-f", "svg")), "text", "tick")[-1] == "$3,000"
    (bar,) = shapes(asked, "rect", "bar")
    assert (bar["x"], bar["width"]) == ("208.0", "128.0")


def test_a_bar_stands_for_each_phase_and_a_mark_for_each_typical_cost() -> None:
    assert len(shapes("--setting office", "rect", "bar")) == 5
    assert len(shapes("--setting office", "rect", "mark")) == 5
    assert len(shapes("--setting group", "rect", "bar")) == 4
    assert len(shapes("--setting group", "rect", "mark")) == 1, "only the consultation has a typical cost"


def test_an_open_end_is_an_arrow_that_the_words_explain() -> None:
    asked = "--therapist 300+"
    assert len(shapes(asked, "polygon", "bar")) == 1
    assert "An arrow says that no upper end is known." in text_of("estimate", *asked.split(), "-f", "svg")
    assert shapes("", "polygon", "bar") == []
    assert "arrow" not in text_of("estimate", "-f", "svg")


def test_an_exact_cost_is_a_thin_bar_without_a_mark() -> None:
    asked = "--setting clinic-iv --all-in 450 --consultation 0"
    assert [bar["width"] for bar in shapes(asked, "rect", "bar")] == ["4.0"]
    assert shapes(asked, "rect", "mark") == []
    assert "A thin one is an exact cost." in text_of("estimate", *asked.split(), "-f", "svg")
    assert "thin" not in text_of("estimate", "-f", "svg")


def test_a_cost_that_is_not_known_has_no_bar_and_is_named() -> None:
    assert len(shapes("", "rect", "bar")) == 5
    assert len(shapes("--talk unknown", "rect", "bar")) == 3
    said = texts_in(tree_of(text_of("estimate", "--talk", "unknown", "-f", "svg")), "text")
    assert said[said.index("Integration: talk session") + 1] == "not known"


def test_what_is_known_of_a_phase_that_is_partly_not_known_has_bars_of_its_own() -> None:
    """Consultation, preparation, therapist, ketamine, integration, review; the facility has none."""
    assert len(shapes("--facility unknown", "rect", "bar")) == 6
    assert "partly not known" in text_of("estimate", "--facility", "unknown", "-f", "html")


def test_where_no_amount_is_known_there_is_no_scale() -> None:
    asked = " ".join(
        f"--{price} unknown" for price in ("intake", "medical", "talk", "therapist", "ketamine", "facility")
    )
    assert shapes(asked, "rect", "bar") == shapes(asked, "line", "rail") == []
    assert "A bar" not in text_of("estimate", *asked.split(), "-f", "svg")
