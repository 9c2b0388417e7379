import pytest

from holdfast.methods.corroboration.gathering.names import (
    body_words,
    country_and_body,
    is_cyrillic,
    is_of_home,
    name_words,
    outlet_words,
    same_organisation_name,
    same_outlet_name,
    same_person_name,
    surname_key,
)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Davit Orlo", "Давит Орло"),
        ("Josef Orlo", "Йозеф Орло"),
        ("Eva Soth", "Эва Сот"),
        ("Orlo", "Davit Orlo"),
        ("D. Orlo", "Davit Orlo"),
        ("Mr Davit Orlo", "Davit Orlo"),
        ("Captain Davit Orlo", "Davit Orlo"),
        ("Davti Orlo", "Davit Orlo"),
        ("Ana Maria Brandt", "Ana Brandt"),
    ],
)
def test_names_of_one_person_agree(left: str, right: str) -> None:
    assert same_person_name(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Davit Orlo", "Marta Orlo"),
        ("Davit Orlo", "Davit Brenn"),
        ("A. Orlo", "Davit Orlo"),
        ("Ana Orlo", "Ann Orlo"),
        ("", "Orlo"),
    ],
)
def test_names_of_two_people_do_not_agree(left: str, right: str) -> None:
    assert not same_person_name(left, right)


def test_bodies_agree_in_words_or_initials() -> None:
    assert same_organisation_name("the Harbour Network", "Harbour network")
    assert same_organisation_name("GLC", "Great Lake Committee")
    assert not same_organisation_name("Lake Committee", "Harbour Committee")


def test_outlets_agree_without_what_comes_and_goes() -> None:
    assert same_outlet_name("The Daily Comet", "Daily Comet")
    assert same_outlet_name("Comet News", "Comet")
    assert same_outlet_name("Golas Vestnik", "Golos Vestnik")
    assert not same_outlet_name("Evening Ledger", "Morning Ledger")
    assert not same_outlet_name("Lake Radio", "Late Radio")


def test_words_and_keys_are_romanised() -> None:
    assert name_words("Dr Давит Орло") == ("davit", "orlo")
    assert outlet_words("The Comet News") == ("comet",)
    assert surname_key("Давит Орло") == surname_key("Orlo")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ministry of Fisheries", "Fisheries Ministry"),
        ("the Interior Ministry", "МВД"),
        ("Министерство внутренних дел", "Ministry of the Interior"),
        ("Council of Europe", "Совет Европы"),
    ],
)
def test_a_common_body_has_the_same_words_in_any_order_and_in_russian(
    left: str, right: str
) -> None:
    assert body_words(left) == body_words(right)


def test_two_ministries_never_have_the_same_words() -> None:
    assert body_words("Ministry of Fisheries") != body_words("Ministry of Forests")


def test_a_country_before_a_body_is_told_from_its_words() -> None:
    assert country_and_body("Tervenia's police") == country_and_body("Tervenian police")
    assert country_and_body("Harbour police") == ("", ("harbour", "police"))
    assert is_of_home(("police",))
    assert not is_of_home(("government",))


def test_a_name_in_cyrillic_letters_is_told() -> None:
    assert is_cyrillic("Маяк")
    assert not is_cyrillic("Mayak")
