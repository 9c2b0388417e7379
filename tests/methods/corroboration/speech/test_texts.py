"""Texts that speak for their authors."""

import pytest

from holdfast.methods.corroboration.speech.lexis import english
from holdfast.methods.corroboration.speech.texts import text_at, text_spoken_in, writer_after

from .reports import said
from .test_phrases import words
from .test_tokens import tokens


def test_a_text_is_known_in_both_numbers() -> None:
    row = tokens("the statements and a rumour")
    assert [text_at(row, at, english()) for at in range(5)] == [
        None,
        "statement",
        None,
        None,
        None,
    ]


def test_the_author_stands_after_by_or_from() -> None:
    row = tokens("a statement from the Ministry of Fisheries said so")
    assert words(row, writer_after(row, 1)) == "the Ministry of Fisheries"
    assert writer_after(tokens("a report of beatings by night"), 1) is None


def test_somebody_speaks_in_a_text() -> None:
    row = tokens("Brenn said in a short written statement that they left")
    assert text_spoken_in(row, 0, len(row), english()) == "statement"
    assert text_spoken_in(row, 0, 3, english()) is None


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("A report by the Lantern Post said that the envoy fled.", "Lantern Post"),
        ("Poets fled, according to a report by the Open Hand.", "Open Hand"),
        (
            "A statement from the Ministry of Fisheries is out.\n\n“We obey,” the statement reads.",
            "Ministry of Fisheries",
        ),
        (
            "The Network published a letter from Ada Brenn.\n\nThe letter said that they fled.",
            "Ada Brenn",
        ),
    ],
)
def test_a_text_speaks_for_whoever_wrote_it(text: str, who: str) -> None:
    assert who in str(said(text)[-1][0])


def test_the_statement_is_that_of_the_office_which_spoke_last() -> None:
    text = (
        "The Ministry of Fisheries said on Sunday that Pell was wrong.\n\n"
        "“We keep our word,” the statement said."
    )
    assert [who for who, _, _ in said(text)] == ["Ministry of Fisheries"] * 2


def test_the_statement_is_that_of_whoever_spoke_in_one() -> None:
    text = (
        "Ada Brenn said in a statement that Pell was wrong. Odo Lind called it sad.\n\n"
        "“We keep our word,” the statement said."
    )
    assert said(text)[-1][0] == "Ada Brenn"


def test_the_statement_is_no_witness_words() -> None:
    text = (
        "A fisherman said on Sunday that Pell was wrong.\n\n“We keep our word,” the statement said."
    )
    assert said(text)[-1][0] != "A fisherman"


def test_a_country_after_the_statement_is_not_its_name() -> None:
    text = "According to the statement, Velmar will go on to respect all treaties."
    assert [who for who, _, _ in said(text)] == ["statement"]
