from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.corroboration.passages.extension import Frontier, grow


def _grow(one: str, other: str, *, step: int = 1) -> tuple[int, int, int]:
    """Grow from the first (or last) words of two strings, one letter a word."""
    letters = f"{one}{other}"
    words = np.array([ord(letter) for letter in letters], np.uint32)
    a, b = (0, len(one)) if step > 0 else (len(one) - 1, len(letters) - 1)
    frontier = Frontier(*(np.array([value], np.int64) for value in (a, b, len(one), len(other))))
    growth = grow(words, frontier, step=step)
    return int(growth.a[0]), int(growth.b[0]), int(growth.points[0])


def test_equal_words_are_taken_to_the_end_of_the_room() -> None:
    assert _grow("abcdef", "abcdef") == (6, 6, 6)


def test_growth_goes_over_a_changed_word() -> None:
    assert _grow("abcXdefg", "abcYdefg") == (8, 8, 6)


def test_growth_goes_over_a_dropped_and_an_inserted_word() -> None:
    assert _grow("abcXdefg", "abcdefg") == (8, 7, 6)
    assert _grow("abcdefg", "abcXdefg") == (7, 8, 6)


def test_growth_starts_with_an_inserted_word_where_that_pays() -> None:
    assert _grow("Xabcd", "abcd") == (5, 4, 3)
    assert _grow("abcd", "Xabcd") == (4, 5, 3)


def test_growth_is_cut_back_to_where_it_last_gained() -> None:
    assert _grow("abcUVWXYZ", "abcuvwxyz") == (3, 3, 3)


def test_growth_gives_up_on_words_that_differ() -> None:
    assert _grow("UVWXYabcdefgh", "uvwxyabcdefgh") == (0, 0, 0)


def test_no_room_means_no_growth() -> None:
    assert _grow("", "abc") == (0, 0, 0)
    assert _grow("abc", "") == (0, 0, 0)


@settings(deadline=None, max_examples=150)
@given(st.text("abc", max_size=12), st.text("abc", max_size=12))
def test_backwards_is_forwards_read_the_other_way(one: str, other: str) -> None:
    backwards = _grow(one[::-1], other[::-1], step=-1)
    assert backwards == _grow(one, other)


@settings(deadline=None, max_examples=150)
@given(st.text("abcd", max_size=12), st.text("abcd", max_size=12))
def test_growth_stays_in_its_room_and_its_points_can_be_earned(one: str, other: str) -> None:
    a, b, points = _grow(one, other)
    assert 0 <= a <= len(one)
    assert 0 <= b <= len(other)
    assert 0 <= points <= min(a, b) - abs(a - b)


def test_pairs_do_not_influence_each_other() -> None:
    words = np.array([ord(letter) for letter in "abcXdefgabcYdefgUVWXuvwx"], np.uint32)
    both = grow(
        words,
        Frontier(*(np.array(v, np.int64) for v in ((0, 16), (8, 20), (8, 4), (8, 4)))),
        step=1,
    )
    assert both.a.tolist() == [8, 0]
    assert both.points.tolist() == [6, 0]
