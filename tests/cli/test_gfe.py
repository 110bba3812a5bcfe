"""`kapcost gfe`: a draft is always possible, an issued document never with a gap, and neither over another file."""

import json
import stat
import sys
from pathlib import Path

import pytest
from running import Kapcost, process

NPIS = ("1234567893", "1245319599", "1003000126")


@pytest.fixture
def whole(kapcost: Kapcost, folder: Path) -> Path:
    """The file to start from, filled in by a practice of three providers."""
    text = kapcost("gfe", "--example").out
    for place, npi in enumerate(NPIS):
        text = text.replace('npi = ""', f'npi = "{npi}"', 1).replace('tin = ""', f'tin = "12-345678{place}"', 1)
    text = text.replace('[patient]\nname = ""\n# date', '[patient]\nname = "Alex Muster"\ndate')
    (folder / "whole.toml").write_text(text, encoding="utf-8")
    return folder / "whole.toml"


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_file_to_start_from_gives_a_draft_that_says_what_to_fill_in(kapcost: Kapcost, folder: Path) -> None:
    assert kapcost("gfe", "--example", "-o", "patient.toml").code == 0
    assert (folder / "patient.toml").read_text("utf-8") == kapcost("gfe", "--example").out
    done = kapcost("gfe", "patient.toml")
    assert (done.code, done.err) == (0, "")
    assert "- patient.name: found nothing" in done.out
    assert "service_code" not in done.out


def test_a_date_left_blank_is_today(kapcost: Kapcost, folder: Path) -> None:
    (folder / "f.toml").write_text('date = " "')
    assert json.loads(kapcost("gfe", "f.toml", "-f", "json").out)["date"] == "2026-11-24"


def test_a_whole_file_of_three_providers_is_issued(kapcost: Kapcost, whole: Path) -> None:
    done = kapcost("gfe", whole.name, "--issue")
    assert (done.code, done.err) == (0, "")
    assert "DRAFT" not in done.out
    assert "If Jane Example, LMFT bills you $2,782.50 or more (this total of $2,382.50 plus\n$400.00)" in done.out


def test_all_that_hinders_an_issue_is_said_at_once_and_nothing_is_written(
    kapcost: Kapcost, whole: Path, folder: Path
) -> None:
    edit(whole, NPIS[0], "1234567890")
    edit(whole, "date_of_birth", "# date_of_birth")
    edit(whole, "ketamine = 75", 'ketamine = "75-90"')
    done = kapcost("gfe", "whole.toml", "--issue", "-o", "issued.html")
    assert (done.code, done.out) == (4, "")
    assert [line.split(": found ")[0] for line in done.problems] == [
        "kapcost: whole.toml: patient.date_of_birth",
        "kapcost: whole.toml: providers[1].npi",
        "kapcost: whole.toml: lines['Ketamine: dosing sessions']",
    ]
    assert not (folder / "issued.html").exists()


def test_a_draft_in_a_file_says_how_much_hinders_its_issue(kapcost: Kapcost, whole: Path) -> None:
    edit(whole, NPIS[0], "1234567890")
    assert "what hinders its issue (1)" in kapcost("gfe", "whole.toml", "-o", "draft.html").err


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.json"])
def test_the_suffix_says_the_form(kapcost: Kapcost, whole: Path, folder: Path, name: str) -> None:
    forms = {".txt": "text", ".md": "markdown", ".html": "html", ".json": "json"}
    assert kapcost("gfe", whole.name, "-o", name).code == 0
    assert (folder / name).read_text("utf-8") == kapcost("gfe", whole.name, "-f", forms[Path(name).suffix]).out


@pytest.mark.parametrize("issue", [[], ["--issue"]], ids=["draft", "issued"])
def test_no_file_is_replaced_unless_that_is_asked_for(
    kapcost: Kapcost, whole: Path, folder: Path, issue: list[str]
) -> None:
    (folder / "a.json").write_text("issued before")
    done = kapcost("gfe", whole.name, *issue, "-o", "a.json")
    assert (done.code, (folder / "a.json").read_text()) == (2, "issued before")
    assert "--replace" in done.err
    assert kapcost("gfe", whole.name, *issue, "-o", "a.json", "--replace").code == 0
    assert json.loads((folder / "a.json").read_text("utf-8"))["status"] == ("issued" if issue else "draft")


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_what_is_written_is_for_its_owner_only_also_in_place_of_a_file_for_all(
    kapcost: Kapcost, whole: Path, folder: Path
) -> None:
    (folder / "old.txt").touch(mode=0o644)
    kapcost("gfe", whole.name, "-o", "new.txt")
    kapcost("gfe", whole.name, "-o", "old.txt", "--replace")
    kapcost("gfe", "--example", "-o", "start.toml")
    assert {stat.S_IMODE((folder / name).stat().st_mode) for name in ("new.txt", "old.txt", "start.toml")} == {0o600}


def test_the_price_list_is_looked_for_beside_the_file_and_prices_wins(
    kapcost: Kapcost, whole: Path, folder: Path
) -> None:
    (folder / "practice").mkdir()
    whole.rename(folder / "practice" / "whole.toml")
    edit(folder / "practice" / "whole.toml", '# price_list = "clinic.toml" ', 'price_list = "clinic.toml" ')
    missing = kapcost("gfe", "practice/whole.toml")
    assert (missing.code, missing.problems[0].split(": ")[1:3]) == (3, ["practice/whole.toml", "price_list"])
    kapcost("prices", "export", "-o", "practice/clinic.toml")
    assert kapcost("gfe", "practice/whole.toml", "--issue").code == 0
    assert kapcost("gfe", "practice/whole.toml", "--prices", "nowhere.toml").code == 3


def test_the_date_is_that_of_the_option_then_the_environment_then_the_file(kapcost: Kapcost, whole: Path) -> None:
    edit(whole, "# date = 2026-11-24 ", "date = 2026-10-01 ")

    def date(*options: str, **env: str) -> str:
        return str(json.loads(kapcost("gfe", whole.name, "-f", "json", *options, env=env).out)["date"])

    assert date("--as-of", "2026-09-01") == "2026-09-01"
    assert date() == "2026-11-24"
    assert date(KAPCOST_AS_OF="") == "2026-10-01"


def test_the_prices_are_those_of_the_date_of_the_document_whatever_the_course_says(
    kapcost: Kapcost, whole: Path
) -> None:
    def estimate_id() -> str:
        return str(json.loads(kapcost("gfe", whole.name, "-f", "json").out)["estimate_id"])

    before = estimate_id()
    edit(whole, "[course]\n", "[course]\nas_of = 2025-01-31\n")
    assert estimate_id() == before


def test_a_dash_is_standard_input(whole: Path) -> None:
    done = process("gfe", "-", "--issue", stdin=whole.read_bytes())
    assert (done.code, done.out) == (0, process("gfe", whole.name, "--issue").out)


def test_the_file_and_its_price_list_are_not_both_standard_input(kapcost: Kapcost, whole: Path) -> None:
    done = kapcost("gfe", "-", "--prices", "-", stdin=whole.read_bytes())
    assert (done.code, len(done.problems)) == (2, 1)
    assert "standard input for both the file and the price list" in done.err


def test_without_a_file_it_says_how_to_get_one(kapcost: Kapcost) -> None:
    done = kapcost("gfe")
    assert (done.code, len(done.problems)) == (2, 1)
    assert "--example" in done.err


def test_every_problem_of_the_file_is_said_at_once_by_its_key(kapcost: Kapcost, folder: Path) -> None:
    (folder / "bad.toml").write_text(
        'ide = 1\nversion = 0\nscheduled = "soon"\nprice_list = 5\nprovider = []\n[course]\nsetting = "ofice"\n'
        "[course.sessions]\ndosing = -1\n"
    )
    done = kapcost("gfe", "bad.toml", "--issue")
    assert (done.code, done.out) == (2, "")
    for named in ("Did you mean id?", "Did you mean providers?", "scheduled: found ", "price_list: found ",
                  "course.sessions.dosing: found ", "Did you mean office?"):  # fmt: skip
        assert named in done.err


@pytest.mark.parametrize("course", ["5", '"x"', "[]", "[{}]"])
def test_a_course_that_is_no_table_is_refused(kapcost: Kapcost, folder: Path, course: str) -> None:
    (folder / "bad.toml").write_text(f"course = {course}\n")
    done = kapcost("gfe", "bad.toml")
    assert (done.code, len(done.problems)) == (2, 1)
    assert done.err.startswith("kapcost: bad.toml: course: found ")
