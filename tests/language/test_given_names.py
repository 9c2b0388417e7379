"""Given names and what they tell."""

from holdfast.language.given_names import Gender, gender_of_given_name


def test_usual_names_tell_a_gender_in_both_scripts() -> None:
    assert gender_of_given_name("Ada") is Gender.FEMALE
    assert gender_of_given_name("viktor") is Gender.MALE
    assert gender_of_given_name("Светлана") is Gender.FEMALE


def test_name_borne_by_both_tells_nothing() -> None:
    assert gender_of_given_name("Kim") is None


def test_unlisted_name_tells_nothing() -> None:
    assert gender_of_given_name("Karsk") is None
