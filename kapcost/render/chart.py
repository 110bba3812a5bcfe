"""The chart of an estimate: for each phase a bar from its lowest to its highest cost, all on one scale of dollars."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Self

from kapcost.core.money import CENT, ZERO, AtEnds, CostRange
from kapcost.frozen import frozen
from kapcost.render.colours import coloured
from kapcost.render.document import Kind, Row
from kapcost.render.markup import Markup, element
from kapcost.render.picture import FACT, LABEL, MARGIN, SMALL, TEXT_CSS, WIDTH, Picture
from kapcost.render.words import Dollars

_COLOURS = coloured("svg .bar{fill:$bar}svg .mark{fill:$ink;stroke:$paper}svg .rail{stroke:$line}")
CHART_CSS = f"{TEXT_CSS}{_COLOURS}svg .tick{{text-anchor:middle}}"

LENGTH = WIDTH - MARGIN - 64
"""Units of the scale; the rest is for the figure at its end, and for arrows."""

BAR, ARROW, THINNEST = 12, 14, 4
"""Units of the height of a bar, the length of an arrow, and the width of a bar or mark of one amount."""


@frozen
class Scale:
    """A scale of dollars from 0: how much one step is, and how many there are."""

    step: Decimal
    steps: int

    @classmethod
    def for_spans(cls, spans: Sequence[AtEnds]) -> Self | None:
        """Return the scale that holds some ranges, None if there is nothing to draw.

        It has few steps, fewer where their figures are long, of 1, 2 or 5 times a power of ten.
        Where an upper end is open, it goes on beyond every amount.
        """
        most = max((amount for span in spans for amount in _amounts(span)), default=ZERO)
        if not most:
            return None
        step = _round_step(max(most / (4 if len(f"{most:,.0f}") <= len("10,000") else 2), CENT))
        whole, rest = divmod(most, step)
        is_open = any(span.high is None for span in spans)
        return cls(step=step, steps=int(whole) + bool(rest or is_open))

    def place(self, amount: Decimal) -> Decimal:
        """Return where an amount lies in the picture."""
        return MARGIN + amount / (self.step * self.steps) * LENGTH

    @property
    def ticks(self) -> list[Decimal]:
        """The figures of the scale."""
        return [self.step * number for number in range(self.steps + 1)]


def draw_rows(picture: Picture, rows: Sequence[Row]) -> None:
    """Draw rows below each other, with bars where they may have one, and write what the total is made of."""
    spans = [row.span for row in rows if row.span]
    scale = Scale.for_spans(spans)
    for row in rows:
        if row.kind is Kind.PHASE:
            _draw_phase(picture, row, scale)
        elif row.kind is Kind.CHARGE:
            picture.write(f"{row.label}: {row.facts}", SMALL, indent=MARGIN)
            _draw_bar(picture, row, scale)
    if scale is not None:
        _draw_key(picture, scale, spans)
    for row in rows:
        if row.kind in (Kind.DISCOUNT, Kind.TOTAL):
            picture.write(f"{row.label}: {row.facts}", LABEL if row.kind is Kind.TOTAL else FACT)


def _draw_phase(picture: Picture, row: Row, scale: Scale | None) -> None:
    picture.space(MARGIN // 2)
    picture.write(row.label, LABEL)
    picture.write(row.cost, FACT)
    _draw_bar(picture, row, scale)
    how = [row.reckoning] if row.amount and row.reckoning else []
    how += [f"to {row.payee}"] if row.payee else []
    if how:
        picture.write(", ".join(how), SMALL, indent=MARGIN)


def _draw_bar(picture: Picture, row: Row, scale: Scale | None) -> None:
    if scale is not None and row.span is not None:
        middle = picture.height + BAR
        picture.draw(*_rail(scale, middle), *_bar(scale, row.span, middle))
        picture.space(2 * BAR)


def _draw_key(picture: Picture, scale: Scale, spans: Sequence[AtEnds]) -> None:
    """Draw the figures of the scale, and say how the bars are to be read."""
    dollars = Dollars.for_ranges([CostRange.exactly(scale.step)])
    picture.space(SMALL.leading)
    picture.draw(*(element("text", dollars.amount(tick), x=_written(scale.place(tick)), y=picture.height,
                           class_="small tick") for tick in scale.ticks))  # fmt: skip
    says = ["A bar reaches from the lowest to the highest cost."]
    says += ["A thin one is an exact cost."] if any(span.is_exact for span in spans) else []
    says += ["The upright mark is the typical cost."] if any(_typical(span) is not None for span in spans) else []
    says += ["An arrow says that no upper end is known."] if any(span.high is None for span in spans) else []
    picture.space(MARGIN // 4)
    picture.write(" ".join(says), SMALL)
    picture.space(MARGIN // 2)


def _rail(scale: Scale, middle: int) -> list[Markup]:
    """Draw the line that a bar lies on, with a mark at each figure of the scale."""
    top, bottom = middle - BAR // 2, middle + BAR // 2
    places = [_written(scale.place(tick)) for tick in scale.ticks]
    line = element("line", x1=places[0], x2=places[-1], y1=middle, y2=middle, class_="rail")
    return [line, *(element("line", x1=place, x2=place, y1=top, y2=bottom, class_="rail") for place in places)]


def _bar(scale: Scale, span: AtEnds, middle: int) -> list[Markup]:
    """Draw a range; that of a phase may be less where the course is dearest, and is drawn from the lesser end."""
    end = Decimal(MARGIN + LENGTH)
    first, last = sorted((scale.place(span.low), end if span.high is None else scale.place(span.high)))
    top = middle - BAR // 2
    width = max(last - first, Decimal(THINNEST))
    drawn = [element("rect", x=_written(first), y=top, width=_written(width), height=BAR, class_="bar")]
    if span.high is None:
        points = f"{end},{top - BAR // 2} {end + ARROW},{middle} {end},{top + BAR + BAR // 2}"
        drawn.append(element("polygon", points=points, class_="bar"))
    if (typical := _typical(span)) is not None:
        left = scale.place(typical) - Decimal(THINNEST) / 2
        drawn.append(element("rect", x=_written(left), y=top - THINNEST, width=THINNEST, height=BAR + 2 * THINNEST,
                             class_="mark"))  # fmt: skip
    return drawn


def _typical(span: AtEnds) -> Decimal | None:
    """Return the typical amount, if it is known and not the only one."""
    return None if span.is_exact else span.typical


def _amounts(span: AtEnds) -> list[Decimal]:
    return [amount for amount in (span.low, span.typical, span.high) if amount is not None]


def _round_step(least: Decimal) -> Decimal:
    """Return the smallest of 1, 2 and 5 times a power of ten that is no less than an amount."""
    unit = Decimal(1).scaleb(least.adjusted())
    return next(unit * times for times in (1, 2, 5, 10) if unit * times >= least)


def _written(place: Decimal) -> str:
    """Write a coordinate, always alike."""
    return f"{place:.1f}"
