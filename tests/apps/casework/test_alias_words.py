import re

from holdfast.apps.casework.alias_words import alias_words, free_alias


def test_a_free_alias_is_a_word_that_is_not_taken() -> None:
    words = set(alias_words())
    last = words.pop()
    assert free_alias(words) == last
    assert len(words) > 100


def test_where_all_words_are_taken_an_alias_is_drawn() -> None:
    assert re.fullmatch(r"[a-z2-9]{3}-[a-z2-9]{3}", free_alias(set(alias_words())))


def test_no_word_stands_twice() -> None:
    assert len(set(alias_words())) == len(alias_words())
