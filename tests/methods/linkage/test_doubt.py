import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.linkage.doubt import SPREAD, drawn_moves, with_missed_links

_TABLE = {(1, 1, 1): 40, (1, 1, 0): 60, (0, 1, 1): 50, (1, 0, 0): 90, (0, 1, 0): 70, (0, 0, 1): 80}


def _rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_without_judged_pairs_the_move_is_normal_around_none() -> None:
    moves = drawn_moves([], 20_000, generator=_rng())
    assert moves.mean() == pytest.approx(0.0, abs=0.02)
    assert moves.std() == pytest.approx(SPREAD, abs=0.02)


def test_judged_pairs_move_all_draws_towards_what_people_found() -> None:
    too_sure = [(0.8, True)] * 30 + [(0.8, False)] * 70
    moves = drawn_moves(too_sure, 5_000, generator=_rng())
    chances = 1 / (1 + np.exp(-(np.log(4) + moves)))
    assert 0.3 < chances.mean() < 0.42  # people found 0.3; the prior holds back a little
    assert moves.std() < SPREAD / 1.5


def test_a_certain_score_that_people_deny_is_no_error() -> None:
    moves = drawn_moves([(1.0, False), (0.0, True)], 10, generator=_rng())
    assert np.isfinite(moves).all()


def test_torn_rows_are_put_back_about_as_often_as_the_loss_says() -> None:
    pairs = sum(n * sum(h) * (sum(h) - 1) / 2 for h, n in _TABLE.items())
    found = []
    for seed in range(400):
        mended = with_missed_links(_TABLE, 0.05, generator=_rng(seed))
        found.append(sum(n * sum(h) * (sum(h) - 1) / 2 for h, n in mended.items()) - pairs)
    expected = pairs * 0.05 * 1.6 / (1 - 0.05 * 1.6)
    assert np.median(found) == pytest.approx(expected, rel=0.25)
    assert np.quantile(found, 0.9) > 1.5 * np.median(found)


def test_no_row_is_lost_and_nobody_is_counted_below_none() -> None:
    rows = sum(n * sum(h) for h, n in _TABLE.items())
    for seed in range(50):
        mended = with_missed_links(_TABLE, 0.4, generator=_rng(seed))
        assert sum(n * sum(h) for h, n in mended.items()) == rows
        assert all(n > 0 for n in mended.values())
        assert sum(mended.values()) <= sum(_TABLE.values())


def test_without_an_estimate_of_the_loss_nothing_is_put_back() -> None:
    assert with_missed_links(_TABLE, None, generator=_rng()) == _TABLE
    alone = {(1, 0): 5, (0, 1): 5}
    assert with_missed_links(alone, 0.3, generator=_rng()) == alone


@settings(deadline=None, max_examples=40)
@given(
    st.dictionaries(
        st.tuples(*[st.integers(0, 1)] * 4).filter(any), st.integers(1, 50), min_size=1, max_size=15
    ),
    st.floats(0.001, 0.6),
    st.integers(0, 1000),
)
def test_every_list_keeps_its_people(table: dict, loss: float, seed: int) -> None:
    mended = with_missed_links(table, loss, generator=_rng(seed))
    for at in range(4):
        assert sum(n for h, n in mended.items() if h[at]) == sum(
            n for h, n in table.items() if h[at]
        )
