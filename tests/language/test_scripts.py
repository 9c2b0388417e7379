import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.language.scripts import latinised


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("გიორგი", "giorgi"),
        ("ჯაბა", "dzhaba"),
        ("محمد", "mhmd"),
        ("مُحَمَّد", "mhmd"),
        ("الحسن", "al-hsn"),
        ("يوسف", "yusf"),
        ("مروان", "mrvan"),
        ("Đorđe", "djordje"),
        ("Šaban", "shaban"),
        ("Щукин", "shchukin"),
    ],
)
def test_each_script_is_written_in_latin_letters(written: str, latin: str) -> None:
    assert latinised(written) == latin


@given(st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=12))
@settings(deadline=None, max_examples=100)
def test_no_arabic_letter_of_the_table_is_left(text: str) -> None:
    assert not set(latinised(text)) & set("ابتثجحخدذرزسشصضطظعغفقكلمنهوي")
