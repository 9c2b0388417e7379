import pytest

from holdfast.language.person_names.family import folded_family, looks_like_family, sex_of_family
from holdfast.language.person_names.sound import sound


@pytest.mark.parametrize(
    ("woman", "man"),
    [("Tervanova", "Tervanov"), ("Орлаева", "Орлаев"), ("Barskaya", "Barsky"), ("Terina", "Terin")],
)
def test_a_womans_form_folds_to_the_mans(woman: str, man: str) -> None:
    assert folded_family(sound(woman)) == folded_family(sound(man))


@pytest.mark.parametrize("name", ["Tervanova", "Barskaya", "Gelashvili", "Orlović", "Haddad"])
def test_folding_twice_changes_nothing_more(name: str) -> None:
    once = folded_family(sound(name))
    assert folded_family(once) == once


def test_only_a_womans_ending_tells_the_sex() -> None:
    assert sex_of_family(sound("Tervanova")) == "f"
    assert sex_of_family(sound("Tervanov")) is None
    assert sex_of_family(sound("Gelashvili")) is None


def test_endings_of_family_names_are_known_and_given_names_are_not_taken_for_them() -> None:
    for name in ("Tervanov", "Orlović", "Gelashvili", "Barenko", "Tersky", "Selimaj", "Mezhadze"):
        assert looks_like_family(sound(name)), name
    for name in ("Agim", "Ruslan", "Fatima", "Omar"):
        assert not looks_like_family(sound(name)), name
