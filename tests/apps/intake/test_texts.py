from pathlib import Path

import pytest

from holdfast.apps.intake.catalogues import head_of, sign_off
from holdfast.apps.intake.errors import (
    BadCatalogueError,
    BadTextsError,
    NotSignedOffError,
    UnknownLanguageError,
)
from holdfast.apps.intake.texts import (
    SHIPPED,
    check_known,
    own_locale,
    own_texts,
    parse_texts,
    place_catalogue,
    place_texts,
    sentences,
    shipped_catalogue,
    shipped_texts,
)

EXAMPLE = shipped_texts("en").read_bytes()
DRAFTS = ("ru", "ar", "fa")


def signed(language: str) -> str:
    draft = shipped_catalogue(language).read_text("utf-8")
    draft = draft.replace("X-Signed-Off-By: ", "X-Signed-Off-By: N. Orlova")
    return draft.replace("X-Signed-Off-On: ", "X-Signed-Off-On: 2031-03-03")


def test_the_example_is_signed_and_says_that_it_is_one() -> None:
    found = parse_texts(EXAMPLE)
    assert found.is_example and found.emergency and found.crisis


@pytest.mark.parametrize("language", DRAFTS)
def test_a_draft_is_whole_and_shown_to_nobody_before_somebody_signs(language: str) -> None:
    draft = shipped_texts(language).read_bytes()
    with pytest.raises(NotSignedOffError):
        parse_texts(draft)
    made = draft.replace(b'by = ""', b'by = "N."').replace(b'dated = ""', b'dated = "2031-03-03"')
    assert len(parse_texts(made).emergency) == len(parse_texts(EXAMPLE).emergency)
    assert sign_off(head_of(shipped_catalogue(language).read_text("utf-8"))) is None


@pytest.mark.parametrize("dated", [b"", b"soon", b"2031-02-30"])
def test_a_day_that_is_none_is_no_sign_off(dated: bytes) -> None:
    with pytest.raises(NotSignedOffError):
        parse_texts(EXAMPLE.replace(b"2026-11-20", dated))


@pytest.mark.parametrize("data", [b"", b"\xff", b"x = 1", EXAMPLE + b"more = 1\n"])
def test_texts_of_another_form_are_refused(data: bytes) -> None:
    with pytest.raises(BadTextsError):
        parse_texts(data)


def test_what_is_put_in_place_can_be_read_by_the_source_user(site: Path) -> None:
    place_texts("en", EXAMPLE)
    place_catalogue("ru", signed("ru"))
    compiled = own_locale() / "ru" / "LC_MESSAGES" / "django.mo"
    for path in (own_texts("en"), compiled):
        assert path.stat().st_mode & 0o777 == 0o640
        assert path.parent.stat().st_mode & 0o777 == 0o750
    assert own_texts("en").read_bytes() == EXAMPLE


def test_a_catalogue_that_nobody_signed_or_that_is_not_whole_is_not_put_in_place(
    site: Path,
) -> None:
    with pytest.raises(NotSignedOffError, match="X-Signed-Off-By"):
        place_catalogue("ar", shipped_catalogue("ar").read_text("utf-8"))
    with pytest.raises(BadCatalogueError):
        place_catalogue("ce", signed("ce"))
    with pytest.raises(UnknownLanguageError):
        place_catalogue("xx", signed("ru"))
    with pytest.raises(UnknownLanguageError):
        check_known("../en")
    assert not own_locale().exists()


def test_chechen_waits_for_a_translator_and_nothing_of_it_is_invented() -> None:
    text = shipped_catalogue("ce").read_text("utf-8")
    assert "X-Waits-For: a translator" in text
    assert not shipped_texts("ce").exists()
    assert [
        line for line in text.splitlines() if line.startswith("msgstr") and '""' not in line
    ] == []
    assert not (SHIPPED / "locale" / "ce" / "LC_MESSAGES" / "django.mo").exists()
    assert len(sentences()) == text.count("msgid ") - 1
