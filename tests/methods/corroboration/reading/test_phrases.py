"""The phrases of the data file are sound and each does what its place says."""

from __future__ import annotations

import re

import pytest

from holdfast.methods.corroboration.document import FurnitureKind
from holdfast.methods.corroboration.reading.phrases import phrases_of


@pytest.mark.parametrize("language", ["en", "ru", "de", "fr", "es", "und", "xx"])
def test_every_language_has_compiled_phrases_of_each_use(language: str) -> None:
    phrases = phrases_of(language)
    assert {kind for kind, _ in phrases.line.patterns} >= {
        FurnitureKind.NAVIGATION,
        FurnitureKind.NOTICE,
    }
    uses = (phrases.opening, phrases.sentence, phrases.heading, phrases.tail)
    assert all(kinds.patterns for kinds in uses)


def test_no_phrase_matches_nothing() -> None:
    phrases = phrases_of("ru")
    patterns: list[re.Pattern[str]] = [phrases.glued, phrases.address]
    for kinds in (phrases.line, phrases.opening, phrases.sentence, phrases.heading, phrases.tail):
        patterns += [pattern for _, pattern in kinds.patterns]
    assert phrases.credit.match("") is None
    assert not [pattern.pattern[:40] for pattern in patterns if pattern.match("")]


def test_the_languages_of_others_are_not_held_against_a_text() -> None:
    english = dict(phrases_of("en").line.patterns)[FurnitureKind.NAVIGATION]
    russian = dict(phrases_of("ru").line.patterns)[FurnitureKind.NAVIGATION]
    assert english.match("Поделиться") is None and russian.match("Поделиться")
    assert russian.match("Share")
