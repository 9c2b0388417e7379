import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.language.person_names.reading import WordOrder, order_shown, read_name, read_parts


@pytest.mark.parametrize(
    "text",
    [
        "Орлаев Ахмед Русланович",
        "Akhmed Ruslanovich Orlaev",
        "Orlaev, Akhmed (Ruslan)",
        "Ахмед Руслан оглы Орлаев",
        "Mr. Akhmed ibn Ruslan Orlaev",
    ],
)
def test_one_name_in_many_orders_has_the_same_parts(text: str) -> None:
    name = read_name(text)
    assert name.given in ("ahmed", "akhmed")
    assert (name.family, name.father) == ("orlaev", "ruslan")


def test_arabic_markers_particles_and_servants_are_read() -> None:
    name = read_name("Abd al-Rahman ibn Omar al-Tervani")
    assert (name.given, name.father, name.family) == ("abdurahman", "omar", "tervani")
    written = read_name("أحمد بن محمد الترفاني")
    assert (written.given, written.father) == ("ahmd", "mhmd")
    assert written.family.startswith("trfan")


def test_three_words_without_marks_give_the_father_in_the_middle() -> None:
    name = read_name("Ahmad Omar al-Tervani")
    assert (name.given, name.father, name.family) == ("ahmad", "omar", "tervani")


def test_initials_stay_initials() -> None:
    name = read_name("Орлаева А. Р.")
    assert (name.given, name.father, name.family, name.sex) == ("a", "r", "orlaev", "f")


def test_a_kunya_is_no_given_name_but_may_stand_for_one() -> None:
    assert read_name("Abu Talib Ahmad Tervani").given == "ahmad"
    assert read_name("Abu Hafs").given == "omar"
    assert read_name("Umm Hafs").given == ""


def test_a_double_family_name_keeps_both_halves() -> None:
    assert read_name("Мария Тервина-Орлова").family_parts == ("tervin", "orlov")


def test_ich_ends_a_family_name_where_given_names_stand_before_it() -> None:
    assert read_name("Driton Dragan Stankovich").family == "stankovic"
    assert read_name("Marko Petrovich").family == "petrovic"
    assert read_name("Tervanov Ruslan Omarovich").father == "omar"
    assert read_name("Турымиев Султан Мусович").father == "musa"


def test_the_habit_of_a_list_decides_where_the_words_do_not() -> None:
    assert read_name("Tarv Belm", WordOrder.FAMILY_FIRST).family == "tarv"
    assert read_name("Tarv Belm", WordOrder.FAMILY_LAST).family == "belm"
    assert order_shown("Gelashvili Giorgi") is WordOrder.FAMILY_FIRST
    assert order_shown("Giorgi Gelashvili") is WordOrder.FAMILY_LAST
    assert order_shown("Tarv Belm") is WordOrder.UNKNOWN


def test_columns_of_their_own_give_the_same_parts_as_a_whole_name() -> None:
    parts = read_parts("Akhmed Ruslanovich", "Orlaev", "")
    assert parts == read_parts("Akhmed", "Orlaev", "Ruslan")
    assert read_parts("Aminat", "Orlaeva", "Ruslanovna").father == "ruslan"


@given(st.text(max_size=40))
@settings(deadline=None, max_examples=200)
def test_no_text_is_refused(text: str) -> None:
    name = read_name(text)
    assert all(part == part.lower() for part in (name.given, name.family, name.father))
