from __future__ import annotations

import pytest

from holdfast.methods.disclosure.dates import DateSearch
from holdfast.methods.disclosure.draft import Certainty, DraftField, Hit, Secret, SecretKind
from holdfast.methods.disclosure.stream import stream_of, words_of


def hits(text: str, secret: str = "1990-03-05") -> list[Hit]:
    stream = stream_of([DraftField("text", text)])
    search = DateSearch([Secret("d", SecretKind.BIRTH_DATE, secret)])
    return list(search.find(stream, words_of(stream)))


@pytest.mark.parametrize(
    "text",
    [
        "1990-03-05",
        "05.03.1990",
        "5/3/90",
        "3/5/1990",
        "05031990",
        "19900305",
        "5 марта 1990 года",
        "March 5th, 1990",
        "am 5. März 1990",
        "٥ مارس ١٩٩٠",
    ],
)
def test_a_date_is_certain_in_any_form(text: str) -> None:
    assert Certainty.CERTAIN in {hit.certainty for hit in hits(text)}


@pytest.mark.parametrize("text", ["born in March 1990", "on 5 March"])
def test_a_part_of_a_date_is_possible(text: str) -> None:
    assert [hit.certainty for hit in hits(text)] == [Certainty.POSSIBLE]


@pytest.mark.parametrize(
    "text", ["in 1990", "6 марта 1990", "05.04.1990", "in March", "5 March 1991"]
)
def test_another_date_or_a_year_alone_is_not_told(text: str) -> None:
    assert hits(text) == []


@pytest.mark.parametrize("secret", ["5 марта 1990", "05.03.1990", "19900305", "March 1990"])
def test_a_secret_can_be_written_in_any_form(secret: str) -> None:
    assert Certainty.CERTAIN in {hit.certainty for hit in hits("5 марта 1990", secret)}


def test_a_secret_that_is_no_date_finds_nothing() -> None:
    assert hits("5 марта 1990", "unknown") == []
