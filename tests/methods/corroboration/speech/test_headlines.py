"""Headlines."""

from holdfast.methods.corroboration.speech.headlines import headlines

from .reports import prose, said

BODY = "The Harbour Network said on Friday that forty people had been brought out of Ostrana."


def test_title_is_a_headline_with_the_marks_of_a_heading_too() -> None:
    text = f"# Forty brought out\n\n{BODY}\n\nForty brought out"
    assert headlines(prose(text), "Forty brought out") == {0, 2}


def test_line_whose_words_the_body_repeats_is_a_headline() -> None:
    text = f"Forty people brought out of Ostrana, network says\n\n{BODY}"
    assert headlines(prose(text), None) == {0}
    assert [what for _, _, what in said(text)] == ["forty people had been brought out of Ostrana"]


def test_line_that_says_something_else_is_none() -> None:
    text = f"Ministry denies torture in northern cellars\n\n{BODY}"
    assert headlines(prose(text), None) == frozenset()


def test_first_sentence_is_no_headline() -> None:
    assert headlines(prose(f"{BODY}\n\n{BODY}"), None) == frozenset()
