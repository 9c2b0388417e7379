"""Interviews as transcripts."""

import pytest

from holdfast.methods.corroboration.speech.transcripts import is_question, turns

from .reports import prose, said

TEXT = (
    "HALE: Who came at night?\n\nBRENN: They came in vans.\n\n“And they took my brother.”\n\n"
    "HALE: Where is he?"
)


def test_each_turn_is_said_by_its_label_and_goes_on_with_a_quotation_mark() -> None:
    assert [(who, what) for who, _, what in said(TEXT)] == [
        ("HALE", "Who came at night?"),
        ("BRENN", "They came in vans. | And they took my brother."),
        ("HALE", "Where is he?"),
    ]


def test_label_is_who_was_named_before() -> None:
    text = f"Ada Brenn spoke with Boris Hale on air.\n\n{TEXT}"
    assert [who for who, _, _ in said(text)] == ["Boris Hale", "Ada Brenn", "Boris Hale"]


def test_question_is_nobodys_statement() -> None:
    text = "Q: Who came?\n\nBRENN: They came in vans.\n\nQ: And then?\n\nBRENN: We waited."
    read = prose(text)
    assert [is_question(t, text) for t in turns(read)] == [True, False, True, False]
    assert [what for _, _, what in said(text)] == ["They came in vans.", "We waited."]


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE: It rained.\n\nPHOTO: A depot.\n\nUPDATE: It snowed.",
        "BRENN: They came in vans.",
        "Note: It rained.\n\nPlease stay: it snowed.",
    ],
)
def test_labels_that_nobody_speaks_under_make_no_transcript(text: str) -> None:
    assert turns(prose(text)) == ()
