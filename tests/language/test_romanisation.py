import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.language.romanisation import romanised, skeleton


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [("Щукин", "shchukin"), ("Юлия", "yuliya"), ("Хож-Ахмед", "khozh-akhmed"), ("Їжак", "yizhak")],
)
def test_cyrillic_is_mapped_letter_by_letter(cyrillic: str, latin: str) -> None:
    assert romanised(cyrillic) == latin


def test_accents_are_left_out() -> None:
    assert romanised("Łukasz Müller Đorđe") == "lukasz muller dorde"


@pytest.mark.parametrize(
    "spellings",
    [
        ("Каримов", "Karimov", "Karimow", "Karimoff"),
        ("Ахмед", "Akhmed", "Ahmed"),
        ("Джабраил", "Dzhabrail", "Djabrail"),
        ("Цой", "Tsoi", "Tsoy"),
    ],
)
def test_spellings_of_one_name_share_a_skeleton(spellings: tuple[str, ...]) -> None:
    assert len({skeleton(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Karimov", "Kadyrin"), ("Orlo", "Orla"), ("Ana", "Ivan")]
)
def test_other_names_keep_other_skeletons(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@given(st.text())
def test_no_text_is_refused(text: str) -> None:
    assert isinstance(skeleton(text), str)
