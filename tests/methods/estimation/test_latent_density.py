import math

import numpy as np
import pytest
from scipy.special import expit, logsumexp

from holdfast.methods.estimation.latent_density import (
    gradient,
    log1m_exp,
    log_density,
    log_missed_by_class,
    log_seen,
    log_sum,
    log_unseen,
    log_weights,
    softplus,
)

from .published import KOSOVO

PRIOR = np.array([0.25, 0.25, 1.0, 1.0])
CELLS, COUNTS = KOSOVO.cells(), KOSOVO.sizes()


def a_point(seed, *, classes=6, scale=1.5):
    return np.random.default_rng(seed).normal(scale=scale, size=(5, classes))


def density(point, prior=PRIOR):
    return log_density(CELLS, COUNTS, point, prior, np.empty(point.shape[1]))


def plain_density(point, prior):
    """The density as the module's first lines write it, with no trick."""
    a, b, c, d = prior
    rates, sticks = expit(point[:-1]), expit(point[-1, :-1])
    rest = np.concatenate([[1.0], np.cumprod(1 - sticks)])
    weights = rest * np.append(sticks, 1.0)
    cells = CELLS.astype(bool)
    by_class = np.where(cells[:, :, None], rates, 1 - rates).prod(axis=1)
    chances = by_class @ weights
    missed = (1 - rates).prod(axis=0) @ weights
    total = (COUNTS * np.log(chances / (1 - missed))).sum()
    total += (c * np.log(rates) + d * np.log(1 - rates)).sum()
    total += np.log(sticks).sum() + np.log(1 - sticks).sum() - np.log(1 - sticks).sum()
    return total - (a + point.shape[1] - 1) * math.log(b - np.log(1 - sticks).sum())


@pytest.mark.parametrize("prior", [PRIOR, np.array([1.0, 2.0, 0.5, 1.5])])
def test_the_density_is_the_one_that_is_written_down(prior):
    points = [a_point(seed) for seed in range(4)]
    ours = np.array([density(point, prior) for point in points])
    plain = np.array([plain_density(point, prior) for point in points])
    assert np.allclose(np.diff(ours), np.diff(plain), rtol=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_the_gradient_is_the_slope_of_the_density(seed):
    point = a_point(seed)
    slope, work = np.empty_like(point), np.empty((8, point.shape[1]))
    prior = np.array([0.25, 0.25, 0.7, 1.3])
    gradient(CELLS, COUNTS, point, prior, slope, work)
    for row, column in [(0, 0), (2, 3), (3, 5), (4, 0), (4, 4)]:
        near = [point.copy(), point.copy()]
        near[0][row, column] -= 1e-5
        near[1][row, column] += 1e-5
        rise = (density(near[1], prior) - density(near[0], prior)) / 2e-5
        assert slope[row, column] == pytest.approx(rise, rel=1e-4, abs=1e-4)


def test_far_points_do_not_underflow():
    point = a_point(1, scale=1.0)
    point[:-1, :] -= 300.0
    assert math.isfinite(density(point))


def test_the_chances_of_being_seen_and_unseen_add_up_to_one():
    point, weights = a_point(2), np.empty(6)
    unseen, seen = log_unseen(point, weights), log_seen(point, weights)
    assert math.exp(unseen) + math.exp(seen) == pytest.approx(1.0)


def test_weights_add_up_to_one():
    weights = np.empty(6)
    rest = log_weights(a_point(3), weights)
    assert logsumexp(weights) == pytest.approx(0.0, abs=1e-12)
    assert rest == weights[-1]


def test_a_class_is_missed_by_all_lists_with_the_product_of_its_misses():
    point = a_point(4)
    assert log_missed_by_class(point, 2) == pytest.approx(np.log(expit(-point[:-1, 2])).sum())


@pytest.mark.parametrize("x", [-1e-12, -0.5, -30.0, -800.0])
def test_small_logarithms_keep_their_digits(x):
    assert log1m_exp(x) == pytest.approx(math.log(-math.expm1(x)), rel=1e-12)


def test_sums_of_logarithms_do_not_overflow():
    assert softplus(900.0) == 900.0
    assert log_sum(-np.inf, -np.inf) == -np.inf
    assert log_sum(1000.0, 1000.0) == pytest.approx(1000.0 + math.log(2))
