"""What a quote charges for a course: its lines singly, or a package in place of some of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kapcost.core.course import USUAL_ELEMENTS, Element, Phase
from kapcost.core.fee import Fee
from kapcost.core.price import JOINT, Status
from kapcost.core.quote import Quote, QuotePackage
from kapcost.core.quote_line import QuoteLine
from kapcost.core.quote_sums import Part, parts_of
from kapcost.core.quoted_evaluation import evaluation_apart, session_with_evaluation
from kapcost.frozen import frozen


@frozen
class QuotedCourse:
    """The lines that say which sessions a quote is for, the parts that it charges, and the package among them.

    `evaluated` is the line for a session that has the medical evaluation, as the quote states it:
    among `lines`, the evaluation is in the consultation.
    """

    lines: tuple[QuoteLine, ...]
    parts: tuple[Part, ...]
    package: QuotePackage | None = None
    evaluated: QuoteLine | None = None

    @property
    def as_stated(self) -> list[QuoteLine]:
        """The lines with the medical evaluation where the quote has it, which discounts may be limited by."""
        stated = self.evaluated
        return [stated if stated and line.label == stated.label else line for line in self.lines]

    def sessions_in(self, phase: Phase) -> int:
        """Return the number of sessions of a phase.

        That is the most that lines come to for one element. Of these, lines for a part of what
        another line is for do not add to its sessions: a room beside an all-in price is for the
        same ones. But what makes up a session does, so that one all-in session and five of
        therapist and ketamine are six, and what a package leaves of lines are further sessions.
        """
        return max(self._charged_alike(phase), self._made_up(phase))

    def is_in_parts_besides(self, phase: Phase) -> bool:
        """Return whether some sessions of a phase have one price, and others are charged in parts."""
        return self._made_up(phase) > self._charged_alike(phase)

    def sessions_of(self, phase: Phase, element: Element) -> int:
        """Return the number of sessions of a phase that have a line for an element."""
        return min(self._charged(phase)[element], self.sessions_in(phase))

    def twice(self, line: QuoteLine) -> tuple[Element, ...]:
        """Return the elements of a line for which all lines come to more sessions than its phase has."""
        charged, sessions = self._charged(line.phase), self.sessions_in(line.phase)
        return tuple(element for element in line.covers if charged[element] > sessions)

    def in_some_sessions(self) -> Iterator[tuple[Phase, Element]]:
        """Yield the elements that have lines for some sessions of a phase, and not for as many as it has."""
        for phase in Phase:
            most, charged = self.sessions_in(phase), self._charged(phase)
            yield from ((phase, element) for element in Element if 0 < charged[element] < most)

    def _charged(self, phase: Phase) -> Counter[Element]:
        """Return how many sessions of a phase all lines for each element come to."""
        charged: Counter[Element] = Counter()
        for line in self._lines_in(phase):
            charged.update(dict.fromkeys(line.covers, line.in_sessions))
        return charged

    def _charged_alike(self, phase: Phase) -> int:
        """Return the most sessions that lines for one element come to, parts of a line apart from it."""
        here = self._lines_in(phase)
        wholes = [line for line in here if self.package is None or line.label != self.package.label]
        sums: Counter[tuple[Element, frozenset[Element]]] = Counter()
        for line in here:
            apart = any(line.is_part_of(other) for other in wholes)
            sums.update(
                {(element, frozenset(line.covers if apart else ())): line.in_sessions for element in line.covers}
            )
        return max(sums.values(), default=0)

    def _made_up(self, phase: Phase) -> int:
        """Return the sessions of a phase that have ketamine, or else their first element, and another element too."""
        charged = self._charged(phase)
        first = next((element for element in (Element.KETAMINE, *Element) if charged[element]), None)
        others = (number for element, number in charged.items() if element is not first)
        return min(charged[first], max(others, default=0)) if first else 0

    def _lines_in(self, phase: Phase) -> list[QuoteLine]:
        return [line for line in self.lines if line.phase is phase and line.in_sessions]


def courses_quoted(quote: Quote) -> tuple[QuotedCourse, ...]:
    """Return what a quote charges singly and, where it states one package to use, what it charges with that.

    A package in place of no line is the only price of its sessions, and is then charged always.
    """
    singly = _course(quote, quote.lines, tuple(parts_of(quote)))
    package = _package_used(quote)
    other = None if package is None else with_package(quote, package)
    if package is None or other is None:
        return (singly,)
    return (singly, other) if replaced_by(package, quote) else (other,)


def _package_used(quote: Quote) -> QuotePackage | None:
    """Return the only package that totals name, else the only one; of a quote without lines the first."""
    packages = list(quote.packages.values())
    named = [package for package in packages if any(package.label in total.lines for total in quote.totals)]
    for some in (named, packages):
        if len(some) == 1:
            return some[0]
    return packages[0] if packages and not quote.lines else None


def with_package(quote: Quote, package: QuotePackage) -> QuotedCourse | None:
    """Return what a quote charges with a package; None if its lines do not say what that replaces."""
    replaced = replaced_by(package, quote)
    if replaced is None:
        return None
    left = []
    for line in quote.lines:
        count = line.count - (package.sessions[line.phase] if line in replaced else 0)
        if count > 0:
            left.append(line if line not in replaced else replace(line, count=count, sessions=None, amount=None))
    parts = [part for line in left if (part := Part.of_line(line))]
    return _course(quote, (*_lines_of(package), *left), (*parts, Part.of_package(package)), package)


def _course(
    quote: Quote, lines: Sequence[QuoteLine], parts: tuple[Part, ...], package: QuotePackage | None = None
) -> QuotedCourse:  # fmt: skip
    """Return what some lines and parts are, with the medical evaluation in the consultation."""
    evaluated = session_with_evaluation(lines)
    if evaluated not in quote.lines:  # none, or a package
        return QuotedCourse(lines=tuple(lines), parts=parts, package=package)
    apart = evaluation_apart(evaluated, to_have_consultation=quote.sessions.get(Phase.CONSULTATION) != 0)
    placed = [each for line in lines for each in (apart if line is evaluated else (line,))]
    return QuotedCourse(lines=tuple(placed), parts=parts, package=package, evaluated=evaluated)


def _lines_of(package: QuotePackage) -> Iterator[QuoteLine]:
    """Yield for each phase of a package a line that has its sessions, and no price of its own."""
    for phase, number in package.sessions.items():
        elements = tuple(element for element in package.covers if element in USUAL_ELEMENTS[phase])
        yield QuoteLine(label=package.label, phase=phase, elements=elements or package.covers, count=number,
                        price=Status.INCLUDED)  # fmt: skip


def replaced_by(package: QuotePackage, quote: Quote) -> list[QuoteLine] | None:
    """Return the lines whose sessions a package stands in place of; None if they cannot be told.

    That is where a line is for more than the package, or not by session, or two are for the same element.
    """
    lines = [line for line in quote.lines if line.phase in package.sessions and line.in_sessions
             and set(line.covers) & set(package.covers)]  # fmt: skip
    cells = [(line.phase, element) for line in lines for element in line.covers]
    by_session = all(line.is_by_session and (line.price is not None or line.amount is None) for line in lines)
    within = all(set(line.covers) <= set(package.covers) for line in lines)
    return lines if by_session and within and len(set(cells)) == len(cells) else None


def in_care_setting(quote: Quote, fees: Sequence[Fee]) -> Quote:
    """Return a quote whose lines and packages say what they are for: by default what is usual at some fees."""
    lines = [replace(line, elements=line.elements or usual_elements(line.phase, fees)) for line in quote.lines]
    packages = {
        name: replace(package, elements=package.elements or tuple(dict.fromkeys(
            element for phase in package.sessions for element in usual_elements(phase, fees)
        ))) for name, package in quote.packages.items()
    }  # fmt: skip
    return replace(quote, lines=tuple(lines), packages=packages)


def usual_elements(phase: Phase, fees: Sequence[Fee]) -> tuple[Element, ...]:
    """Return what one price of a session is for: what the one fee or bundle covers, else what is usual anywhere."""
    here = [fee for fee in fees if phase in fee.phases]
    fees = [fee for fee in here if len(fee.elements) > 1 and fee.status is Status.CHARGED] or here
    covered = {fee.elements for fee in fees}
    by_session = not any(fee.per in JOINT for fee in fees)
    return covered.pop() if len(covered) == 1 and by_session else USUAL_ELEMENTS[phase]
