from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.disclosure.draft import DraftField, Place
from holdfast.methods.disclosure.stream import plain, stream_of, words_in, words_of


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("As\u200blan\u00ad", "Aslan"),
        ("и\u0306од", "йод"),
        ("Ива\u0301н", "Иван"),
        ("Ａｓｌａｎ", "Aslan"),
        ("Г1ала, Iаьхьмад, хьаI", "Гӏала, ӏаьхьмад, хьаI"),
        ("Мар'ям", "Марям"),
    ],
)
def test_what_a_reader_does_not_see_is_gone(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_a_number_beside_cyrillic_stays_a_number() -> None:
    assert plain("дом 1а, 15 км") == "дом 1а, 15 км"


def test_words_of_one_name_in_humps_are_two() -> None:
    assert words_in("MuradAslanov_12 O'Neil") == ["Murad", "Aslanov", "12", "O'Neil"]


def test_the_border_of_a_field_counts_as_a_word() -> None:
    stream = stream_of([DraftField("a", "one two"), DraftField("b", "three")])
    assert [(word.text, word.index) for word in words_of(stream)] == [
        ("one", 1),
        ("two", 2),
        ("three", 4),
    ]


def test_an_empty_field_has_no_place() -> None:
    stream = stream_of([DraftField("a", "one"), DraftField("b", ""), DraftField("c", "two")])
    assert stream.places(0, len(stream.text) - 1) == (Place("a", 0, 3), Place("c", 0, 3))


TEXTS = st.text(alphabet=st.characters(exclude_characters="'’ʼ`"), max_size=20)


@settings(deadline=None, max_examples=80)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_every_character_of_the_stream_knows_where_it_comes_from(texts: list[str]) -> None:
    stream = stream_of([DraftField(str(n), text) for n, text in enumerate(texts)])
    for word in words_of(stream):
        (place,) = stream.places(word.start, word.end)
        assert word.text in plain(texts[int(place.field)][place.start : place.end])
