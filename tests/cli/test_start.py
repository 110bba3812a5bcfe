"""`kapcost start` leads to a first estimate at a terminal, and to the course file and command that repeat it."""

import shlex
import sys
from pathlib import Path

import pytest
from running import Kapcost, process, text_of
from small_list import small_list, write_list

if sys.platform == "win32":
    pytest.skip("a terminal as POSIX has it", allow_module_level=True)

from terminal import CTRL_C, CTRL_D, at_terminal

pytestmark = pytest.mark.usefixtures("folder")

TERMINAL = {"COLUMNS": "80", "TERM": "dumb"}


def files() -> list[str]:
    return sorted(path.name for path in Path.cwd().iterdir())


def test_the_answers_give_the_estimate_that_their_file_repeats() -> None:
    done = at_terminal("start", typed=["office", "3-6", "300-450", "5000", ""], out="shown.txt")
    assert done.code == 0
    assert "kapcost estimate course.toml" in done.err
    assert done.out.startswith("Ketamine-assisted psychotherapy, 3-6 dosing sessions, therapist's office")
    assert process("estimate", "course.toml", env=TERMINAL).out == done.out
    assert Path("course.toml").read_text("utf-8").startswith("# ")


def test_not_to_know_is_an_answer_to_everything() -> None:
    unsure = ["I don't know", "dk", "IDK.", "Not sure", "i don\N{RIGHT SINGLE QUOTATION MARK}t know yet", "no idea"]
    done = at_terminal("start", typed=unsure, out="shown.txt")
    assert done.code == 0
    assert done.out == process("estimate", env=TERMINAL).out == process("estimate", "course.toml", env=TERMINAL).out


def test_enter_takes_what_is_shown_as_usual() -> None:
    done = at_terminal("start", typed=["", "", "", "", "", ""], out="shown.txt")
    assert done.err.count("\n   Enter: ") == 6
    assert "Enter: 6, as is usual." in done.err
    assert "Enter: the published $300\N{EN DASH}$500 per dosing session." in done.err
    assert done.out == process("estimate", env=TERMINAL).out


@pytest.mark.parametrize("setting", ["", "office", "clinic-im", "clinic-iv", "at-home", "group", "esketamine"])
def test_there_are_at_most_six_questions_in_every_care_setting(setting: str) -> None:
    numbers = 6 if not setting else 5
    done = at_terminal("start", typed=[setting, *[""] * (numbers - 1)])
    assert (done.code, done.err.count("\n> ")) == (0, numbers)


@pytest.mark.parametrize("setting", ["", "office", "clinic-im", "clinic-iv", "at home", "group", "esketamine"])
def test_the_commands_that_are_printed_work_as_they_stand(setting: str) -> None:
    answers = [setting, *([] if setting else ["CA"]), "4", "500", "3,000 dollars", "no"]
    done = at_terminal("start", typed=answers, out="shown.txt", env={"COLUMNS": "40"})
    estimate, ask = (shlex.split(line.partition(": ")[2]) for line in done.err.splitlines() if ": kapcost " in line)
    assert estimate[:2] == ["kapcost", "estimate"]
    assert process(*estimate[1:], env={**TERMINAL, "COLUMNS": "40"}).out == done.out
    asked = process(*ask[1:])
    assert (asked.code, asked.out.splitlines()[0]) == (0, "# Questions to ask")


def test_every_question_explains_itself_in_the_words_of_the_glossary() -> None:
    done = at_terminal("start", typed=["?", "", "?", "", "?", "", "?", "", "?", "", "?", "no"])
    said = " ".join(done.err.split())
    for term in ("care setting", "location", "dosing", "therapist", "budget"):
        assert text_of("glossary", term).partition(": ")[2].strip() in said, term
    assert "A course file says the same things" in said


def test_a_choice_is_said_by_its_number_its_name_or_its_title() -> None:
    for said in ("3", "Clinic-IV", "infusion clinic"):
        done = at_terminal("start", typed=[said, CTRL_C])
        assert "How many dosing sessions" in done.err


def test_what_no_course_file_may_say_is_refused_and_asked_again() -> None:
    typed = ["ofice", "office", "six", "6-3", "6", "500-300", "300", "-1", "\x1b[A", "4000", ""]
    done = at_terminal("start", typed=typed, out="shown.txt")
    assert done.code == 0
    for problem in ("Did you mean office?", "found 'six'", "found '6-3'", "found '-1'", "keys that are no text"):
        assert problem in done.err
    assert process("estimate", "course.toml", env=TERMINAL).out == done.out


def test_a_refusal_says_how_an_answer_is_said() -> None:
    done = at_terminal("start", typed=["", "Sacramento", "CA", "", "", "4k", CTRL_C])
    said = " ".join(done.err.split())
    assert "expected the code or name of a state, such as CA or California. Did you" not in said
    assert "A metropolitan area is said by an option: kapcost start --metro Sacramento" in said
    assert "found '4k'; expected an amount such as 450 or 1,250.50. Say an amount of dollars, such as 5000." in said


def test_a_price_that_is_unknown_makes_the_estimate_partial() -> None:
    done = at_terminal("start", "--setting", "office", typed=["", "unknown", "", "no"], out="shown.txt")
    assert done.out.startswith("Partial estimate")


def test_only_a_name_that_ends_in_toml_is_one_of_a_file() -> None:
    env = {"HOME": str(Path.cwd() / "home")}
    Path("home").mkdir()
    typed = ["", "", "", "4000", "-", "course", "~/mine.toml"]
    done = at_terminal("start", "--setting", "office", typed=typed, out="shown.txt", env=env)
    assert done.err.count("expected a name that ends in .toml") == 3
    assert files() == ["home", "shown.txt"]
    assert [path.name for path in Path("home").iterdir()] == ["mine.toml"]


def test_bytes_that_are_no_text_are_refused() -> None:
    done = at_terminal("start", typed=["\udcff", CTRL_C])
    assert "expected office" in done.err
    assert done.code == 130


@pytest.mark.parametrize("stop", [CTRL_C, CTRL_D], ids=["Ctrl-C", "Ctrl-D"])
@pytest.mark.parametrize("after", [0, 5])
def test_stopping_at_any_question_leaves_nothing_behind(stop: str, after: int) -> None:
    done = at_terminal("start", typed=[*[""] * after, stop])
    assert done.code == 130
    assert "Traceback" not in done.err
    assert "bug" not in done.err
    assert files() == []


def test_a_file_that_exists_is_never_written_over() -> None:
    Path("course.toml").write_text("mine", encoding="utf-8")
    done = at_terminal("start", "--setting", "office", typed=["", "", "", "course.toml", "missing/course.toml", ""])
    assert "Enter: course-2.toml." in done.err
    assert "found a file that exists" in done.err
    assert Path("course.toml").read_text("utf-8") == "mine"
    assert files() == ["course-2.toml", "course.toml"]


def test_a_name_that_looks_like_an_option_is_said_so_that_the_command_works() -> None:
    done = at_terminal("start", "--setting", "office", typed=["4", "", "", "-x.toml"], out="shown.txt")
    assert "kapcost estimate ./-x.toml" in done.err
    assert process("estimate", "./-x.toml", env=TERMINAL).out == done.out


def test_without_a_file_the_command_says_the_answers_as_options() -> None:
    done = at_terminal("start", typed=["", "New York", "3-6", "450", "5,000", "no"], out="shown.txt")
    options = ["--state", "New York", "--dosing", "3-6", "--therapist", "450", "--budget", "5,000"]
    assert "kapcost estimate --state 'New York' --dosing 3-6 --therapist 450 --budget 5,000" in done.err
    assert process("estimate", *options, env=TERMINAL).out == done.out
    assert files() == ["shown.txt"]


def test_what_is_said_by_an_option_or_the_environment_is_not_asked_and_is_kept() -> None:
    env = {"KAPCOST_SETTING": "general"}
    done = at_terminal("start", "--metro", "Sacramento", typed=["", "", "", ""], out="shown.txt", env=env)
    assert "How will you be treated" not in done.err
    assert "In which state" not in done.err
    assert process("estimate", "course.toml", env=TERMINAL).out == done.out


def test_a_price_list_of_ones_own_is_named_in_the_command() -> None:
    file = write_list(Path("own.toml"), small_list())
    done = at_terminal("start", "--prices", file, typed=["", "350", "", "no"], out="shown.txt")
    assert "kapcost estimate --therapist 350 --prices own.toml" in done.err
    assert process("estimate", "--therapist", "350", "--prices", file, env=TERMINAL).out == done.out


@pytest.mark.parametrize("args", [[], ["--no-input"]])
def test_without_a_terminal_it_says_which_options_to_use(kapcost: Kapcost, args: list[str]) -> None:
    done = kapcost("start", *args, stdin=b"\n\n\n\n\n\n")
    assert (done.code, done.out) == (2, "")
    options = {word.strip(",.;") for word in done.err.split() if word.startswith("--")} - {"--no-input"}
    assert options == {"--setting", "--state", "--dosing", "--all-in", "--therapist", "--budget"}
    assert all(option in text_of("estimate", "-h") for option in options)


def test_an_option_that_is_wrong_is_refused_before_any_question() -> None:
    done = at_terminal("start", "--setting", "ofice", typed=[])
    assert done.code == 2
    assert "--setting: found 'ofice'" in done.err


def test_no_input_holds_at_a_terminal_too() -> None:
    assert at_terminal("start", "--no-input", typed=[]).code == 2
