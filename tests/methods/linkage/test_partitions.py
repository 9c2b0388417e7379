import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.linkage.partitions import best_divisions, divisions, drawn_divisions


def _score(labels: tuple[int, ...], odds: np.ndarray) -> float:
    pairs = itertools.combinations(range(len(labels)), 2)
    return sum(o for (i, j), o in zip(pairs, odds, strict=True) if labels[i] == labels[j])


@pytest.mark.parametrize(
    ("size", "bell"), [(1, 1), (2, 2), (3, 5), (4, 15), (5, 52), (6, 203), (7, 877)]
)
def test_there_are_as_many_divisions_as_bells_number_says(size: int, bell: int) -> None:
    assert len({tuple(row) for row in divisions(size).tolist()}) == bell


@given(st.lists(st.floats(-5, 5), min_size=6, max_size=6))
@settings(deadline=None, max_examples=60)
def test_the_best_division_beats_every_other(values: list[float]) -> None:
    odds = np.array([values])
    best = tuple(best_divisions(odds, 4)[0].tolist())
    everyone = itertools.product(range(4), repeat=4)
    assert _score(best, odds[0]) >= max(_score(labels, odds[0]) for labels in everyone) - 1e-6


def test_draws_follow_the_posterior_exactly() -> None:
    odds = np.array([[np.log(3.0), np.log(0.5), np.log(0.8)]])
    weights = {
        labels: np.exp(_score(labels, odds[0])) for labels in map(tuple, divisions(3).tolist())
    }
    drawn = drawn_divisions(odds, 3, np.zeros(20_000), generator=np.random.default_rng(4))[:, 0]
    for labels, weight in weights.items():
        share = (drawn == np.array(labels)).all(axis=1).mean()
        assert share == pytest.approx(weight / sum(weights.values()), abs=0.015)


def test_sampling_of_large_components_agrees_with_what_can_be_worked_out() -> None:
    size = 9
    pairs = list(itertools.combinations(range(size), 2))
    odds = np.full((1, len(pairs)), -20.0)
    odds[0, pairs.index((0, 1))] = np.log(4.0)
    odds[0, pairs.index((2, 3))] = 15.0
    drawn = drawn_divisions(odds, size, np.zeros(1500), generator=np.random.default_rng(6))[:, 0]
    assert (drawn[:, 0] == drawn[:, 1]).mean() == pytest.approx(0.8, abs=0.04)
    assert (drawn[:, 2] == drawn[:, 3]).all()


def test_a_large_component_of_two_people_is_divided_in_two() -> None:
    size = 12
    pairs = list(itertools.combinations(range(size), 2))
    odds = np.array([[4.0 if (i < 6) == (j < 6) else -4.0 for i, j in pairs]])
    labels = best_divisions(odds, size)[0]
    assert len(set(labels[:6])) == len(set(labels[6:])) == 1
    assert labels[0] != labels[6]


def test_equal_seeds_draw_equally() -> None:
    odds = np.random.default_rng(0).normal(size=(5, 45))
    one, two = (
        drawn_divisions(odds, 10, np.zeros(7), generator=np.random.default_rng(1)) for _ in range(2)
    )
    assert (one == two).all()


@pytest.mark.parametrize("size", [4, 9])
def test_a_draw_moves_every_pair_by_its_own_amount(size: int) -> None:
    pairs = list(itertools.combinations(range(size), 2))
    odds = np.full((1, len(pairs)), -20.0)
    odds[0, pairs.index((0, 1))] = 0.0
    moves = np.repeat([-1.5, 0.0, 1.5], 1000)
    drawn = drawn_divisions(odds, size, moves, generator=np.random.default_rng(6))[:, 0]
    together = (drawn[:, 0] == drawn[:, 1]).reshape(3, 1000).mean(axis=1)
    assert together == pytest.approx(1 / (1 + np.exp([1.5, 0.0, -1.5])), abs=0.05)
