"""Quotations that are statements without an attribution."""

from holdfast.methods.corroboration.speech.drafts import stands_alone
from holdfast.methods.corroboration.speech.quotations import find_quotations

from .reports import prose


def alone(text: str) -> list[bool]:
    return [stands_alone(q) for q in find_quotations(prose(text))]


def test_whole_sentence_or_paragraph_is_a_statement() -> None:
    assert alone("“They came for us at night.”") == [True]
    assert alone("He wept. “They came for us at night.” It rained.") == [True]


def test_scare_quotes_and_titles_are_none() -> None:
    assert alone("The so-called “gay purge” goes on in “concentration camps,” he fears.") == [
        False,
        False,
    ]
    assert alone("The film “Night Over the Harbour” won.") == [False]
