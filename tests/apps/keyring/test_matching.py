import sys

from hypothesis import example, given, settings
from hypothesis import strategies as st

from holdfast.apps.keyring.matching import finder

LETTERS = st.text(st.sampled_from("oO sSкКжЖkK\u212aıİiIßẞσΣςåÅ\u212bωΩ\u2126ǅ字ظ"), max_size=12)


@settings(deadline=None, max_examples=300)
@given(text=LETTERS, before=LETTERS, middle=LETTERS, after=LETTERS)
@example("osk", "", "OSK", "")
def test_the_answer_is_that_of_lower_case_texts(
    text: str, before: str, middle: str, after: str
) -> None:
    for inside in (before + middle + after, before + text + after, before + text.upper() + after):
        assert finder(text)(inside.encode()) == (text.lower() in inside.lower())


def test_no_letter_of_any_script_is_missed() -> None:
    for number in range(sys.maxunicode + 1):
        letter = chr(number)
        small = letter.lower()
        if small != letter:
            inside = f"ab{letter}cd"
            assert finder(f"b{small}c")(inside.encode()) == (f"b{small}c" in inside.lower())


def test_what_is_no_text_is_searched_too() -> None:
    assert finder("road")(b"\xff\xfe ROAD \xff")
