"""`kapcost prices`: what is charged and why, and a clinic's own list."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from running import REPOSITORY, Kapcost
from small_list import small_list, write_list

from kapcost import PriceList, load_price_list

SETTINGS = ["general", "office", "clinic-im", "clinic-iv", "at-home", "group", "esketamine"]


@pytest.fixture(scope="module")
def shipped() -> PriceList:
    return load_price_list()


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("columns", ["", "60", "80", "120"])
@pytest.mark.parametrize("name", SETTINGS)
def test_show_says_every_fee_of_a_setting_with_its_basis(
    kapcost: Kapcost, shipped: PriceList, name: str, columns: str
) -> None:
    done = kapcost("prices", "show", "--setting", name, env={"COLUMNS": columns})
    assert (done.code, done.err) == (0, "")
    assert not columns or max(map(len, done.out.splitlines())) <= int(columns)
    for fee in shipped.settings[name].fees:
        assert columns == "60" or {*fee.label.split()} <= {*done.out.split()}, "no word is broken from 80 columns"
        for amount in re.findall(r"\d+", str(fee.price).replace(".00", "")):
            assert re.search(rf"\${int(amount):,}\b", done.out)


def test_show_without_a_setting_shows_all(kapcost: Kapcost) -> None:
    headings = [line.split(":")[0] for line in kapcost("prices", "show").out.splitlines()]
    assert [line for line in headings if line in SETTINGS] == SETTINGS


def test_show_of_a_setting_without_fees_is_its_title(kapcost: Kapcost, folder: Path) -> None:
    listed = small_list()
    listed["settings"]["here"]["fees"] = []
    done = kapcost("prices", "show", "--prices", write_list(folder / "list.toml", listed))
    assert (done.code, done.out.splitlines()[-2:]) == (0, ["here: harmless", "harmless"])


def test_show_tells_how_old_prices_are_on_the_date_asked_for(kapcost: Kapcost) -> None:
    assert "checked 7 days ago" in kapcost("prices", "show", env={"KAPCOST_AS_OF": "2026-12-01"}).out


def test_sources_says_title_address_date_and_fees_of_each(kapcost: Kapcost, shipped: PriceList) -> None:
    text = squeezed(kapcost("prices", "sources").out)
    for source in shipped.sources.values():
        assert squeezed(source.title) in text
        assert str(source.as_of) in text
        assert squeezed(source.url or "") in text
    assert squeezed("general: Ketamine") in text


def test_locations_are_found_by_part_of_a_name_or_by_code(kapcost: Kapcost) -> None:
    assert "Portland-Vancouver-Hillsboro" in kapcost("prices", "locations", "portland").out
    assert "California" in kapcost("prices", "locations", "CA").out
    assert len(kapcost("prices", "locations").out.splitlines()) > 51


def test_a_location_that_does_not_exist_is_said_so(kapcost: Kapcost) -> None:
    done = kapcost("prices", "locations", "xyzzy")
    assert "xyzzy" in done.out + done.err


def without_identity(text: str) -> dict[str, object]:
    said: dict[str, object] = json.loads(text)
    return {key: value for key, value in said.items() if key not in ("estimate_id", "price_list")}


@pytest.mark.parametrize("name", SETTINGS)
def test_an_exported_setting_gives_the_same_estimate(kapcost: Kapcost, folder: Path, name: str) -> None:
    assert kapcost("prices", "export", "--setting", name, "-o", "mine.toml").code == 0
    assert kapcost("prices", "check", "mine.toml").code == 0
    same = ["estimate", "--setting", name, "--state", "CA", "-f", "json"]
    mine = kapcost(*same, "--prices", str(folder / "mine.toml"))
    assert mine.code == 0, mine.err
    assert without_identity(mine.out) == without_identity(kapcost(*same).out)


def test_the_whole_list_exported_is_the_same_list(kapcost: Kapcost, folder: Path, shipped: PriceList) -> None:
    (folder / "all.toml").write_text(kapcost("prices", "export").out, encoding="utf-8")
    assert load_price_list("all.toml").settings == shipped.settings
    assert load_price_list("all.toml").sources == shipped.sources
    assert kapcost("prices", "export", "--prices", "all.toml").out == kapcost("prices", "export").out


def test_an_export_explains_itself_in_comments(kapcost: Kapcost) -> None:
    text = kapcost("prices", "export", "--setting", "office").out
    comments = "".join(line for line in text.splitlines() if line.startswith("#"))
    for word in ("price", "per", "elements", "phases", "basis", "checked", "kapcost prices check"):
        assert word in comments
    assert list(tomllib.loads(text)["settings"]) == ["office"]


def test_the_shipped_price_list_passes_its_own_check(kapcost: Kapcost) -> None:
    done = kapcost("prices", "check", str(REPOSITORY / "data" / "cost_ranges.toml"))
    assert (done.code, done.err) == (0, "")


def test_check_names_every_problem_by_its_key_at_once(kapcost: Kapcost, folder: Path) -> None:
    listed = small_list()
    fees = listed["settings"]["here"]["fees"]
    fees[0] |= {"price": "500-300", "payy": "clinic"}
    fees[1] |= {"per": "sesion", "elements": ["facilty"]}
    listed |= {"as_off": 1, "locations": {"CA": {"name": "California", "index": 0}}}
    done = kapcost("prices", "check", write_list(folder / "mine.toml", listed))
    assert (done.code, done.out) == (3, "")
    for key in ("fees['harmless'].price", "payy", "fees['Room'].per", "fees['Room'].elements", "as_off",
                "locations.CA.index"):  # fmt: skip
        assert any(key in problem for problem in done.problems), key
    for nearest in ("payee", "session", "facility", "as_of"):
        assert f"Did you mean {nearest}?" in done.err


def test_an_element_counted_twice_is_refused_with_both_fees_named(kapcost: Kapcost, folder: Path) -> None:
    listed = small_list()
    known = {"sources": ["one"], "checked": "2026-11-24", "price": 900, "phases": ["dosing"]}
    listed["settings"]["here"]["fees"][3] = {"label": "All in", "elements": ["therapist", "ketamine"], **known}
    done = kapcost("prices", "check", write_list(folder / "mine.toml", listed))
    assert (done.code, len(done.problems)) == (3, 1)
    assert "'harmless'" in done.err
    assert "'All in'" in done.err


@pytest.mark.parametrize(
    ("change", "key"),
    [({"sources": ["two"]}, "sources"), ({"sources": []}, "sources"), ({"checked": None}, "checked"),
     ({"price": -1}, "price"), ({"price": float("nan")}, "price"), ({"n": 3}, "n"), ({"pack_size": 2}, "pack_size")],
)  # fmt: skip
def test_a_price_without_evidence_or_sense_is_refused(
    kapcost: Kapcost, folder: Path, change: dict[str, object], key: str
) -> None:
    listed = small_list()
    fee = {**listed["settings"]["here"]["fees"][0], **change}
    listed["settings"]["here"]["fees"][0] = {name: value for name, value in fee.items() if value is not None}
    done = kapcost("estimate", "--prices", write_list(folder / "mine.toml", listed))
    assert (done.code, done.out, len(done.problems)) == (3, "", 1)
    assert f"fees['harmless'].{key}: " in done.err


@pytest.mark.parametrize("columns", range(30, 121, 6))
def test_no_word_is_lost_on_a_narrow_terminal(kapcost: Kapcost, columns: int) -> None:
    shown = kapcost("prices", "show", "--setting", "group", env={"COLUMNS": str(columns)}).out
    assert shown.count("checked") == shown.count("ago") == 6
