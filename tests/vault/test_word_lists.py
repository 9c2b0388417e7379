import pytest
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from holdfast.vault.word_lists import (
    WordList,
    digits_of,
    folded,
    number_of,
    split_words,
    words,
)


@pytest.mark.parametrize(
    ("word_list", "count", "start"),
    [
        (WordList.PASSPHRASE_ENGLISH, 7776, None),
        (WordList.CONTACT_ENGLISH, 1024, 4),
        (WordList.CONTACT_RUSSIAN, 1024, 3),
    ],
)
def test_a_list_is_full_and_known_by_its_first_letters(word_list, count, start):
    listed = [folded(word, word_list) for word in words(word_list)]
    assert len(set(listed)) == len(listed) == count
    if start:
        assert len({word[:start] for word in listed}) == count


def test_no_word_of_the_passphrase_list_begins_another():
    listed = set(words(WordList.PASSPHRASE_ENGLISH))
    assert all(word[:end] not in listed for word in listed for end in range(1, len(word)))


@pytest.mark.parametrize("word_list", [WordList.CONTACT_ENGLISH, WordList.CONTACT_RUSSIAN])
def test_two_contact_words_differ_in_two_letters_at_least(word_list):
    listed = [folded(word, word_list) for word in words(word_list)]
    distances = cdist(listed, listed, scorer=Levenshtein.distance, score_cutoff=1)
    assert (distances <= 1).sum() == len(listed)  # each is near itself only


def test_two_passphrase_words_differ_in_two_letters_at_least():
    listed = set(words(WordList.PASSPHRASE_ENGLISH))
    cuts: dict[str, str] = {}
    for word in listed:
        for at in range(len(word)):
            one_less = word[:at] + word[at + 1 :]
            assert one_less not in listed
            exchanged = f"{word[:at]}*{word[at + 1 :]}"
            assert cuts.setdefault(exchanged, word) == word


def test_words_are_short_and_plain():
    for word in words(WordList.PASSPHRASE_ENGLISH):
        assert word.isascii()
        assert word.isalpha()
        assert 4 <= len(word) <= 8


def test_no_word_can_be_read_in_both_languages():
    for word in words(WordList.CONTACT_ENGLISH):
        assert number_of(word, WordList.CONTACT_RUSSIAN) is None
    for word in words(WordList.CONTACT_RUSSIAN):
        assert number_of(word, WordList.CONTACT_ENGLISH) is None


def test_a_word_is_found_by_its_place_and_a_stranger_is_not():
    assert number_of(words(WordList.CONTACT_ENGLISH)[700], WordList.CONTACT_ENGLISH) == 700
    assert number_of("qqqq", WordList.CONTACT_ENGLISH) is None


def test_case_marks_and_look_alikes_do_not_matter():
    assert folded("ЁЖИК", WordList.CONTACT_RUSSIAN) == folded("ежик", WordList.CONTACT_RUSSIAN)
    assert folded("Café", WordList.CONTACT_ENGLISH) == "cafe"
    assert folded("ocтpoв", WordList.CONTACT_RUSSIAN) == "остров"  # o, c, p typed in Latin
    assert folded("сocoа", WordList.CONTACT_ENGLISH) == "cocoa"  # two of them typed in Cyrillic


def test_anything_may_stand_between_words():
    assert split_words(" one-two, three.\u00a0four\u200b\n5) — six") == [
        "one", "two", "three", "four", "5", "six",
    ]  # fmt: skip


def test_digits_of_every_script_are_digits():
    assert digits_of("١٢٣ ۴۵۶ 7-8 ９") == "123456789"
    assert digits_of("12a") is None
    assert digits_of("1²") is None
