"""Pairing of quotation marks."""

import itertools
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.corroboration.spans import Span
from holdfast.methods.corroboration.speech.marks import Pair, pair_marks


def pairs(text: str) -> list[Pair]:
    return pair_marks(text, Span(0, len(text)))


def outermost(text: str) -> list[str]:
    return [p.inner.of(text) for p in pairs(text) if p.depth == 0]


@pytest.mark.parametrize(
    "text",
    [
        'He said "they beat us" twice.',
        "He said “they beat us” twice.",
        "He said ‘they beat us’ twice.",
        "He said 'they beat us' twice.",
        "He said ''they beat us'' twice.",
        "He said «they beat us» twice.",
        "He said »they beat us« twice.",
        "He said „they beat us“ twice.",
        "He said ‚they beat us‘ twice.",
        "He said ”they beat us” twice.",
        "He said 「they beat us」 twice.",
    ],
)
def test_every_kind_of_mark_is_paired(text: str) -> None:
    assert outermost(text) == ["they beat us"]


@pytest.mark.parametrize(
    "text",
    [
        "The guards' dogs barked.",
        "It's the men's cell; they don't sleep.",
        "Get 'em out, 'tis late in the '90s.",
        "It’s the guards’ order, and ’tis done.",
        'The board is 5" wide.',
    ],
)
def test_apostrophes_elisions_and_inches_are_no_marks(text: str) -> None:
    assert pairs(text) == []


def test_plural_possessive_does_not_close_a_single_quotation() -> None:
    assert outermost("‘The guards’ dogs were kinder,’ she said.") == [
        "The guards’ dogs were kinder,"
    ]


def test_quotation_inside_another_is_nested() -> None:
    found = pairs("“He said ‘come here’ and left.”")
    assert [p.depth for p in found] == [0, 1]


def test_curly_marks_nest_inside_straight_ones() -> None:
    assert outermost('"He asked: “Where?” Then he left."') == ["He asked: “Where?” Then he left."]


def test_missing_closing_mark_is_closed_by_the_paragraph() -> None:
    found = pairs("She said: “They took him.")
    assert (found[0].has_close, found[0].inner.of("She said: “They took him.")) == (
        False,
        "They took him.",
    )


def test_closing_mark_alone_opens_with_the_paragraph() -> None:
    text = "They took him.” Nobody spoke."
    assert [(p.has_open, p.inner.of(text)) for p in pairs(text)] == [(False, "They took him.")]


def test_ten_thousand_marks_are_paired_in_time_that_grows_with_them() -> None:
    for text in ('"a' * 10_000, "‘a " * 10_000, "“a “b” " * 5_000, "“‘" * 5_000):
        start = process_time()
        pairs(text)
        assert process_time() - start < 2


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab. ,“”‘’\"'«»„–", max_size=60))
def test_pairs_nest_or_are_disjoint_and_leave_marks_out(text: str) -> None:
    found = pairs(text)
    for pair in found:
        assert pair.outer.contains(pair.inner)
        assert pair.inner.start < pair.inner.end
    top = [p for p in found if p.depth == 0]
    assert all(a.outer.end <= b.outer.start for a, b in itertools.pairwise(top))
