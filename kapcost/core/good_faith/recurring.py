"""How often what is charged takes place: frequency and number, as a good faith estimate states them."""

from collections.abc import Iterator

from kapcost.core.charges import Charge
from kapcost.core.course import Counts, Course, Phase
from kapcost.core.price import Per
from kapcost.core.vocabulary import SESSION_WORDS
from kapcost.frozen import frozen


@frozen
class Recurrence:
    """Sessions of one phase that come again: how many, and how many days apart, None if that is not known."""

    what: str
    number: int
    every_days: int | None

    @property
    def days(self) -> int | None:
        """The days from the first to the last."""
        return None if self.every_days is None else self.every_days * (self.number - 1)


def recurrences(charge: Charge, course: Course, covered: Counts) -> Iterator[Recurrence]:
    """Yield how what a charge of an exact course is for comes again, phase by phase; nothing for what is once.

    `covered` are the sessions of the package, if the charge is for one.
    """
    for phase in charge.phases:
        number = covered[phase] if charge.per is Per.PACKAGE else _sessions(charge, course, phase)
        if number > 1:
            apart = course.days_between.get(phase)
            every = None if apart is None else apart * (charge.every or 1)
            yield Recurrence(what=f"{SESSION_WORDS[phase]}s", number=number, every_days=every)


def _sessions(charge: Charge, course: Course, phase: Phase) -> int:
    """Return how many sessions of a phase a charge by session, hour, pack, month or course is for."""
    match charge.per:
        case Per.SESSION:
            return int(charge.quantity.low)
        case Per.HOUR:
            return int(charge.quantity.low / (course.hours_of(phase) or 1))
        case _ if len(charge.phases) == 1:
            return charge.sessions.size_in(course.sessions(phase).low)
        case _:
            return course.sessions(phase).low
