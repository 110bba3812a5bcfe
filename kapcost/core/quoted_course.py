"""What a quote charges for a course: its lines singly, or a package in place of some of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kapcost.core.course import USUAL_ELEMENTS, Element, Phase
from kapcost.core.fee import Fee
from kapcost.core.frozen import frozen
from kapcost.core.price import JOINT, Status
from kapcost.core.quote import Quote, QuotePackage
from kapcost.core.quote_line import QuoteLine
from kapcost.core.quote_sums import Part, parts_of


@frozen
class QuotedCourse:
    """The lines that say which sessions a quote is for, the parts that it charges, and the package among them."""

    lines: tuple[QuoteLine, ...]
    parts: tuple[Part, ...]
    package: QuotePackage | None = None

    def sessions_of(self, phase: Phase, element: Element) -> int:
        """Return the number of sessions of a phase that the lines for an element come to.

        Lines for a part of what another line is for are for the same sessions, not for further ones;
        but what a package leaves of lines is.
        """
        here = [line for line in self.lines if line.phase is phase and line.in_sessions]
        wholes = [line for line in here if self.package is None or line.label != self.package.label]
        sums: Counter[frozenset[Element]] = Counter()
        for line in here:
            if element in line.covers:
                is_part = any(line.is_part_of(other) for other in wholes)
                sums[frozenset(line.covers if is_part else Element)] += line.in_sessions
        return max(sums.values(), default=0)

    def sessions_in(self, phase: Phase) -> int:
        """Return the number of sessions of a phase: the most that its lines come to for one element."""
        return max(self.sessions_of(phase, element) for element in Element)

    def in_some_sessions(self) -> Iterator[tuple[Phase, Element]]:
        """Yield the elements that have lines for some sessions of a phase, and not for as many as it has."""
        for phase in Phase:
            most = self.sessions_in(phase)
            yield from ((phase, element) for element in Element if 0 < self.sessions_of(phase, element) < most)


def courses_quoted(quote: Quote) -> tuple[QuotedCourse, ...]:
    """Return what a quote charges singly and, where it states one package to use, what it charges with that.

    A package in place of no line is the only price of its sessions, and is then charged always.
    """
    singly = QuotedCourse(lines=quote.lines, parts=tuple(parts_of(quote)))
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
            left.append(line if line not in replaced else replace(line, count=count, amount=None))
    parts = [part for line in left if (part := Part.of_line(line))]
    return QuotedCourse(
        lines=(*_lines_of(package), *left), parts=(*parts, Part.of_package(package)), package=package
    )  # fmt: skip


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
