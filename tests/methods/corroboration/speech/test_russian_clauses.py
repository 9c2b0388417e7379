"""Where what is said ends."""

import pytest

from holdfast.methods.corroboration.spans import Span
from holdfast.methods.corroboration.speech.russian_clauses import Shape, again, cut


@pytest.mark.parametrize(
    ("text", "shape", "said", "then"),
    [
        ("пытках, а полиция молчит", Shape.NOUN, "пытках", "полиция молчит"),
        ("пытках и показали синяки", Shape.NOUN, "пытках", None),
        ("пытках и побоях", Shape.NOUN, "пытках и побоях", None),
        ("пытках, которые были и будут", Shape.NOUN, "пытках, которые были и будут", None),
        ("его били, а потом увезли", Shape.CLAUSE, "его били, а потом увезли", None),
        ("его били, а полиция отрицает это", Shape.CLAUSE, "его били", "полиция отрицает это"),
        ("погибли трое, однако это не так", Shape.CLAUSE, "погибли трое", None),
        ("людей не били, ушёл в отставку", Shape.ASIDE, "людей не били", None),
    ],
)
def test_content_ends_where_another_clause_begins(
    text: str, shape: Shape, said: str, then: str | None
) -> None:
    found = cut(text, Span(0, len(text)), shape)
    assert found.said.of(text) == said
    assert (None if found.then is None else text[found.then :]) == then


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("его били, и добавил, что воды не было", "воды не было"),
        ("его били, уточнив, что воды не было", "воды не было"),
        ("его били, и понял, что воды не будет", None),
    ],
)
def test_the_same_speaker_goes_on_after_another_word_of_saying(text: str, more: str | None) -> None:
    found = again(text, Span(0, len(text)))
    assert (None if found is None else found.said.of(text)) == more
