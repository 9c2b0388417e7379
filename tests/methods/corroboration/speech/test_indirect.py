"""Reported speech."""

import pytest

from holdfast.methods.corroboration.speech.indirect import find_reports, sentences
from holdfast.methods.corroboration.speech.lexis import english

from .test_phrases import words
from .test_tokens import tokens


def reports(text: str) -> list[tuple[str | None, str]]:
    row = tokens(text)
    return [
        (words(row, r.speaker), " | ".join(s.of(text) for s in r.spans(row)))
        for r in find_reports(row, set(), english())
    ]


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("Brenn said that the cells were full.", "Brenn", "the cells were full"),
        ("Brenn said the cells were full.", "Brenn", "the cells were full"),
        ("The cells were full, Brenn said.", "Brenn", "The cells were full"),
        ("The cells were full, said Ada Brenn.", "Ada Brenn", "The cells were full"),
        ("According to Brenn, the cells were full.", "Brenn", "the cells were full"),
        ("The cells were full, according to Brenn.", "Brenn", "The cells were full"),
        ("Brenn told the Post that the cells were full.", "Brenn", "the cells were full"),
        ("Ilya described being held in a cellar.", "Ilya", "being held in a cellar"),
        ("The mayor denied the arrests.", "The mayor", "the arrests"),
        ("The group called on the mayor to resign.", "The group", "the mayor to resign"),
        ("Brenn urged the mayor to resign.", "Brenn", "the mayor to resign"),
        ("Brenn accused the mayor of lying.", "Brenn", "the mayor of lying"),
        ("Brenn confirmed the reports of the Post.", "Brenn", "the reports of the Post"),
        (
            "The response from the ministry is that nobody was held.",
            "the ministry",
            "nobody was held",
        ),
    ],
)
def test_content_and_speaker_of_reported_speech(text: str, who: str, what: str) -> None:
    assert reports(text) == [(who, what)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("It is reported that the cells were full.", "the cells were full"),
        ("It’s reported that the cells were full.", "the cells were full"),
        ("Two men were reportedly killed.", "Two men were reportedly killed"),
        ("He left, although two men have reportedly died.", "two men have reportedly died"),
    ],
)
def test_hearsay_has_no_speaker(text: str, what: str) -> None:
    assert reports(text) == [(None, what)]


def test_second_report_in_a_sentence_is_a_report_of_its_own() -> None:
    found = reports("Brenn denied the raid, saying the men had left, and urged calm from all.")
    assert ("Brenn", "the raid") in found
    assert ("Brenn", "the men had left") in found


@pytest.mark.parametrize(
    "text",
    [
        "A group, called the Open Door, runs a hotline.",
        "The laws proposed by the mayor were kept.",
        "You said that the cells were full.",
        "Brenn said the following.",
        "The state of the roads is bad.",
    ],
)
def test_what_is_not_speech_gives_no_report(text: str) -> None:
    assert reports(text) == []


def test_sentence_without_end_is_cut() -> None:
    assert len(sentences(tokens("word " * 1_000))) > 1
