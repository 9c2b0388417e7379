"""Whom Russian words name."""

import pytest

from holdfast.language.given_names import Gender
from holdfast.methods.corroboration.record import SourceKind
from holdfast.methods.corroboration.speech.russian_names import (
    gender_of_verb,
    head_of,
    is_body,
    is_dative,
    is_finite,
    is_people,
    is_told,
    kind_of,
    name_in,
)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("адвокат Борис Хейл", "Борис Хейл"),
        ("Президент США Борис Хейл", "Борис Хейл"),
        ("губернатора Остраны Давит Орло", "Давит Орло"),
        ("житель Остраны", None),
        ("министра внутренних дел Осипа Крайна", "Осипа Крайна"),
        ("представитель МИД Велланда Анна Крелль", "Анна Крелль"),
        ("министерство обороны Украины", None),
        ("МИД Остраны", "МИД Остраны"),
        ("адвокат", None),
        ("Капитан Борис Хейл", "Борис Хейл"),
        ("Ранее", None),
        ("Однако Борис Хейл", "Борис Хейл"),
        ("В МВД", "МВД"),
        ("Рыбаки", None),
        ("Освобождённые", None),
        ("Представитель МВД", None),
        ("агентство ПРО", "ПРО"),
    ],
)
def test_a_name_is_what_is_left_without_role_and_place(words: str, name: str | None) -> None:
    assert name_in(words) == name


def test_the_first_telling_word_gives_kind_and_head() -> None:
    assert kind_of("старший исследователь центра") is SourceKind.ORGANISATION
    assert kind_of("мостом") is None
    assert head_of("пресс-службе прокуратуры") == "пресс-служба"
    assert is_body("министерстве обороны")


def test_a_past_verb_tells_the_gender() -> None:
    assert gender_of_verb("сказала") is Gender.FEMALE
    assert gender_of_verb("сказал") is Gender.MALE
    assert gender_of_verb("говорит") is None


def test_people_are_known_by_the_dictionary_where_no_list_holds_them() -> None:
    assert is_people("рыбаки")
    assert is_people("избитые")
    assert not is_people("лагеря")
    assert is_told("вышедшие на свободу")
    assert not is_told("в лагере")


def test_the_one_told_stands_in_the_dative() -> None:
    assert is_dative("«Вечернему Озеру»")
    assert not is_dative("«Вечернее Озеро»")
    assert not is_dative("«Вечернего Озера»")


def test_only_a_verb_of_the_sentence_is_finite() -> None:
    assert is_finite("показали")
    assert not is_finite("показать")
    assert not is_finite("побоях")
