"""The rules of `measures.bounds`."""

from __future__ import annotations

import pytest

from holdfast.methods.corroboration.measures.bounds import (
    Bounds,
    Expression,
    bounds_of,
    read_expression,
)
from holdfast.methods.corroboration.measures.line import Line, read_line
from holdfast.methods.corroboration.measures.vocabulary import vocabulary
from holdfast.methods.corroboration.prose import read_prose


def read(text: str, language: str = "en") -> tuple[Line, Expression]:
    prose = read_prose(text, language=language)
    line = read_line(prose, prose.sentences[0], vocabulary(language))
    return line, read_expression(line, 0)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("three camps", (3, 3, 3, False)),
        ("at least 3 men", (3, None, None, False)),
        ("over 100 men", (101, None, None, False)),
        ("some 100 men", (None, None, 100, True)),
        ("15 to 30 men", (15, 30, None, False)),
        ("several men", (2, None, None, True)),
        ("dozens of men", (24, None, None, True)),
        ("hundreds of men", (200, None, None, True)),
        ("close to 100,000 names", (None, 100_000, None, True)),
        ("up to 40 men", (None, 40, None, False)),
        ("fewer than 10 men", (None, 9, None, False)),
        ("around 30 or 40 men", (30, 40, None, True)),
        ("two to three hundred men", (200, 300, None, False)),
    ],
)
def test_bounds_are_as_the_record_defines_them(
    text: str, bounds: tuple[float | None, float | None, float | None, bool]
) -> None:
    line, found = read(text)
    assert bounds_of(line, found, is_counted=True) == Bounds(*bounds)


def test_more_than_a_share_is_not_one_more() -> None:
    line, found = read("more than 40 percent")
    assert bounds_of(line, found, is_counted=False) == Bounds(40, None, None, approximate=False)


def test_a_range_that_falls_is_no_quantity() -> None:
    line, found = read("3-1 at home")
    assert bounds_of(line, found, is_counted=True) is None


def test_a_russian_genitive_after_a_modifier_is_one_thousand() -> None:
    line, found = read("более тысячи человек", "ru")
    assert bounds_of(line, found, is_counted=True) == Bounds(1001, None, None, approximate=False)


def test_a_skipped_word_stays_outside_the_span() -> None:
    line, found = read("a total of 64 women")
    assert line.span(found.first, found.last).of(line.text) == "64"
    assert not found.is_bounded
