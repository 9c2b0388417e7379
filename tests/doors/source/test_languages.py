import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from tests.apps.intake.cast import LineTeam
from tests.doors.source.stage import Browser
from tools import make_locales

from holdfast.apps.intake.catalogues import parse
from holdfast.apps.intake.texts import (
    place_catalogue,
    place_texts,
    sentences,
    shipped_catalogue,
    shipped_texts,
)
from holdfast.doors.source.languages import LANGUAGES, nearest, offered, texts_in, unusable
from holdfast.doors.source.pages import SIZES
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
PLACEHOLDERS = re.compile(r"%\((\w+)\)s")


def signed_catalogue(language: str) -> str:
    draft = shipped_catalogue(language).read_text("utf-8")
    draft = draft.replace("X-Signed-Off-By: ", "X-Signed-Off-By: N. Orlova")
    return draft.replace("X-Signed-Off-On: ", "X-Signed-Off-On: 2031-03-03")


def sign(site: Path, language: str, settings_of_paths) -> None:
    """The shipped drafts of a language, as a team reads and signs them."""
    place_catalogue(language, signed_catalogue(language))
    draft = shipped_texts(language).read_text("utf-8")
    draft = draft.replace('signed_off_by = ""', 'signed_off_by = "N. Orlova"')
    place_texts(language, draft.replace('dated = ""', 'dated = "2031-03-03"').encode())
    settings_of_paths(site / "intake" / "locale")


@pytest.fixture
def arabic(line: LineTeam, site: Path, settings_of_paths) -> Path:
    """A catalogue of the organisation's own."""
    place_catalogue("ar", signed_catalogue("ar"))
    settings_of_paths(site / "intake" / "locale")
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


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_whoever_cannot_be_asked_which_language_they_read_is_told_in_every_one(
    arabic: Path, browser: Browser, method: str
) -> None:
    write(arabic, "ar")
    browser.answer = browser.client.generic(
        method, "/send", b"text=x", content_type="text/plain; charset=x"
    )
    assert browser.answer.status_code in {400, 405}
    sections = re.findall(r'<section lang="(\w+)" dir="(\w+)">', browser.page)
    assert sections == [("en", "ltr"), ("ar", "rtl")]
    assert len(set(re.findall(r"<h1>(.+?)</h1>", browser.page))) == len(sections)


def test_who_was_handed_a_link_chooses_a_language(arabic: Path, browser: Browser) -> None:
    write(arabic, "ar")
    assert 'href="/ar/w/x"' in browser.get("/w/x")
    assert 'dir="rtl"' in browser.get("/ar/w/x")
    assert browser.hidden("language") == "ar"


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


@pytest.mark.parametrize("language", ["ru", "ar", "fa"])
def test_every_sentence_of_the_door_is_in_every_draft_with_the_names_of_its_original(
    language: str,
) -> None:
    entries = {one.original: one for one in parse(shipped_catalogue(language).read_text("utf-8"))}
    for wanted in make_locales.sentences():
        found = entries[wanted.original]
        assert all(said.strip() for said in found.said.values()), wanted.original
        if not wanted.plural:
            named = set(PLACEHOLDERS.findall(found.said[0]))
            assert named == set(PLACEHOLDERS.findall(wanted.original)), wanted.original


def test_the_list_of_sentences_that_catalogues_are_checked_against_is_that_of_the_pages() -> None:
    collected = [(one.original, one.plural) for one in make_locales.sentences()]
    assert [(one.original, one.plural) for one in sentences()] == collected
    known = {original for original, _ in collected}
    for asked in QUESTIONS:
        for shown in (asked.shown, *(choice.shown for choice in asked.choices)):
            assert str(shown) in known or str(shown) in LANGUAGE_NAMES, shown


SPOKEN = {
    "ru": ("Мне угрожает опасность сейчас", "Ваш код", "ничего не найдено", r"[а-яё ]+"),
    "ar": ("أنا في خطر الآن", "رمزكم", "لم نجد شيئا بهذا الرمز", r"[\d ]+"),
    "fa": ("همین حالا در خطر هستم", "رمز شما", "چیزی پیدا نشد", r"[\d ]+"),
}


@pytest.mark.parametrize("language", list(SPOKEN))
def test_a_draft_that_somebody_signed_is_spoken_on_every_page(
    line: LineTeam, site: Path, browser: Browser, settings_of_paths, language: str
) -> None:
    danger, code_word, nothing, code = SPOKEN[language]
    sign(site, language, settings_of_paths)
    browser.get(f"/{language}/")
    assert danger in browser.text
    assert f'dir="{LANGUAGES[language].direction}"' in browser.page.splitlines()[1]
    browser.send("/go", way="help")
    for _ in QUESTIONS:
        browser.send("/next", move="next")
        assert len(browser.answer.content) in SIZES
    browser.send("/send", text="…")
    assert code_word in browser.text
    assert re.search(rf'id="(words|digits)"[^>]*>{code}<', browser.page)
    assert nothing in browser.send("/code", code="x")
    assert "This code" not in browser.page


@pytest.mark.parametrize("language", list(SPOKEN))
def test_the_first_page_is_small_in_every_script(
    line: LineTeam, site: Path, browser: Browser, settings_of_paths, language: str
) -> None:
    sign(site, language, settings_of_paths)
    page = browser.get(f"/{language}/").encode()
    style = browser.client.get("/style.css").content
    assert len(gzip.compress(page)) + len(gzip.compress(style)) <= 14 * 1024
    code = browser.write("…")
    for shown in (browser.page, browser.come_back(code), browser.get(f"/{language}/")):
        assert len(gzip.compress(shown.encode())) <= 30 * 1024


def test_who_asks_for_chechen_is_shown_russian_once_somebody_signed_it(
    line: LineTeam, site: Path, browser: Browser, settings_of_paths
) -> None:
    assert '<html lang="en"' in browser.get("/ce/")
    sign(site, "ru", settings_of_paths)
    assert '<html lang="ru"' in browser.get("/ce/")
    browser.send("/go", way="danger")
    browser.send("/send", text="…")
    line.take_in()
    assert line.rows()[0].language == "ce"


def test_a_catalogue_that_nobody_signed_is_not_offered_though_its_texts_are(
    line: LineTeam, site: Path
) -> None:
    write(site, "ru")
    assert nearest("ru").code == "en"
    assert unusable() == ("ru",)


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
