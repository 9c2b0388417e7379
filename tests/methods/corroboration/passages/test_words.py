from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from holdfast.methods.corroboration.passages.words import (
    WORD_LIMIT,
    plain_word,
    plain_words,
    read_words,
    word_number,
)
from holdfast.methods.corroboration.spans import Span


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lorvan", "LORVAN"),
        ("oﬃce", "office"),
        ("œuvre", "oeuvre"),
        ("Straße", "STRASSE"),
        ("don’t", "don't"),
        ("impri\u00adsoned", "imprisoned"),
        ("café", "cafe\u0301"),
        ("ещё", "еще"),
        ("İstanbul", "istanbul"),
        ("_camp_", "camp"),
    ],
)
def test_spelling_of_one_word_makes_no_difference(one: str, other: str) -> None:
    assert plain_word(one) == plain_word(other)
    assert word_number(one) == word_number(other)


def test_punctuation_and_quotation_marks_are_no_words() -> None:
    straight = '"We did not do it," the mayor said - twice.'
    curly = "„We did not do it“ … the mayor said — «twice»"
    assert plain_words(straight) == plain_words(curly)
    assert read_words(straight).numbers.tolist() == read_words(curly).numbers.tolist()


def test_words_keep_their_place_in_the_text() -> None:
    text = "“Tervenia’s camps,” he said"
    words = read_words(text)
    places = zip(words.starts.tolist(), words.ends.tolist(), strict=True)
    assert [text[start:end] for start, end in places] == ["Tervenia’s", "camps", "he", "said"]


def test_words_that_touch_an_excluded_span_are_left_out() -> None:
    text = "one two three four five"
    words = read_words(text, excluded=[Span(6, 7), Span(19, 23)])
    assert words.starts.tolist() == [0, 8, 14]


def test_exclusion_ends_where_the_span_ends() -> None:
    words = read_words("one two three", excluded=[Span(3, 4), Span(7, 8)])
    assert len(words) == 3


def test_signs_of_a_script_without_spaces_are_words_of_their_own() -> None:
    assert plain_words("记者说no") == ("记", "者", "说", "no")


def test_word_number_is_the_same_in_another_process() -> None:
    code = (
        "from holdfast.methods.corroboration.passages.words import word_number;"
        "print(word_number('Tervenia'))"
    )
    environment = {"PYTHONHASHSEED": "77", "PYTHONPATH": ":".join(sys.path)}
    other = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert int(other.stdout) == word_number("Tervenia")


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=80))
@example("㋀ ⒜ ①")  # marks that unfold to letters, and a digit
def test_any_text_gives_ordered_disjoint_places_and_numbers_below_the_limit(text: str) -> None:
    words = read_words(text)
    assert ((words.numbers > 0) & (words.numbers < WORD_LIMIT)).all()
    assert (words.starts < words.ends).all()
    assert (words.ends[:-1] <= words.starts[1:]).all()
    assert len(words) == len(plain_words(text))
