"""Phrases kept as data."""

from __future__ import annotations

import pytest

from holdfast.methods.corroboration.meaning.phrases import phrase, phrase_source, stands_in


def test_a_phrase_stands_on_whole_words_in_any_case() -> None:
    assert phrase("lies").search("ABSOLUTE LIES!")
    assert not phrase("break").search("butter")


def test_a_name_that_is_not_there_fails_at_once() -> None:
    with pytest.raises(KeyError):
        phrase_source("no such name")


def test_a_phrase_is_looked_for_between_two_places_only() -> None:
    text = "It was said, but denied."
    assert stands_in(phrase("said"), text, 0, len(text))
    assert not stands_in(phrase("said"), text, 0, 6)
    assert not stands_in(None, text, 0, len(text))
