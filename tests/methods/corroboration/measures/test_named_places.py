"""Places that only the text knows."""

import pytest

from holdfast.methods.corroboration.measures.named_places import find_named_places
from holdfast.methods.corroboration.prose import read_prose
from holdfast.methods.corroboration.spans import Span


def names(text: str, language: str = "en") -> list[str]:
    prose = read_prose(text, language=language)
    return [place.span.of(text) for place in find_named_places(prose, [])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The village of Brannok is empty. Nobody came back to Brannok.", ["Brannok", "Brannok"]),
        ("Two men were held in the capital, Velmar, on Friday.", ["Velmar"]),
        ("They came from Dunmar valley.", ["Dunmar"]),
        ("ORVASK, Tervenia (Northwire) - Two men left Orvask.", ["ORVASK", "Tervenia", "Orvask"]),
        ("He was held in Kolmsk. The mill in Kolmsk is closed.", ["Kolmsk", "Kolmsk"]),
        ("He was held in Kolmsk. Nobody came back from Kolmsk.", ["Kolmsk", "Kolmsk"]),
        ("The depot near Kolmsk was closed. Kolmsk is quiet.", ["Kolmsk", "Kolmsk"]),
        ("He was held in Kolmsk, where the mill is closed.", ["Kolmsk"]),
        ("She moved to Kolmsk, a small town by the lake.", ["Kolmsk"]),
    ],
)
def test_a_word_of_place_makes_a_name_a_place_throughout(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He read it in Kolmsk papers.",
        "They trusted in Kolmsk. She lost interest in Kolmsk.",
        "It was said in Kolmsk. Odo Kolmsk did not answer.",
        "A letter came from Kolmsk. Nobody wrote to Kolmsk.",
        "A gift came from Mr. Brandt. He wrote to Mr. Brandt in a hurry.",
        "They waited outside Parliament.",
        "It happened in March. They met in March.",
        "He believed in Allah. She believed in Allah.",
        "The governor of the valley, Odo Brandt, left.",
        "Odo Brandt — a baker — left.",
        "The Danish island of nobody.",
    ],
)
def test_another_noun_a_creed_or_a_bearer_of_the_name_tells_no_place(text: str) -> None:
    assert names(text) == []


def test_part_of_a_longer_name_is_none() -> None:
    assert names("The town of Harunsk read the Harunsk Daily in Harunsk.") == ["Harunsk"] * 2


def test_a_place_found_already_is_not_found_again() -> None:
    prose = read_prose("The town of Harunsk.", language="en")
    assert find_named_places(prose, [Span(12, 19)]) == ()


def test_such_a_place_has_a_name_and_nothing_else() -> None:
    prose = read_prose("ORVASK (Northwire) - Rain.", language="en")
    (place,) = find_named_places(prose, [])
    assert (place.name, place.country, place.latitude) == ("Orvask", None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Его увезли в село Колмск-Юрт, к родным.", ["Колмск-Юрт"]),
        ("Жители посёлка Бранок молчат. В городе Велмаре тихо.", ["Бранок", "Велмаре"]),
        ("Власти Тервении молчат. Из Тервении уехали все.", ["Тервении", "Тервении"]),
        ("В селе Иван Орло никого не нашёл.", []),
        ("В селе никого не нашли. Город молчит.", []),
    ],
)
def test_in_russian_a_word_of_place_tells_the_name_beside_it(
    text: str, expected: list[str]
) -> None:
    assert names(text, language="ru") == expected
