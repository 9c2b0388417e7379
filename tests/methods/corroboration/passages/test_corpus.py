from __future__ import annotations

import numpy as np

from holdfast.methods.corroboration.passages.corpus import lay_out
from holdfast.methods.corroboration.passages.fingerprint import ReportText, fingerprint


def _fingerprints(*texts: str):
    return [fingerprint(ReportText(report=f"r{n}", text=text)) for n, text in enumerate(texts)]


def test_reports_with_the_same_words_are_one_text() -> None:
    corpus = lay_out(_fingerprints("one two three", "four five", "One, two: three!"))
    assert len(corpus.copies) == 2
    assert sorted(len(same) for same in corpus.copies) == [1, 2]
    assert [c.report for same in corpus.copies for c in same if len(same) == 2] == ["r0", "r2"]


def test_words_between_texts_occur_once() -> None:
    corpus = lay_out(_fingerprints("one two", "one three", "one two four"))
    inside = {p for s, e in zip(corpus.starts, corpus.ends, strict=True) for p in range(s, e)}
    between = [w for p, w in enumerate(corpus.words.tolist()) if p not in inside]
    assert len(between) == 4
    assert all((corpus.words == word).sum() == 1 for word in between)


def test_each_position_belongs_to_its_text() -> None:
    corpus = lay_out(_fingerprints("one two", "three four five"))
    for number, (start, end) in enumerate(zip(corpus.starts, corpus.ends, strict=True)):
        assert set(corpus.text_at(np.arange(start, end)).tolist()) == {number}
        expected = corpus.copies[number][0].words.numbers
        assert corpus.words[start:end].tolist() == expected.tolist()


def test_order_of_input_makes_no_difference() -> None:
    fingerprints = _fingerprints("one two", "three four five", "one two", "six")
    one, other = lay_out(fingerprints), lay_out(reversed(fingerprints))
    assert one.words.tolist() == other.words.tolist()
    assert one.copies == other.copies


def test_no_report_makes_an_empty_corpus() -> None:
    assert len(lay_out([]).starts) == 0
