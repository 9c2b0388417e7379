"""Paragraphs and sentences."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.corroboration.prose import read_prose
from holdfast.methods.corroboration.spans import Span


def sentences(text: str, language: str = "en") -> list[str]:
    return [s.of(text) for s in read_prose(text, language=language).sentences]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Ada Brenn met Gen. Hale in St. Orlo.",
        "J. K. Brenn left at 5 p.m. Friday.",
        "Room No. 9 was full.",
        "On Sat. Brenn left.",
        "“Where are they?” Brenn asked.",
        "“Stop!” the guard shouted.",
        "They waited ... and waited.",
        "He works for Harbour Inc. Karsk.",
        "1. Brenn left.",
        "— Нас били! — сказал он.",
        "Это было на ул. Мира, д. 5 в Карске.",
        "А. П. Бренн уехал.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("They left. Nobody stayed.", 2),
        ("He said no. They left.", 2),
        ("The dog sat. They left.", 2),
        ("They were taken to camps.They never came back.", 2),
        ("They came at 5 a.m. The street was dark.", 2),
        ("“We ran.” The house burnt.", 2),
        ("Where are they? Nobody knows… They left.", 3),
        ("Нас били. Потом отпустили!", 2),
        ("Fees rose 4.5 percent. Nobody paid.", 2),
    ],
)
def test_sentences_are_parted(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_paragraph_is_a_line_and_furniture_is_in_none() -> None:
    text = "First line.\n\n  Share this  \nLast line."
    start = text.index("Share")
    read = read_prose(text, language="en", furniture=(Span(start, start + 10),))
    assert [p.of(text) for p in read.paragraphs] == ["First line.", "Last line."]
    assert read.paragraph_at(start) is None
    assert read.sentence_at(0) == Span(0, 11)


def test_furniture_inside_a_line_parts_it() -> None:
    text = "They left [photo] at night."
    read = read_prose(text, language="en", furniture=(Span(10, 17),))
    assert [p.of(text) for p in read.paragraphs] == ["They left", "at night."]


def test_sentences_of_one_paragraph() -> None:
    text = "A left. B left.\nC left."
    read = read_prose(text, language="en")
    assert len(read.sentences_in(read.paragraphs[0])) == 2
    assert len(read.sentences_in(read.paragraphs[1])) == 1


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="aB. !?\n…”“—1,", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 10)), max_size=3),
)
def test_spans_are_sorted_disjoint_and_trimmed(text: str, gaps: list[tuple[int, int]]) -> None:
    length = len(text)
    furniture = tuple(Span(min(a, length), min(a + n, length)) for a, n in gaps)
    read = read_prose(text, language="en", furniture=furniture)
    for spans in (read.paragraphs, read.sentences):
        assert all(s.start < s.end and s.of(text) == s.of(text).strip() for s in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert not any(s.overlaps(f) for s in spans for f in furniture)
    for sentence in read.sentences:
        assert any(p.contains(sentence) for p in read.paragraphs)
