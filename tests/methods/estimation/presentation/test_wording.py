"""Words of the page: plain, rounded, and safe to draw."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.estimation.outcome import Concern, Doubt, Method
from holdfast.methods.estimation.presentation.wording import (
    MEANINGS,
    METHODS,
    counted,
    in_words,
    joined,
    picture_changes,
    picture_names,
    plain_reason,
    rounded,
    span,
    whole,
)


def test_every_method_has_a_name_and_a_meaning():
    assert set(METHODS) == set(MEANINGS) == set(Method)


@pytest.mark.parametrize("concern", list(Concern))
def test_a_plain_reason_holds_no_estimate(concern):
    said = plain_reason(Doubt(concern, "The data allow several answers: near 49,000."))
    about_the_table = {Concern.SPARSE, Concern.LIMIT}
    assert ("49,000" in said) == (concern in about_the_table)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.0, "0"), (7.4, "7"), (964.0, "964"), (12_595.0, "12,600"), (4_466.0, "4,470"),
     (1_234_567.0, "1,230,000"), (float("inf"), "no bound")],
)  # fmt: skip
def test_numbers_in_sentences_have_three_digits(value, shown):
    assert rounded(value) == shown


@settings(deadline=None, max_examples=60)
@given(st.floats(1, 1e12))
def test_rounding_moves_a_number_by_half_a_hundredth_at_most(value):
    assert abs(float(rounded(value).replace(",", "")) / value - 1) < 0.0051 or value < 100


def test_numbers_in_tables_are_whole_and_missing_ones_say_so():
    assert (whole(3904.6), whole(None), whole(float("inf"))) == ("3,905", "none", "none")
    assert span(10, 20) == "10 to 20"
    assert span(10, None) == span(10, float("inf")) == "10 or more"
    assert span(None, None) == "none"


def test_small_numbers_are_words():
    assert (in_words(4), in_words(40), counted(1, "list")) == ("four", "40", "one list")
    assert (joined([]), joined(["a"]), joined(["a", "b", "c"])) == ("", "a", "a, b and c")


@pytest.mark.parametrize("name", ["مستشفى", "$x$", "A very long name indeed", "<b>", "בית", ""])
def test_a_name_that_cannot_be_drawn_rightly_gets_a_number(name):
    assert picture_names(["Hospital", name])[name] == "list 2"


@pytest.mark.parametrize("name", ["Hospital", "Больница", "HRW", "Press 2", "É.D."])
def test_a_short_plain_name_is_drawn(name):
    assert picture_names([name])[name] == name


def test_changes_that_name_lists_are_drawn_with_the_same_names():
    short = picture_changes(["Hospital", "مستشفى", "Press"])
    assert short["without مستشفى"] == "without list 2"
    assert short["Hospital and مستشفى merged"] == "Hospital + list 2"
    assert len(short) == 3 + 3
