from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.corroboration.passages.quotations import are_same_words
from holdfast.methods.corroboration.passages.short import ShortQuotations

_QUOTATIONS = st.lists(
    st.lists(st.sampled_from("they took 3 three men no not didn't away".split()), max_size=9).map(
        " ".join
    ),
    min_size=1,
    max_size=8,
)


@settings(deadline=None, max_examples=150)
@given(_QUOTATIONS)
def test_none_is_left_out_that_is_the_same(texts: list[str]) -> None:
    every = np.arange(len(texts), dtype=np.int32)
    near = ShortQuotations(texts).near(texts[0], among=every)
    assert {n for n in every.tolist() if are_same_words(texts[0], texts[n])} <= set(near)


def test_quotations_with_few_words_in_common_are_left_out() -> None:
    texts = ["they took three men from our street", "they took nothing that night from anybody"]
    short = ShortQuotations(texts)
    assert short.near(texts[0], among=np.array([0, 1], np.int32)) == [0]
    assert short.near("words that stand nowhere else", among=np.array([0, 1], np.int32)) == []


def test_only_those_asked_about_are_given() -> None:
    short = ShortQuotations(["the same few words", "the same few words", ""])
    assert short.near("the same few words", among=np.array([1], np.int32)) == [1]
    assert short.near("the same few words", among=np.array([], np.int32)) == []
