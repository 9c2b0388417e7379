import re
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from tests.apps.intake.cast import LineTeam
from tests.doors.source.stage import Browser

from holdfast.doors import source
from holdfast.doors.source.languages import LANGUAGES, nearest, offered, texts_in, unusable
from holdfast.doors.source.questions import QUESTIONS

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


LANGUAGE_NAMES = {language.name for language in LANGUAGES.values()}
SHIPPED = Path(source.__file__).parent


@pytest.fixture
def arabic(line: LineTeam, site: Path, settings_of_paths) -> Path:
    """A catalogue of the organisation's own."""
    own = site / "intake" / "locale"
    (own / "ar" / "LC_MESSAGES").mkdir(parents=True)
    shutil.copy(SHIPPED / "locale/ru/LC_MESSAGES/django.mo", own / "ar" / "LC_MESSAGES")
    settings_of_paths(own)
    return site


@pytest.fixture
def settings_of_paths():
    changed = []

    def change(own: Path) -> None:
        changed.append(override_settings(LOCALE_PATHS=[own, *settings.LOCALE_PATHS]))
        changed[0].enable()

    yield change
    for one in changed:
        one.disable()


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
    arabic: Path, browser: Browser
) -> None:
    write(arabic, "ar")
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


def test_signed_texts_without_the_other_sentences_are_not_offered_and_are_named(
    line: LineTeam, site: Path
) -> None:
    write(site, "fa")
    assert nearest("fa").code == "en"
    assert unusable() == ("fa",)


def test_the_russian_draft_is_whole_and_shown_once_somebody_signs_for_it(
    line: LineTeam, site: Path, browser: Browser
) -> None:
    catalogue = (SHIPPED / "locale/ru/LC_MESSAGES/django.po").read_text("utf-8")
    texts = "".join(path.read_text("utf-8") for path in SHIPPED.glob("templates/source/*.html"))
    for said in re.findall(r'{% translate "([^"]*)"', texts):
        assert f'msgid "{said}"' in catalogue, said
    for asked in QUESTIONS:
        for shown in (asked.shown, *(c.shown for c in asked.choices)):
            assert str(shown) in LANGUAGE_NAMES or f'msgid "{shown}"' in catalogue, shown
    draft = (SHIPPED / "texts" / "ru.toml").read_text("utf-8")
    signed = draft.replace('signed_off_by = ""', 'signed_off_by = "N. O."')
    (site / "intake" / "texts").mkdir()
    (site / "intake" / "texts" / "ru.toml").write_text(
        signed.replace('dated = ""', 'dated = "2031-03-03"'), "utf-8"
    )
    browser.get("/ru/")
    assert "Мне угрожает опасность сейчас" in browser.text
    browser.send("/go", way="danger")
    browser.send("/send", text="Я в комнате.")
    assert "Ваш код" in browser.text
    assert re.search(r'id="words">[а-яё ]+<', browser.page)


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
