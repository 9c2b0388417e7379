from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.corroboration.passages.corpus import Corpus, lay_out
from holdfast.methods.corroboration.passages.fingerprint import ReportText, fingerprint
from holdfast.methods.corroboration.passages.matches import (
    GRAM_WORDS,
    NEIGHBOURS,
    Matches,
    find_matches,
    index_grams,
)


def _corpus(*texts: str) -> Corpus:
    return lay_out(
        fingerprint(ReportText(report=f"{n:05d}", text=text)) for n, text in enumerate(texts)
    )


def _matches(corpus: Corpus) -> Matches:
    return find_matches(corpus, index_grams(corpus.words))


def test_index_counts_how_often_each_gram_occurs() -> None:
    corpus = _corpus("a b c d e", "x a b c d y", "q a b c d")
    index = index_grams(corpus.words)
    first_words = [int(p) for p in index.order]
    assert len(first_words) == 3
    assert index.count[first_words].tolist() == [3, 3, 3]
    assert (np.delete(index.count, first_words) == 1).all()


def test_match_is_maximal_on_both_sides() -> None:
    corpus = _corpus("p one two three four five six q", "r one two three four five six s")
    matches = _matches(corpus)
    assert matches.length.tolist() == [6]


def test_match_does_not_run_into_its_own_copy() -> None:
    corpus = _corpus("la " * 50)
    matches = _matches(corpus)
    assert (matches.a + matches.length <= matches.b).all()


def test_text_in_n_reports_gives_about_n_matches() -> None:
    shared = " ".join(f"word{n}" for n in range(60))
    texts = [f"head{n} {shared} tail{n}" for n in range(200)]
    matches = _matches(_corpus(*texts))
    assert 199 <= len(matches.a) <= NEIGHBOURS * 200
    assert set(matches.length.tolist()) == {60}


def test_short_stock_phrase_of_many_reports_gives_no_match() -> None:
    texts = [f"a{n} b{n} c{n} he told our reporter d{n} e{n} f{n}" for n in range(30)]
    assert len(_matches(_corpus(*texts)).a) == 0


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.sampled_from("abcde"), max_size=30), min_size=1, max_size=4))
def test_every_match_is_a_run_of_equal_words_that_cannot_grow(texts: list[list[str]]) -> None:
    corpus = _corpus(*(" ".join(words) for words in texts))
    words = corpus.words
    matches = _matches(corpus)
    for a, b, length in zip(matches.a, matches.b, matches.length, strict=True):
        assert length >= GRAM_WORDS
        assert words[a : a + length].tolist() == words[b : b + length].tolist()
        assert words[a - 1] != words[b - 1]
        assert words[a + length] != words[b + length] or a + length == b
