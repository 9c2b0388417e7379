from __future__ import annotations

import pytest

from holdfast.methods.disclosure.spellings import (
    Script,
    script_of,
    spellings_in_draft,
    spellings_of_name,
)


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("Марина", "Мариной"),
        ("Павел", "Павла"),
        ("Ковальский", "Ковальского"),
        ("Алексей", "Алексею"),
        ("Ахмад", "Achmad"),
        ("Зелимхан", "Selimchan"),
        ("Шамиль", "Chamil"),
        ("Джамал", "Cemal".replace("e", "a")),
        ("Юсуф", "Jussuf"),
        ("Хава", "Xava"),
        ("Нино", "ნინოს"),
    ],
)
def test_a_name_and_its_forms_share_a_key(name: str, seen: str) -> None:
    known, met = spellings_of_name(name), spellings_in_draft(seen)
    assert (known.plain | known.habits) & (met.plain | met.habits)


def test_a_name_keeps_its_own_last_consonants() -> None:
    met = spellings_in_draft("Кара")
    assert not spellings_of_name("Карим").plain & met.plain


def test_arabic_is_met_by_its_consonants_behind_article_and_preposition() -> None:
    known = spellings_of_name("Hasan")
    assert known.frames & spellings_in_draft("لحسن").frames
    assert known.frames & spellings_in_draft("والحسن").frames


def test_forms_of_one_given_name_share_its_root() -> None:
    assert spellings_of_name("Ahmad").roots == spellings_in_draft("Ahmet").roots != frozenset()


def test_an_apostrophe_parts_and_joins() -> None:
    keys = spellings_in_draft("Ahmet'in").plain
    assert spellings_of_name("Ahmet").plain & keys
    assert spellings_of_name("Albert").plain & spellings_in_draft("Al'bert").plain


@pytest.mark.parametrize(
    ("word", "script"),
    [
        ("Ш", Script.CYRILLIC),
        ("ş", Script.LATIN),
        ("ი", Script.GEORGIAN),
        ("ب", Script.ARABIC),
        ("名", Script.OTHER),
    ],
)
def test_the_script_of_a_word_is_known(word: str, script: Script) -> None:
    assert script_of(word) is script
