"""Candidates for the speaker of a quotation."""

import pytest

from holdfast.methods.corroboration.speech.attribution import (
    Reason,
    candidates,
    subject_of_sentence,
)
from holdfast.methods.corroboration.speech.lexis import english
from holdfast.methods.corroboration.speech.tokens import Tag

from .reports import said
from .test_phrases import words
from .test_tokens import tokens


@pytest.mark.parametrize(
    ("text", "reason", "who"),
    [
        ("“They beat us every day,” said Ada Brenn.", Reason.INVERTED, "Ada Brenn"),
        ("“They beat us every day,” Brenn told the Post.", Reason.AFTER, "Brenn"),
        ("“They beat us every day.” ― Ada Brenn", Reason.SIGNED, "Ada Brenn"),
        ("Brenn said: “They beat us every day.”", Reason.BEFORE, "Brenn"),
        ("“They beat us,” replied on Monday the mayor.", Reason.INVERTED, "the mayor"),
        ("“They beat us,” answers to our question the mayor.", Reason.INVERTED, "the mayor"),
        ("“They beat us every day,” according to him.", Reason.ACCORDING, "him"),
        (
            "The Post says two died; Odo Hale of the Port holds that for too few: “They beat us all.”",
            Reason.COLON,
            "Odo Hale of the Port",
        ),
        ("Said Brenn: “They beat us every day.”", Reason.BEFORE, "Brenn"),
        ("As Brenn put it, “They beat us every day.”", Reason.BEFORE, "Brenn"),
        ("Ada Brenn: “They beat us every day.”", Reason.COLON, "Ada Brenn"),
        (
            "The mayor of the port, Odo Hale, has just gone on the radio: “They beat us.”",
            Reason.COLON,
            "The mayor of the port",
        ),
        ("According to Brenn, “they beat us every day.”", Reason.ACCORDING, "Brenn"),
        ("“They beat us every day,” according to Brenn.", Reason.ACCORDING, "Brenn"),
    ],
)
def test_best_candidate_has_its_reason(text: str, reason: Reason, who: str) -> None:
    row = tokens(text)
    at = next(i for i, t in enumerate(row) if t.tag == Tag.QUOTATION)
    best = candidates(row, at, text, english())[0]
    assert (best.reason, words(row, best.phrase)) == (reason, who)


def test_clause_with_speech_of_its_own_is_no_attribution() -> None:
    text = "“They beat us every day.” Brenn said the cells were full."
    row = tokens(text)
    assert candidates(row, 0, text, english()) == []


def test_subject_of_a_sentence_that_reports_speech() -> None:
    row = tokens("He further added the following.")
    found = subject_of_sentence(row, 0, len(row) - 1)
    assert found is not None
    assert (words(row, found[0]), row[found[1]].low) == ("He", "added")


def test_words_somebody_points_to_are_said() -> None:
    text = "Tural Brist left. He pointed to “strong feelings against poets in the valley.”"
    assert said(text) == [("Tural Brist", "direct", "strong feelings against poets in the valley.")]


def test_in_the_words_of_somebody_names_the_speaker() -> None:
    assert said("In the words of Ada Brenn: “They beat us all night.”") == [
        ("Ada Brenn", "direct", "They beat us all night.")
    ]
