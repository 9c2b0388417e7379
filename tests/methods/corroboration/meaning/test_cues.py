"""The small words."""

from __future__ import annotations

import pytest

from holdfast.methods.corroboration.meaning.cues import cues_of

from .marked import lexicon


@pytest.mark.parametrize("language", sorted(lexicon().languages))
def test_every_language_of_the_lexicon_can_say_no(language: str) -> None:
    assert cues_of(language).negators


def test_an_unknown_language_is_read_with_english_cues() -> None:
    assert cues_of("xx") is cues_of("en")


def test_words_of_the_cues_are_in_lower_case() -> None:
    for language in ("en", "ru"):
        cues = cues_of(language)
        words = cues.negators | cues.inverters | cues.through | cues.possible | cues.future
        assert all(word == word.lower() for word in words)


def test_a_pattern_cue_stands_on_whole_words() -> None:
    reported = cues_of("en").reported_anywhere
    assert reported is not None
    assert reported.search("he reportedly left")
    assert not reported.search("unreportedly")
