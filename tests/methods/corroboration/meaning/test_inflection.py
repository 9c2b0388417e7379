"""The forms of a word."""

from __future__ import annotations

import pytest

from holdfast.methods.corroboration.meaning.inflection import forms_of


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("arrest", {"arrest", "arrests", "arrested", "arresting"}),
        ("torture", {"torture", "tortures", "tortured", "torturing"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("beat", {"beat", "beats", "beaten", "beating"}),
        ("rob", {"rob", "robs", "robbed", "robbing"}),
    ],
)
def test_an_english_word_has_its_regular_or_known_forms(word: str, forms: set[str]) -> None:
    assert forms <= forms_of(word, "en")


def test_a_stem_in_an_unstressed_syllable_does_not_double() -> None:
    assert "threatenned" not in forms_of("threaten", "en")


def test_a_russian_word_has_the_forms_of_the_dictionary() -> None:
    assert {"пытка", "пыток", "пытками"} <= forms_of("пытка", "ru")


def test_arabic_takes_the_article_and_particles() -> None:
    assert {"تعذيب", "التعذيب", "للتعذيب", "والتعذيب"} <= forms_of("تعذيب", "ar")


def test_persian_takes_the_plural() -> None:
    assert "شکنجه‌ها" in forms_of("شکنجه", "fa")


def test_other_languages_have_the_word_alone() -> None:
    assert forms_of("Rafle", "fr") == {"rafle"}
