from __future__ import annotations

import pytest

from holdfast.methods.disclosure.index import Grade, WordIndex, is_one_edit

INDEX = WordIndex(["Асланов", "Мурад", "Ahmad", "طروان"])


@pytest.mark.parametrize(
    ("word", "grade"),
    [
        ("Асланов", Grade.AS_WRITTEN),
        ("асланов", Grade.DISGUISED),
        ("Аслановым", Grade.INFLECTED),
        ("Aslanov", Grade.OTHER_SCRIPT),
        ("Воронов", None),
        ("Асланав", Grade.MISSPELT),
    ],
)
def test_a_match_says_how_good_it_is(word: str, grade: Grade | None) -> None:
    found = dict(INDEX.matches(word)).get(INDEX.number["Асланов"])
    assert found is grade


def test_consonants_alone_count_where_arabic_is_one_of_the_two() -> None:
    assert dict(INDEX.matches("Tarwan"))[INDEX.number["طروان"]] is Grade.CONSONANTS
    assert dict(INDEX.matches("Мирд"))[INDEX.number["Мурад"]] is Grade.LOOSE


def test_another_form_of_a_given_name_is_told_as_such() -> None:
    assert dict(INDEX.matches("Mehmed")) == {}
    assert dict(INDEX.matches("Ahmo"))[INDEX.number["Ahmad"]] is Grade.OTHER_FORM


@pytest.mark.parametrize(
    ("first", "second", "is_near"),
    [
        ("aslan", "aslan", True),
        ("aslan", "aslann", True),
        ("aslan", "alsan", True),
        ("aslan", "asian", True),
        ("aslan", "asiam", False),
        ("aslan", "salna", False),
        ("aslan", "asl", False),
    ],
)
def test_one_edit_is_a_letter_more_less_other_or_two_swapped(
    first: str, second: str, is_near: bool
) -> None:
    assert is_one_edit(first, second) is is_near
    assert is_one_edit(second, first) is is_near
