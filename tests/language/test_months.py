from __future__ import annotations

import pytest

from holdfast.language.months import month_named


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("March", 3),
        ("5 марта 1990", 3),
        ("كانون الثاني", 1),
        ("3 ožujka", 3),
        ("თებერვალი", 2),
        ("août", 8),
    ],
)
def test_a_month_is_known_in_the_languages_of_the_lists(text: str, month: int | None) -> None:
    assert month_named(text) == month


def test_a_word_that_is_no_month_gives_none() -> None:
    assert month_named("the lake") is None
