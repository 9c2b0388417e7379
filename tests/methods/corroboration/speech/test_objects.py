"""Objects of verbs that no list knows."""

import pytest

from holdfast.methods.corroboration.speech.objects import has_verb, past_verb, shown_from

from .test_tokens import tokens


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The song angered a group", "a"),
        ("The raid followed an order", "an"),
        ("The masked guards", "The"),
    ],
)
def test_an_object_begins_behind_its_verb(text: str, word: str) -> None:
    row = tokens(text)
    assert row[past_verb(row, 0, len(row) - 1)].text == word


@pytest.mark.parametrize(
    ("text", "first"),
    [("Video showed two guards", 2), ("Video showed two lamps", None), ("The two guards", None)],
)
def test_those_whom_a_picture_shows_are_people(text: str, first: int | None) -> None:
    row = tokens(text)
    assert shown_from(row, len(row), 0) == first


@pytest.mark.parametrize(
    ("text", "is_there"),
    [
        ("The raids prompted an outcry", True),
        ("Lantern published testimonies of nine men", True),
        ("The masked guards of the port", False),
    ],
)
def test_a_deed_and_its_object_are_seen_within_a_phrase(text: str, is_there: bool) -> None:
    row = tokens(text)
    assert has_verb(row, 0, len(row) - 1) is is_there
