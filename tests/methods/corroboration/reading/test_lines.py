"""Lines are trimmed, sorted and disjoint."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.corroboration.reading.lines import lines_of, normalised
from holdfast.methods.corroboration.spans import Span


def test_a_line_has_its_place_in_the_text_without_white_space_around_it() -> None:
    lines = lines_of("\ufeff  One line.\r\n\r\n\u00a0Two  \u2028 three")
    assert [(line.span, line.words) for line in lines] == [
        (Span(3, 12), "One line."),
        (Span(17, 20), "Two"),
        (Span(24, 29), "three"),
    ]


def test_a_line_knows_whether_it_ends_a_sentence_or_holds_a_quotation() -> None:
    ended, quoted, label, apostrophe = lines_of("He left.\n“He left”\nA label\nThe men's road")
    assert ended.ends_sentence() and not label.ends_sentence()
    assert quoted.has_quotation() and not ended.has_quotation()
    assert not apostrophe.has_quotation()


def test_the_same_words_are_recognised_whatever_their_case_and_spaces() -> None:
    assert normalised("  Sign\u00a0 IN ") == normalised("sign in")


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="ab .\n\r\u2028\ufeff\t", max_size=60))
def test_lines_are_sorted_disjoint_and_hold_every_letter(text: str) -> None:
    lines = lines_of(text)
    assert all(line.words == line.span.of(text) == line.words.strip() != "" for line in lines)
    assert all(a.span.end < b.span.start for a, b in itertools.pairwise(lines))
    assert sum(line.words.count("a") for line in lines) == text.count("a")
