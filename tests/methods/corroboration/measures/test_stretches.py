"""The rules of `measures.stretches`."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.corroboration.measures.stretches import MOST, stretches
from holdfast.methods.corroboration.prose import read_prose


def test_a_sentence_of_usual_length_stays_whole() -> None:
    prose = read_prose("Three men left. Two stayed.", language="en")
    assert list(stretches(prose)) == list(prose.sentences)


@settings(deadline=None, max_examples=20)
@given(st.text(alphabet="ab  ,", min_size=MOST, max_size=3 * MOST))
def test_a_long_sentence_is_cut_and_loses_no_word(text: str) -> None:
    prose = read_prose(text, language="en")
    spans = list(stretches(prose))
    assert all(0 < span.end - span.start <= MOST for span in spans)
    kept = "".join(span.of(text) for span in spans)
    assert kept.replace(" ", "") == text.replace(" ", "")
