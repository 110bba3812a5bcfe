"""`--package NAME`, and packages in a course file."""

from pathlib import Path

import pytest
from running import Kapcost
from small_list import DAY, small_list, write_list

PACKAGE = """
package = "mine"
[sessions]
dosing = 3
[packages.mine]
label = "My offer"
sessions = { dosing = 3 }
elements = ["therapist"]
"""


@pytest.fixture
def prices(folder: Path) -> str:
    listed = small_list()
    three = {"label": "Three", "sessions": {"dosing": 3}, "elements": ["therapist"], "price": 1000}
    listed["settings"]["here"]["packages"] = {"three": {**three, "sources": ["one"], "checked": DAY}}
    return write_list(folder / "prices.toml", listed)


def test_a_package_of_the_price_list_is_taken_by_its_name(kapcost: Kapcost, prices: str) -> None:
    done = kapcost("estimate", "--prices", prices, "--dosing", "3", "--package", "three", "-f", "plain")
    assert done.code == 0, done.err
    assert "You pay: $1,200" in done.out


@pytest.mark.parametrize("name", ["thre", "THREE", ""])
def test_a_package_that_does_not_exist_is_refused_with_the_nearest_one(
    kapcost: Kapcost, prices: str, name: str
) -> None:
    done = kapcost("estimate", "--prices", prices, "--package", name)
    assert (done.code, done.out) == (2, "")
    assert "package" in done.err
    assert not name or "Did you mean three?" in done.err


def test_a_care_setting_without_packages_says_so(kapcost: Kapcost, folder: Path) -> None:
    bare = write_list(folder / "bare.toml", small_list())
    done = kapcost("estimate", "--prices", bare, "--package", "three")
    assert (done.code, done.out) == (2, "")
    assert "this care setting has none" in done.err


def test_a_package_of_a_course_file_needs_no_source(kapcost: Kapcost, prices: str, folder: Path) -> None:
    (folder / "c.toml").write_text(PACKAGE + "price = 900\n")
    done = kapcost("estimate", "c.toml", "--prices", prices, "-f", "plain")
    assert done.code == 0, done.err
    assert "You pay: $1,100" in done.out


def test_the_option_wins_over_the_package_of_the_file(kapcost: Kapcost, prices: str, folder: Path) -> None:
    (folder / "c.toml").write_text(PACKAGE + "price = 900\n")
    done = kapcost("estimate", "c.toml", "--prices", prices, "--package", "three", "-f", "plain")
    assert "You pay: $1,200" in done.out


def test_a_source_in_a_course_file_that_the_price_list_lacks_is_refused(
    kapcost: Kapcost, prices: str, folder: Path
) -> None:
    (folder / "c.toml").write_text(PACKAGE + 'price = 900\nsources = ["flyer"]\n')
    done = kapcost("estimate", "c.toml", "--prices", prices)
    assert (done.code, done.out) == (2, "")
    assert "flyer" in done.err


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ("", "price"),
        ("price = 900\npercent = 10", "price"),
        ("price = '900-800'", "price"),
        ("percent = 100", "percent"),
        ("price = 900\nfree = { booster = 0 }", "free.booster"),
        ("price = 900\nfree = { boster = 1 }", "free.boster"),
        ("price = 900\nrepeatabel = true", "packages.mine"),
    ],
)
def test_what_is_wrong_with_a_package_is_told_with_its_place(
    kapcost: Kapcost, folder: Path, prices: str, wrong: str, key: str
) -> None:
    (folder / "c.toml").write_text(PACKAGE + wrong + "\n")
    done = kapcost("estimate", "c.toml", "--prices", prices)
    assert (done.code, done.out) == (2, "")
    assert "c.toml: packages.mine" in done.err
    assert key in done.err


def test_a_range_of_sessions_that_a_package_makes_cheaper_at_its_end_is_estimated(
    kapcost: Kapcost, prices: str
) -> None:
    done = kapcost("estimate", "--prices", prices, "--package", "three", "--dosing", "2-3", "-f", "plain")
    assert done.code == 0, done.err


def test_the_packages_of_a_price_list_are_shown(kapcost: Kapcost, prices: str) -> None:
    assert "Three" in kapcost("prices", "show", "--prices", prices).out
