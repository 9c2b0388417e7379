"""The rules of `measures.dates`; the publication is Wednesday, 16 April 2031."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.corroboration.measures.dates import dates_around, find_dates
from holdfast.methods.corroboration.prose import read_prose

PUBLISHED = "2031-04-16"


def dates(
    text: str, language: str = "en", published: str | None = PUBLISHED
) -> list[tuple[str, str | None, bool]]:
    found = find_dates(read_prose(text, language=language), published=published)
    return [(date.span.of(text), date.date, date.relative) for date in found]


@pytest.mark.parametrize(
    ("language", "text", "words", "iso"),
    [
        ("en", "It began in March 2030.", "March 2030", "2030-03"),
        ("en", "It began in March of last year.", "March of last year", "2030-03"),
        ("ru", "С марта прошлого года их держат.", "марта прошлого года", "2030-03"),
        ("en", "It began in spring 2030.", "spring 2030", "2030"),
        ("en", "It began in early March.", "early March", "2031-03"),
        ("en", "By May 26 it was over.", "May 26", "2031-05-26"),
        ("en", "May 10 2031 10:16 AM EST", "May 10 2031", "2031-05-10"),
        ("en", "On the 7th of April they came.", "7th of April", "2031-04-07"),
        ("en", "Tuesday, 8 April 2031", "Tuesday, 8 April 2031", "2031-04-08"),
        ("en", "Filed 2031-04-03 in court.", "2031-04-03", "2031-04-03"),
        ("en", "Filed 03/04/2031 in court.", "03/04/2031", "2031"),
        ("en", "Filed 13/04/2031 in court.", "13/04/2031", "2031-04-13"),
        ("en", "Filed 07.04.2031 in court.", "07.04.2031", "2031-04-07"),
        ("en", "People fled in 2029.", "2029", "2029"),
        ("en", "He saw her in December.", "December", "2030-12"),
        ("ru", "7 апреля вышла статья.", "7 апреля", "2031-04-07"),
        ("ru", "Это было в марте 2030 года.", "марте 2030 года", "2030-03"),
        ("fr", "Le 7 avril 2031 il a fui.", "7 avril 2031", "2031-04-07"),
        ("fr", "Le 03/04/2031 il a fui.", "03/04/2031", "2031-04-03"),
        ("de", "Am 7. April 2031 floh er.", "7. April 2031", "2031-04-07"),
        ("es", "El 7 de abril de 2031 huyó.", "7 de abril de 2031", "2031-04-07"),
        ("ar", "في 7 أبريل 2031", "7 أبريل 2031", "2031-04-07"),
    ],
)
def test_a_date_says_no_more_than_its_words(language: str, text: str, words: str, iso: str) -> None:
    assert dates(text, language) == [(words, iso, False)]


@pytest.mark.parametrize(
    ("language", "text", "words", "iso"),
    [
        ("en", "They came yesterday.", "yesterday", "2031-04-15"),
        ("en", "They came last week.", "last week", "2031-04"),
        ("en", "They came on Tuesday.", "Tuesday", "2031-04-15"),
        ("en", "They came last Wednesday.", "last Wednesday", "2031-04-09"),
        ("en", "They come next Monday.", "next Monday", "2031-04-21"),
        ("en", "They came two weeks ago.", "two weeks ago", "2031-04"),
        ("en", "They came earlier this month.", "earlier this month", "2031-04"),
        ("en", "They came three months ago.", "three months ago", "2031-01"),
        ("en", "They came several days ago.", "several days ago", None),
        ("en", "They came last summer.", "last summer", "2030"),
        ("ru", "Они пришли на прошлой неделе.", "на прошлой неделе", "2031-04"),
        ("ru", "Они пришли две недели назад.", "две недели назад", "2031-04"),
        ("fr", "Ils sont venus il y a deux jours.", "il y a deux jours", "2031-04-14"),
        ("de", "Sie kamen vor zwei Tagen.", "vor zwei Tagen", "2031-04-14"),
        ("es", "Vinieron ayer.", "ayer", "2031-04-15"),
    ],
)
def test_a_relative_date_is_counted_from_the_publication(
    language: str, text: str, words: str, iso: str | None
) -> None:
    assert dates(text, language) == [(words, iso, True)]


@pytest.mark.parametrize(
    "text",
    [
        "They may march through May Street.",
        "The Sunday Times reported it.",
        "She told June Smith so.",
        "Version 10.11.12.13 is out.",
        "USA Today reported it.",
        "Black Friday was calm.",
        "He counted 2031 stones.",
    ],
)
def test_names_and_verbs_are_no_dates(text: str) -> None:
    assert dates(text) == []


def test_without_a_publication_a_date_keeps_its_place_alone() -> None:
    assert dates("On Tuesday, after 7 April.", published=None) == [
        ("Tuesday", None, True),
        ("7 April", None, False),
    ]
    assert dates("They came yesterday.", published="long ago") == [("yesterday", None, True)]


def test_dates_around_a_sentence_are_those_in_it() -> None:
    prose = read_prose("He came on 3 May. She came on 4 June.", language="en")
    assert [s.of(prose.text) for s in dates_around(prose, prose.sentences[1])] == ["4 June"]


@settings(deadline=None, max_examples=150)
@given(
    st.text(max_size=100),
    st.sampled_from(["en", "ru", "fr", "de", "es", "ar", "und"]),
    st.sampled_from([None, "2031", "2031-04", PUBLISHED, "0001-01-01", "9999-12-31", "x"]),
)
def test_any_text_gives_sorted_disjoint_dates(
    text: str, language: str, published: str | None
) -> None:
    found = find_dates(read_prose(text, language=language), published=published)
    ends = [0, *(date.span.end for date in found)]
    assert all(end <= date.span.start for end, date in zip(ends, found, strict=False))


WORDS = (
    "last week 3 500 years months ago yesterday May 31 2017 , . - on next Monday the past".split()
)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.sampled_from(WORDS), max_size=10),
    st.sampled_from([PUBLISHED, "0001-01-01", "9999-12-31"]),
)
def test_no_order_of_words_reaches_outside_the_calendar(words: list[str], published: str) -> None:
    text = " ".join(words)
    assert all(len(words) > 0 for words, _, _ in dates(text, published=published))


def test_an_ordinal_that_ends_a_german_sentence_stays_with_its_month() -> None:
    prose = read_prose("Am 7. April kamen 5 Männer.", language="de")
    last = prose.sentences[-1]
    assert [span.of(prose.text) for span in dates_around(prose, last)] == ["7. April"]
