import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.language.person_names.sound import frame, sound


@pytest.mark.parametrize(
    "spellings",
    [
        "Джамал Dzhamal Djamal Jamal",
        "Юсуф Yusuf Jusuf Yousuf",
        "Сулейман Suleiman Sulejman Sulayman",
        "Краснићи Krasniqi Krasnići Krasnici",
        "Каримов Karimow Karimoff Karimov",
        "გელაშვილი Gelashvili Гелашвили",
        "Tatiana Tatyana Tatjana Татьяна",
        "Елена Yelena Jelena",
        "Яндаров Yandarov Iandarov",
    ],
)
def test_spellings_of_one_name_sound_alike(spellings: str) -> None:
    assert len({sound(spelling) for spelling in spellings.split()}) == 1


@pytest.mark.parametrize(
    "spellings",
    ["Marwan مروان", "Husayn Hussein حسين", "Sulayman سليمان", "Tariq طارق", "Omar عمر"],
)
def test_arabic_without_vowels_meets_its_latin_spelling_in_the_frame(spellings: str) -> None:
    assert len({frame(sound(spelling)) for spelling in spellings.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Agim", "Arben"), ("Orlaev", "Orbeli"), ("Ana", "Ivan")]
)
def test_other_names_sound_otherwise(one: str, other: str) -> None:
    assert sound(one) != sound(other)
    assert frame(sound(one)) != frame(sound(other))


@given(st.text(max_size=20))
@settings(deadline=None, max_examples=200)
def test_a_sound_is_lower_case_latin_letters_only(text: str) -> None:
    assert all("a" <= char <= "z" for char in sound(text))
    assert all("a" <= char <= "z" for char in frame(sound(text)))
