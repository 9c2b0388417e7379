"""The shapes of Russian speech."""

import re

import pytest

from holdfast.methods.corroboration.spans import Span
from holdfast.methods.corroboration.speech.russian_patterns import (
    TAIL,
    TURN,
    Asked,
    has_cue,
    is_cue,
    patterns,
)


@pytest.mark.parametrize(
    ("word", "expected"), [("сказала", True), ("сообщает", True), ("лагерь", False)]
)
def test_a_verb_of_saying_is_known_in_its_forms(word: str, *, expected: bool) -> None:
    assert is_cue(word) is expected


def test_an_attribution_inside_a_quotation_names_who_says_it() -> None:
    found = patterns().within.search("Нас били, — сказал Борис Хейл. — Потом отпустили")
    assert found is not None
    assert found["who"] == "Борис Хейл"


def test_the_agency_at_the_end_and_a_turn_of_the_narrator_are_told() -> None:
    tail = TAIL.search("погибли трое, сообщает газета «Озеро».")
    assert tail is not None
    assert tail["who"] == "газета «Озеро»"
    assert TURN.search("погибли трое, однако проверить это не удалось") is not None


def test_a_shape_is_looked_for_only_where_its_words_stand() -> None:
    text = "Хейл сказал, что рыбаков били."
    whole, shape = Span(0, len(text)), re.compile("рыбаков")
    assert has_cue(text)
    assert not has_cue("Хейл молчит.")
    assert Asked(shape, says=True).find(text, whole, is_said=True) is not None
    assert Asked(shape, says=True).find(text, whole, is_said=False) is None
    assert Asked(shape, re.compile("лагерь")).find(text, whole, is_said=True) is None
