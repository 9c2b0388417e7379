"""Names that a Russian text tells to be places."""

import pytest

from holdfast.methods.corroboration.measures.gazetteer import gazetteer
from holdfast.methods.corroboration.measures.russian_places import russian_places
from holdfast.methods.corroboration.prose import read_prose


def places(text: str) -> list[str]:
    prose = read_prose(text, language="ru")
    return [span.of(text) for span in russian_places(prose, gazetteer("ru"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Её держали в лагере Дорвель до мая.", ["Дорвель"]),
        ("Он два года жил в Дорвеле.", ["Дорвеле"]),
        ("Беженцы из Дорвеля молчат.", ["Дорвеля"]),
        ("Жители Дорвеля молчат.", ["Дорвеля"]),
        ("Границу Дорвелии закрыли.", ["Дорвелии"]),
    ],
)
def test_a_word_or_a_case_tells_a_place(text: str, expected: list[str]) -> None:
    assert places(text) == expected


def test_a_place_is_known_again_in_its_other_cases() -> None:
    text = "Он жил в Дорвеле. Дорвель пуст, а под Дорвелем стоят войска."
    assert places(text) == ["Дорвеле", "Дорвель", "Дорвелем"]


@pytest.mark.parametrize(
    "text",
    [
        "Об этом говорили в Думе.",
        "В Интернете об этом молчат.",
        "Жители Дорвеля молчат. Ян Дорвель ответил.",
        "Так сказал мэр города Лужков.",
        "Дорвель молчит.",
    ],
)
def test_a_common_word_a_surname_or_a_bare_name_is_none(text: str) -> None:
    assert places(text) == []


def test_a_people_at_the_head_of_a_sentence_is_no_place() -> None:
    text = "12:30\n\nДорвелы говорят, что их бьют. В Дорвеле тихо. Власти Дорвели молчат."
    assert places(text) == ["Дорвеле", "Дорвели"]
