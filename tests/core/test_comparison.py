"""What scenarios may be compared, as a program asks for it."""

import pytest
from making import answer, fee

from kapcost.core.comparison import compare
from kapcost.core.comparison_rows import Scenario
from kapcost.core.course import Course
from kapcost.errors import InputError


def test_two_scenarios_of_the_same_name_are_refused_as_such() -> None:
    same = Scenario(name="office", estimate=answer(Course(dosing=6), fee()))
    with pytest.raises(InputError, match="2 scenarios, some of the same name; expected 2 to 6 of different names"):
        compare([same, same])
