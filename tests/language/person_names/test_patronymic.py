import pytest

from holdfast.language.person_names.patronymic import father_in
from holdfast.language.person_names.sound import sound


@pytest.mark.parametrize(
    ("word", "father", "sex"),
    [
        ("Русланович", "Ruslan", "m"),
        ("Ruslanovna", "Ruslan", "f"),
        ("Ruslanowitsch", "Ruslan", "m"),
        ("Мусович", "Musa", "m"),
        ("Лечовна", "Lecha", "f"),
        ("Ильич", "Ilia", "m"),
        ("Ильинична", "Ilia", "f"),
        ("Ilhamoglu", "Ilham", "m"),
        ("Ilham-kyzy", "Ilham", "f"),
    ],
)
def test_a_patronymic_gives_the_fathers_name_and_the_sex(word: str, father: str, sex: str) -> None:
    assert father_in(word) == (sound(father), sex)


@pytest.mark.parametrize("word", ["Orlović", "Орловић", "Orlovic", "Ruslan", "Tervanova"])
def test_family_names_are_no_patronymics(word: str) -> None:
    assert father_in(word) is None
