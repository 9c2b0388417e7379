"""Russian base forms."""

import pytest

from holdfast.language.given_names import Gender
from holdfast.language.inflection import (
    base_form,
    base_forms,
    base_name,
    first_grammemes,
    gender_of_name,
    grammemes,
    is_dependent,
    is_given_name,
    is_in_dictionary,
    nominative,
    parses,
    part_of_speech,
)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Бориса Хейла", "Борис Хейл"),
        ("Ада Бренн", "Ада Бренн"),
        ("Светланой Ивановой", "Светлана Иванова"),
        ("Ады Бренн", "Ада Бренн"),
        ("МВД", "МВД"),
        ("Ada Brenn", "Ada Brenn"),
    ],
)
def test_name_comes_back_in_the_nominative(said: str, name: str) -> None:
    assert base_name(said) == name


def test_a_given_name_is_told_from_other_words_in_any_case() -> None:
    assert is_given_name("Осипа")
    assert not is_given_name("Остраны")


def test_a_soft_surname_loses_its_ending_with_the_given_name() -> None:
    assert base_name("Мартына Крелля") == "Мартын Крелль"


def test_word_of_another_language_stays_as_it_is() -> None:
    assert base_form("Karsk") == "Karsk"


def test_verb_of_saying_comes_back_in_its_dictionary_form() -> None:
    assert base_form("сказала") == "сказать"


def test_given_name_tells_the_gender_of_the_whole_name() -> None:
    assert gender_of_name("Ольгой Хейл") is Gender.FEMALE
    assert gender_of_name("Карск") is None


@pytest.mark.parametrize(
    ("said", "base"),
    [
        ("министерстве внутренних дел", "министерство внутренних дел"),
        ("районной прокуратуре", "районная прокуратура"),
        ("адвоката", "адвокат"),
        ("правозащитников", "правозащитники"),
        ("властям Остраны", "власти Остраны"),
        ("МВД", "МВД"),
        ("сказал", "сказал"),
    ],
)
def test_description_comes_back_in_the_nominative(said: str, base: str) -> None:
    assert nominative(said) == base


def test_genitive_alone_is_dependent_and_a_name_is_not() -> None:
    assert is_dependent("Остраны")
    assert not is_dependent("Давит")
    assert not is_dependent("Karsk")


def test_word_of_two_readings_comes_back_in_both() -> None:
    assert {"лагерь", "лагер"} <= base_forms("лагере")


def test_grammemes_tell_case_and_kind_of_name() -> None:
    assert {"gent", "Geox"} <= grammemes("москвы")
    assert "Name" in grammemes("ивана")


def test_dictionary_does_not_hold_an_invented_name() -> None:
    assert is_in_dictionary("москвы")
    assert not is_in_dictionary("велмара")


def test_the_likeliest_reading_tells_part_of_speech_and_marks() -> None:
    assert part_of_speech("Ранее") == "ADVB"
    assert {"plur", "anim", "nomn"} <= first_grammemes("рыбаки")


@pytest.mark.parametrize("word", ["A\U00017000", "\U00017000\u0430", "\ufffd"])
def test_a_letter_that_has_no_name_has_one_reading_that_says_nothing(word: str) -> None:
    (reading,) = parses(word)
    assert (reading.normal_form, reading.tag.POS) == (word.lower(), None)
    assert [form.normal_form for form in reading.lexeme] == [word.lower()]
