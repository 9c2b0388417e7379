import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.methods.corroboration.gathering.identities import Identities

_PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20)


def test_what_is_kept_apart_never_falls_together_by_way_of_a_third() -> None:
    sets = Identities(3)
    sets.keep_apart(0, 2)
    assert sets.unite(0, 1)
    assert not sets.may_unite(1, 2)
    assert not sets.unite(2, 1)


def test_no_two_of_a_circle_fall_together_and_others_may() -> None:
    sets = Identities(5)
    sets.keep_apart(0, 1, 2)
    sets.keep_apart(2, 3)
    assert not sets.may_unite(0, 2)
    assert sets.unite(0, 3)
    assert not sets.unite(3, 1)
    assert not sets.unite(0, 2)
    assert sets.unite(4, 1)
    assert not sets.unite(4, 2)


def test_what_is_one_cannot_be_kept_apart() -> None:
    sets = Identities(2)
    sets.unite(0, 1)
    with pytest.raises(ValueError, match="one already"):
        sets.keep_apart(0, 1)


@given(_PAIRS, _PAIRS)
def test_apart_stays_apart_whatever_is_united(
    apart: list[tuple[int, int]], together: list[tuple[int, int]]
) -> None:
    sets = Identities(10)
    apart = [(a, b) for a, b in apart if a != b]
    for a, b in apart:
        sets.keep_apart(a, b)
    for a, b in together:
        sets.unite(a, b)
    assert all(sets.find(a) != sets.find(b) for a, b in apart)
    assert all(sets.find(x) <= x for x in range(10))
