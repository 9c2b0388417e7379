"""The rules of `language.numbers`."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.language.numbers import (
    NumberKind,
    find_numbers,
    may_hold_number,
    parse_digits,
    plain_words,
    read_numbers,
    tokens_of,
)

LANGUAGES = ("en", "ru", "fr", "de", "es", "ar", "fa", "und", "xx")


def values(text: str, language: str) -> list[tuple[str, float]]:
    found = find_numbers(text, language=language)
    return [(text[start:end], value) for start, end, value, _ in found]


@pytest.mark.parametrize(
    ("language", "words", "value"),
    [
        ("en", "twenty-five", 25),
        ("en", "one hundred and twenty", 120),
        ("en", "two thousand three hundred", 2300),
        ("en", "half a million", 500_000),
        ("en", "half a dozen", 6),
        ("en", "a quarter of a million", 250_000),
        ("en", "two dozen", 24),
        ("en", "two and a half million", 2_500_000),
        ("en", "1.5 million", 1_500_000),
        ("en", "80,000", 80_000),
        ("en", "one million two hundred thousand and five", 1_200_005),
        ("ru", "двухсот пятидесяти", 250),
        ("ru", "полторы тысячи", 1500),
        ("ru", "полтора десятка", 15),
        ("ru", "пятерых", 5),
        ("ru", "девятьюстами девяноста девятью", 999),
        ("ru", "300 тыс", 300_000),
        ("ru", "1 200", 1200),
        ("ru", "две сотни", 200),
        ("fr", "quatre-vingt-dix-sept", 97),
        ("fr", "soixante et onze", 71),
        ("fr", "deux cents", 200),
        ("de", "fünfundzwanzig", 25),
        ("de", "dreihundertzweiundvierzig", 342),
        ("de", "1.200", 1200),
        ("es", "treinta y cinco", 35),
        ("es", "dos mil", 2000),
        ("ar", "١٢٠٠", 1200),
        ("ar", "خمسة آلاف", 5000),
        ("fa", "۱۲۳", 123),
        ("fa", "بیست و پنج", 25),
    ],
)
def test_a_number_in_words_or_digits_has_one_value(language: str, words: str, value: float) -> None:
    assert values(words, language) == [(words, value)]


@pytest.mark.parametrize(
    ("language", "words", "value"),
    [
        ("en", "dozens", 24),
        ("en", "several hundred", 200),
        ("en", "hundreds of thousands", 200_000),
        ("en", "a few", 2),
        ("ru", "десятки тысяч", 20_000),
        ("ru", "несколько сотен", 200),
        ("fr", "des dizaines", 20),
        ("fr", "plusieurs centaines", 200),
        ("es", "cientos de miles", 200_000),
    ],
)
def test_an_open_plural_is_the_least_it_means(language: str, words: str, value: float) -> None:
    (found,) = find_numbers(words, language=language)
    assert found == (0, len(words), value, NumberKind.LEAST)


def test_a_couple_and_une_centaine_are_only_about_so_many() -> None:
    assert [n[3] for n in find_numbers("a couple", language="en")] == [NumberKind.ABOUT]
    assert [n[2:] for n in find_numbers("une centaine", language="fr")] == [(100, NumberKind.ABOUT)]


def test_numbers_that_only_stand_near_each_other_stay_apart() -> None:
    assert values("two, three", "en") == [("two", 2), ("three", 3)]
    assert values("два-три", "ru") == [("два", 2), ("три", 3)]
    assert values("In 2019 300 people", "en") == [("2019", 2019), ("300", 300)]


def test_few_and_hundred_without_an_article_are_no_numbers() -> None:
    assert values("few people, hundred years", "en") == []


def test_a_language_without_words_gets_digits_alone() -> None:
    assert values("kaksi taloa ja 12 miestä", "fi") == [("12", 12)]


@pytest.mark.parametrize(
    ("digits", "language", "value"),
    [
        ("1,500", "en", 1500),
        ("1.5", "en", 1.5),
        ("1.500", "de", 1500),
        ("1,5", "ru", 1.5),
        ("1.200.000", "en", 1_200_000),
        ("18.30.45", "en", None),
        ("۱۲", "fa", 12),
        ("²", "en", None),
    ],
)
def test_separators_are_read_as_the_language_writes_them(
    digits: str, language: str, value: float | None
) -> None:
    assert parse_digits(digits, language=language) == value


def test_the_quick_look_never_misses_a_number() -> None:
    for language, text in (("en", "a couple of men"), ("fa", "ده‌ها نفر"), ("fr", "une dizaine")):
        words = plain_words(text, 0, len(text))
        assert may_hold_number(words, language=language)
        assert values(text, language)
    assert not may_hold_number(plain_words("A man was seen.", 0, 15), language="en")


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_any_text_gives_sorted_disjoint_numbers(text: str, language: str) -> None:
    found = find_numbers(text, language=language)
    ends = [0, *(end for _, end, _, _ in found)]
    assert all(end <= start for end, (start, _, _, _) in zip(ends, found, strict=False))
    assert all(value >= 0 for _, _, value, _ in found)
    if found:
        assert may_hold_number(plain_words(text, 0, len(text)), language=language)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from("two hundred thousand and a few dozens of 3 - , million".split())))
def test_any_order_of_number_words_is_read_without_error(words: list[str]) -> None:
    text = " ".join(words)
    tokens = tokens_of(text)
    for number in read_numbers(text, tokens, language="en"):
        assert 0 <= number.first < number.last <= len(tokens)
