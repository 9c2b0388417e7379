"""The rules of `measures.places`."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.corroboration.measures.places import find_places
from holdfast.methods.corroboration.prose import read_prose


def places(text: str, language: str = "en") -> list[tuple[str, str, str | None]]:
    found = find_places(read_prose(text, language=language))
    return [(place.span.of(text), place.name, place.country) for place in found]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "He fled to Vienna.", [("Vienna", "Vienna", "AT")]),
        ("en", "Moldova's army left.", [("Moldova", "Moldova", "MD")]),
        ("en", "NORWAY: The ministry denies it.", [("NORWAY", "Norway", "NO")]),
        ("en", "She lives in the U.S. now.", [("U.S.", "United States", "US")]),
        ("en", "They fled to the US.", [("US", "United States", "US")]),
        ("en", "A report says the US has warned us.", [("US", "United States", "US")]),
        ("en", "One Vienna-based medic came.", [("Vienna", "Vienna", "AT")]),
        ("en", "The Norway-based group spoke.", [("Norway", "Norway", "NO")]),
        ("en", "A New York-born nurse came.", [("New York", "New York City", "US")]),
        ("en", "It was in the east Africa country.", [("east Africa", "East Africa", None)]),
        (
            "en",
            "The Network's East Africa Deputy Director spoke.",
            [("East Africa", "East Africa", None)],
        ),
        ("en", "So said Vienna Mayor Ada Keller.", [("Vienna", "Vienna", "AT")]),
        ("en", "In Nice they hid.", [("Nice", "Nice", "FR")]),
        ("en", "They hid in northern Syria.", [("Syria", "Syria", "SY")]),
        ("en", "A bus left South Sudan.", [("South Sudan", "South Sudan", "SS")]),
        ("ru", "Он жил в Нижнем Новгороде.", [("Нижнем Новгороде", "Nizhniy Novgorod", "RU")]),
        ("ru", "Они бежали из Северной Осетии.", [("Северной Осетии", "North Ossetia", "RU")]),
        ("ru", "Президент Украины Иван Орло ушёл.", [("Украины", "Ukraine", "UA")]),
        ("ru", "Он уехал в США вчера.", [("США", "United States", "US")]),
        (
            "ru",
            "Послы Замбии и Шри-Ланки молчат.",
            [("Замбии", "Zambia", "ZM"), ("Шри-Ланки", "Sri Lanka", "LK")],
        ),
        ("ru", "Из Соединенных Штатов писем нет.", [("Соединенных Штатов", "United States", "US")]),
        ("ru", "Мэр Москвы Иван Орло ушёл.", [("Москвы", "Moscow", "RU")]),
        ("fr", "Il a fui à Moscou.", [("Moscou", "Moscow", "RU")]),
        ("de", "Er floh nach Wien.", [("Wien", "Vienna", "AT")]),
        ("es", "Huyó a Moscú.", [("Moscú", "Moscow", "RU")]),
        ("ar", "في سوريا", [("سوريا", "Syria", "SY")]),
    ],
)
def test_a_place_is_found_by_its_name(
    language: str, text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert places(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton sang.",
        "A poem by Jack London was read.",
        "The Moscow Times wrote about Ms. Sydney.",
        "The New York Times wrote.",
        "Russians and Chechens spoke.",
        "Most of the Police were Nice.",
        "The US ambassador came to us.",
        "HELP US NOW.",
        "A faith-based group of community-based nurses came.",
        "Web-based tools came.",
        "Kate Houston said Houston was ill.",
        "Reading is good. Mobile phones were taken. March on!",
    ],
)
def test_people_outlets_and_plain_words_are_no_places(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(
    "text",
    ["Южная станция закрыта.", "Завод выпускал автомобиль «Славута».", "Писал Анатолий Орло."],
)
def test_a_russian_adjective_a_brand_or_a_given_name_is_no_place(text: str) -> None:
    assert places(text, "ru") == []


def test_a_country_nearby_tells_which_town_is_meant() -> None:
    assert places("They drove to Tripoli in Lebanon.")[0][2] == "LB"
    assert places("They drove to Tripoli.")[0][2] == "LY"


def test_a_country_named_after_a_town_settles_it() -> None:
    assert places("She lives in Birmingham, Alabama, near London.")[0][2] == "US"


def test_a_town_that_the_named_country_lacks_keeps_no_foreign_point() -> None:
    found = find_places(read_prose("He hid in Zahle, Norway.", language="en"))
    assert (found[0].name, found[0].country, found[0].latitude) == ("Zahle", "NO", None)


def test_countries_in_a_list_stay_themselves() -> None:
    found = places("It sold arms to Mexico, China, Japan and Europe.")
    assert [country for _, _, country in found] == ["MX", "CN", "JP", None]
    assert places("They fled to Vienna, Norway and Spain.")[0][2] == "AT"


def test_georgia_is_where_the_rest_of_the_report_is() -> None:
    assert places("A senator from Georgia spoke in the United States.")[0][2] == "US"
    assert places("They fled from Armenia through Georgia.")[1][2] == "GE"


def test_a_sure_mention_bears_out_a_bare_one() -> None:
    assert len(places("They were held in Argun. Argun prison is old.")) == 2


def test_a_place_of_several_words_is_one() -> None:
    assert places("He was seen in Ho Chi Minh City.") == [
        ("Ho Chi Minh City", "Ho Chi Minh City", "VN")
    ]


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=100), st.sampled_from(["en", "ru", "fr", "ar", "und"]))
def test_any_text_gives_sorted_disjoint_places(text: str, language: str) -> None:
    found = find_places(read_prose(text, language=language))
    ends = [0, *(place.span.end for place in found)]
    assert all(end <= place.span.start for end, place in zip(ends, found, strict=False))


WORDS = "In Paris Georgia U.S. St. Petersburg , Mr Moscow's The of Bar In-Gush South ’s '".split()


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(WORDS), max_size=10))
def test_any_order_of_names_is_read_without_error(words: list[str]) -> None:
    text = " ".join(words)
    assert all(name and text for name, _, _ in places(text))
