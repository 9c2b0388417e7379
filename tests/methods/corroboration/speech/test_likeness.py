import pytest

from holdfast.methods.corroboration.speech.likeness import (
    are_two_bodies,
    fits_body,
    is_same_name,
    is_slip,
)


@pytest.mark.parametrize(
    ("known", "words", "is_one"),
    [
        ("ada brenn", "brenn", True),
        ("brenn", "ada brenn", True),
        ("a brenn", "ada brenn", True),
        ("ada brenn", "odo brenn", False),
        ("ada brenn", "ada hale", False),
        ("", "brenn", False),
    ],
)
def test_a_name_is_the_same_in_a_longer_and_a_shorter_form(
    known: str, words: str, is_one: bool
) -> None:
    assert is_same_name(tuple(known.split()), tuple(words.split())) is is_one


@pytest.mark.parametrize(
    ("known", "words", "is_one"),
    [
        ("ada zakharin", "ada zakhorin", True),
        ("ada orlov", "ada orlova", False),
        ("ada brandt", "odo brundt", False),
        ("ada hale", "ada hole", False),
        ("zakharin", "zakhorin", False),
    ],
)
def test_one_letter_inside_a_long_surname_is_a_slip_where_the_first_names_agree(
    known: str, words: str, is_one: bool
) -> None:
    assert is_slip(tuple(known.split()), tuple(words.split())) is is_one


def test_bodies_of_one_head_are_two_where_no_other_word_is_theirs_both() -> None:
    assert are_two_bodies("office", "the prosecutor's office", "the rights office")
    assert not are_two_bodies("office", "the office", "the rights office")
    assert not are_two_bodies("mill", "the old mill", "the new mill")


def test_a_body_is_meant_by_its_telling_word_and_not_by_its_place() -> None:
    assert fits_body(("velmar", "network"), ("network",))
    assert not fits_body(("radio", "karsk"), ("karsk",))
