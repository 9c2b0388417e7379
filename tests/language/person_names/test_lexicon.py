import csv
from importlib import resources

import pytest

from holdfast.language.person_names.lexicon import (
    is_given_name,
    name_behind_kunya,
    root,
    sex_of_given,
)
from holdfast.language.person_names.sound import sound


@pytest.mark.parametrize(
    "forms",
    [
        "Muhammad Mohammed Мухаммад محمد Magomed Muhamet",
        "Giorgi გიორგი Георгий Đorđe",
        "Ibrahim Ibragim Ибрагим إبراهيم Ibro",
        "Khadija Hatixhe Хадиджа خديجة",
        "Dmitry Дима Mitya",
        "Arben Beni",
    ],
)
def test_forms_of_one_name_have_one_root(forms: str) -> None:
    assert len({root(sound(form)) for form in forms.split()}) == 1


def test_an_unknown_word_is_its_own_root() -> None:
    assert root("tervan") == "tervan"
    assert not is_given_name("tervan")


def test_a_form_of_two_names_decides_nothing() -> None:
    assert root(sound("Sasha")) == sound("Sasha")


def test_sex_is_told_where_the_name_is_one_sexs() -> None:
    assert sex_of_given(sound("Fatima")) == "f"
    assert sex_of_given(sound("Ruslan")) == "m"
    assert sex_of_given("tervan") is None


def test_a_kunya_of_convention_tells_the_given_name() -> None:
    assert name_behind_kunya(sound("Hafs")) == sound("Omar")
    assert name_behind_kunya(sound("Tervan")) is None


def test_no_name_stands_twice_in_the_file() -> None:
    package = "holdfast.language.person_names"
    text = resources.files(package).joinpath("given_names.csv").read_text("utf-8")
    names = [row["name"] for row in csv.DictReader(text.splitlines())]
    assert len(names) == len(set(names)) > 300
