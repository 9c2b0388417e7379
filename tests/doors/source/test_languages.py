from pathlib import Path

import pytest
from tests.apps.intake.cast import LineTeam
from tests.doors.source.stage import Browser

from holdfast.doors.source.languages import LANGUAGES, nearest, offered, texts_in, unusable

SIGNED = """
signed_off_by = "{who}"
dated = "2031-03-03"
title = "{title}"
greeting = "g"
promise = "p"
before = ["b"]
emergency = ["e"]
crisis = ["c"]
"""


def write(site: Path, code: str, *, who: str = "N. Orlova", title: str = "عنوان") -> None:
    folder = site / "intake" / "texts"
    folder.mkdir(exist_ok=True)
    (folder / f"{code}.toml").write_text(SIGNED.format(who=who, title=title), "utf-8")


def test_only_english_is_shipped_and_says_that_it_is_an_example(
    line: LineTeam, browser: Browser
) -> None:
    assert [language.code for language in offered()] == ["en"]
    assert texts_in(LANGUAGES["en"]).is_example
    browser.get()
    assert "examples and belong to no organisation" in browser.text


@pytest.mark.parametrize("code", ["ru", "ar", "xx", "", "../en"])
def test_what_is_not_signed_off_is_shown_in_english(line: LineTeam, code: str) -> None:
    assert nearest(code).code == "en"


def test_a_language_that_somebody_signed_off_is_offered_in_its_direction(
    line: LineTeam, browser: Browser, site: Path
) -> None:
    write(site, "ar")
    browser.get("/ar/")
    assert '<html lang="ar" dir="rtl">' in browser.page
    assert "عنوان" in browser.page
    assert "examples and belong" not in browser.page
    assert "العربية" in browser.get()


def test_texts_that_nobody_signed_off_are_not_shown_and_are_named(
    line: LineTeam, site: Path
) -> None:
    write(site, "ru", who=" ")
    (site / "intake" / "texts" / "fa.toml").write_bytes(b"\xff")
    assert {language.code for language in offered()} == {"en"}
    assert set(unusable()) == {"ru", "fa"}


def test_the_organisations_own_words_stand_before_the_example(
    line: LineTeam, site: Path, browser: Browser
) -> None:
    write(site, "en", title="Write to the Tervenian shelter")
    assert "Write to the Tervenian shelter" in browser.get()


def test_which_language_somebody_asked_for_is_told_to_the_team(
    line: LineTeam, browser: Browser
) -> None:
    browser.get("/ce/")
    browser.send("/go", way="danger")
    browser.send("/send", text="…")
    line.take_in()
    assert line.rows()[0].language == "ce"
