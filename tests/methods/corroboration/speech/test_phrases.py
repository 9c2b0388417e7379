"""Noun phrases beside a verb."""

import pytest

from holdfast.methods.corroboration.speech.phrases import (
    Phrase,
    clause_subject,
    name_beside,
    named_just_before,
    nearest_clause_subject,
    phrase_after,
    subject_before,
)
from holdfast.methods.corroboration.speech.tokens import Tag, Token

from .test_tokens import tokens


def words(row: list[Token], phrase: Phrase | None) -> str | None:
    if phrase is None:
        return None
    return " ".join(t.text for t in row[phrase.first : phrase.last + 1])


def subject(text: str) -> str | None:
    row = tokens(text)
    cue = max(i for i, t in enumerate(row) if t.tag == Tag.CUE)
    return words(row, subject_before(row, cue, 0))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Brenn said so.", "Ada Brenn"),
        ("On Tuesday, a lawyer with the Network said so.", "a lawyer with the Network"),
        ("Ada Brenn, a lawyer with the Network, said so.", "Ada Brenn"),
        ("In a statement Brenn later said so.", "Brenn"),
        ("Hale — who took office in May — said so.", "Hale"),
        ("Rep. Ada Brenn (D-Utah) said so.", "Rep Ada Brenn"),
        ("The men who had escaped said so.", "The men who had escaped"),
        ("Poets are hiding after Orvel's chief, Jon Pell, said so.", "Orvel's chief"),
        ("Lantern published testimonies of forty men who said so.", "forty men"),
        ("Lantern met four masked men who said so.", "four masked men"),
        ("The raids prompted an outcry from Selm, who said so.", "Selm"),
        ("The cabinet has turned from the local chief who said so.", "the local chief"),
        ("A friend who works in the kitchen said so.", "A friend who works in the kitchen"),
        ("The family said so.", "The family"),
        ("The cells were full, guards and cooks said.", "guards and cooks"),
        ("Guards and cooks said so.", "Guards and cooks"),
        ("The cells were full, guards and a relief group said.", "guards and a relief group"),
        ("Somebody on the lake blog said so.", "Somebody on the lake blog"),
        ("Brenn is supposed to have said so.", "Brenn"),
        ("One of those who fled said so.", "One of those who fled"),
        ("He looked up and said so.", "He"),
        ("Brenn, who said so.", "Brenn"),
    ],
)
def test_subject_is_found_left_of_its_verb(text: str, expected: str) -> None:
    assert subject(text) == expected


def test_phrase_after_a_verb_ends_before_the_comma() -> None:
    row = tokens("says Ada Brenn, head of the Network.")
    found = phrase_after(row, 1, len(row))
    assert words(row, found) == "Ada Brenn"
    assert found is not None
    assert found.apposition is not None


def test_article_alone_is_no_phrase() -> None:
    row = tokens("said the")
    assert phrase_after(row, 1, 2) is None


def test_phrase_under_a_preposition_is_no_subject() -> None:
    row = tokens("After the raid, the mayor left.")
    assert words(row, clause_subject(row, 0, len(row))) == "the mayor"


def test_last_clause_has_the_nearest_subject() -> None:
    row = tokens("When my mother came, I laughed and said no.")
    limit = next(i for i, t in enumerate(row) if t.low == "and")
    assert words(row, nearest_clause_subject(row, 0, limit)) == "I"


def test_bare_name_before_a_participle_is_its_subject() -> None:
    row = tokens("It ends with footage of Brenn saying no.")
    at = next(i for i, t in enumerate(row) if t.low == "saying")
    assert words(row, named_just_before(row, at, 0)) == "Brenn"


def test_name_beside_a_role_is_found_and_that_of_somebody_else_is_not() -> None:
    row = tokens("said the spokesman, Viktor Lem.")
    phrase = phrase_after(row, 1, len(row))
    assert phrase is not None
    beside = name_beside(row, phrase)
    assert beside is not None
    assert row[beside[1]].text == "Lem"
    row = tokens("said a spokesman for the leader, Ramo Hale.")
    phrase = phrase_after(row, 1, len(row))
    assert phrase is not None
    assert name_beside(row, phrase) is None


def test_a_day_in_may_is_no_part_of_who_is_told() -> None:
    row = tokens("told reporters on May 3 that")
    assert words(row, phrase_after(row, 1, len(row))) == "reporters"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The raid followed an order from the governor who said so.", "the governor"),
        ("The song angered a group of priests who said so.", "a group of priests"),
    ],
)
def test_who_takes_up_a_person_and_nothing_before_the_verb(text: str, who: str) -> None:
    row = tokens(text)
    said = next(at for at, token in enumerate(row) if token.low == "said")
    assert words(row, subject_before(row, said, 0)) == who
