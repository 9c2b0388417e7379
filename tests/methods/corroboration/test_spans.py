"""Spans."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from holdfast.methods.corroboration.spans import Span, merged, span_at, trimmed


def test_words_of_a_span() -> None:
    assert Span(1, 3).of("abcd") == "bc"


def test_touching_spans_do_not_overlap() -> None:
    assert not Span(0, 2).overlaps(Span(2, 4))
    assert Span(0, 3).overlaps(Span(2, 4))
    assert Span(0, 4).contains(Span(2, 4))
    assert not Span(0, 3).contains(Span(2, 4))


def test_white_space_at_the_ends_is_left_out() -> None:
    assert trimmed(" \u00a0ab \n", 0, 6) == Span(2, 4)
    assert trimmed("   ", 0, 3) == Span(3, 3)


def test_span_that_holds_an_offset() -> None:
    spans = [Span(0, 2), Span(4, 6)]
    assert [span_at(spans, i) for i in (0, 1, 2, 3, 5, 6)] == [0, 0, None, None, 1, None]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8))))
def test_merged_spans_hold_the_same_code_points_and_are_disjoint(
    raw: list[tuple[int, int]],
) -> None:
    spans = [Span(a, a + n) for a, n in raw]
    out = merged(spans)
    held = {i for s in spans for i in range(*s)}
    assert {i for s in out for i in range(*s)} == held
    assert all(a.end < b.start for a, b in itertools.pairwise(out))


def test_a_line_break_inside_a_span_reads_as_one_space() -> None:
    assert Span(0, 12).on_one_line("at least\r\n16") == "at least 16"
    assert Span(0, 4).on_one_line("a  b") == "a  b"
