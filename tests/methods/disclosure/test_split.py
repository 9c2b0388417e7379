from __future__ import annotations

import pytest

from holdfast.methods.disclosure.draft import DraftField, Hit, Secret, SecretKind
from holdfast.methods.disclosure.split import SplitSearch
from holdfast.methods.disclosure.stream import stream_of, words_of

SEARCH = SplitSearch([Secret("p", SecretKind.PERSON, "Murad Olzinov")])


def hits(text: str) -> list[Hit]:
    return list(SEARCH.find(words_of(stream_of([DraftField("text", text)]))))


@pytest.mark.parametrize(
    "text", ["Olzi-\nnov", "O l z i n o v", "muradolzinov", "Мурад Олзи нова", "olzinovmurad1990"]
)
def test_a_name_that_is_cut_or_glued_is_found(text: str) -> None:
    assert hits(text) != []


def test_a_whole_word_is_left_to_the_search_for_words() -> None:
    assert hits("Olzinov") == []


def test_a_name_that_no_word_begins_is_chance() -> None:
    assert hits("Molzinov ended") == []
    assert hits("the rolzi novelty") == []
