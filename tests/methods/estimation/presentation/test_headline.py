"""The verdict first: a number only where it is usable, every reason once."""

from __future__ import annotations

from dataclasses import replace

from holdfast.methods.estimation.outcome import Interval, Method
from holdfast.methods.estimation.presentation.headline import (
    agree,
    headline,
    headline_blocks,
    hull,
    reason_items,
    span_words,
    usable,
)
from holdfast.rendering.tree import BigNumbers

from . import sample
from .sample import words

ONE = {Method.DECOMPOSABLE: Interval(5, 4, 6)}


def test_only_usable_methods_have_a_number_in_the_headline():
    study = sample.usable()
    assert list(usable(study)) == [Method.LATENT_CLASS, Method.DECOMPOSABLE, Method.LOG_LINEAR]
    assert headline(study) == "Usable: 3,390 to 5,120 people, if what is assumed is so"
    said = words(*headline_blocks(study))
    assert "three of four methods" in said and "3,010" not in said
    assert "1,770 to 3,500 of them are on no list" in said


def test_a_refusal_says_so_and_why_and_shows_no_number():
    study = sample.refused()
    assert headline(study) == "Refused: these lists do not carry a number"
    blocks = headline_blocks(study)
    said = words(*blocks)
    assert "all four methods were refused" in said
    assert "With these lists its equations have no answer." in said
    assert not any(isinstance(block, BigNumbers) for block in blocks)
    for number in ("3,011", "9,100", "4,210", "81,000", "7,8"):
        assert number not in said


def test_methods_that_disagree_are_said_to_and_none_is_preferred():
    study = sample.apart()
    assert headline(study) == "Usable, but the methods do not agree"
    assert "Do not choose the one you like" in words(*headline_blocks(study))


def test_a_study_stopped_before_its_first_method_says_that():
    said = words(*headline_blocks(sample.stopped()))
    assert headline(sample.stopped()) == "Stopped before any method had finished"
    assert "Stopped early" in said


def test_a_reason_that_several_methods_share_is_said_once_and_first():
    items = reason_items(sample.refused(), lambda doubt: doubt.concern.value).items
    assert items[0].content[0].content == ("All four methods",)
    assert [item.content[2] for item in items].count("lists not described") == 1


def test_without_a_doubt_there_are_no_reasons():
    assert reason_items(sample.apart(), lambda doubt: doubt.sentence) is None


def test_cautions_and_remarks_of_the_table_stand_at_the_top():
    study = sample.apart()
    study = replace(study, table=replace(study.table, remarks=("Two rows were summed.",)))
    said = words(*headline_blocks(study))
    assert "Two rows were summed." in said
    assert "List Press has referrals with Parents" in said


def test_intervals_are_joined_from_end_to_end():
    two = ONE | {Method.LOG_LINEAR: Interval(9, 7, float("inf"))}
    assert agree(ONE) and not agree(two)
    assert hull(two) == (4, float("inf"))
    assert (span_words(ONE), span_words(two)) == ("4 to 6", "4 or more")
