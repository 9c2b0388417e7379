"""Each move leaves the posterior as it found it.

Two proofs. Simulation-based calibration (Talts et al. 2018): parameters drawn from the prior, data
from the parameters, then the rank of the truth among posterior draws is uniform. Geweke (2004, J.
Am. Stat. Assoc. 99:799-804): alternating data given parameters with one move leaves the prior.
With n fixed the seen are a multinomial given that they were seen, so the improper 1/N is summed
out and both proofs are exact.
"""

import math

import numpy as np
import pytest
from scipy.special import expit
from scipy.stats import chisquare, kstest

from holdfast.methods.estimation.latent_density import log_seen, log_unseen
from holdfast.methods.estimation.latent_moves import (
    draw_alpha,
    draw_unseen,
    impute_and_redraw,
    log_gamma_draw,
    relabel,
    travel,
)
from holdfast.methods.estimation.latent_sweeps import advance, sweep

PRIOR = np.array([2.0, 2.0, 1.0, 1.5])
LISTS, CLASSES = 3, 3
CELLS = np.array([[c >> j & 1 for j in (2, 1, 0)] for c in range(1, 8)], dtype=np.uint8)


def from_prior(rng):
    alpha = rng.gamma(PRIOR[0], 1 / PRIOR[1])
    rates = rng.beta(PRIOR[2], PRIOR[3], size=(LISTS, CLASSES))
    sticks = rng.beta(1.0, alpha, size=CLASSES)
    values = np.clip(np.vstack([rates, sticks]), 1e-14, 1 - 1e-14)
    point = np.log(values / (1 - values))
    point[-1, -1] = 0.0
    return point, alpha


def seen_given(rng, point, *, people):
    rates, sticks = expit(point[:-1]), expit(point[-1, :-1])
    weights = np.append(sticks, 1.0) * np.concatenate([[1.0], np.cumprod(1 - sticks)])
    by_class = np.where(CELLS.astype(bool)[:, :, None], rates, 1 - rates).prod(axis=1)
    chances = by_class @ weights
    return rng.multinomial(people, chances / chances.sum()).astype(np.float64)


def unseen_share(point):
    return math.exp(log_unseen(point, np.empty(CLASSES)))


def tuned(alpha, *, leapfrogs=12.0):
    return np.array([0.6, leapfrogs, 1.0, alpha])


def calibrated_ranks(count, *, people, draws, thin):
    ranks = []
    for seed in range(count):
        rng = np.random.default_rng(seed)
        point, _ = from_prior(rng)
        counts = seen_given(rng, point, people=people)
        weights = np.empty(CLASSES)
        truth = people + draw_unseen(rng, float(people), point, weights)
        start, start_alpha = from_prior(rng)
        mass, tuning = np.full(start.shape, 2.0), tuned(start_alpha)
        tuning[2] = float(thin)
        out = np.empty((draws + 10, 4))
        advance(rng, CELLS, counts, start, PRIOR, mass, tuning, out)
        below, equal = (out[10:, 0] < truth).sum(), (out[10:, 0] == truth).sum()
        ranks.append(int(rng.integers(below, below + equal + 1)))  # a tied rank is any of its ranks
    return np.array(ranks)


def test_the_sampler_is_calibrated():
    ranks = calibrated_ranks(240, people=40, draws=31, thin=25)
    tallies = np.bincount(ranks // 4, minlength=8)
    assert chisquare(tallies).pvalue > 0.001


@pytest.mark.trial
def test_the_sampler_is_calibrated_over_thousands_of_populations():
    ranks = calibrated_ranks(4_000, people=60, draws=63, thin=40)
    assert chisquare(np.bincount(ranks // 4, minlength=16)).pvalue > 0.001


def moved_by(move, *, rounds, seed):
    rng = np.random.default_rng(seed)
    point, alpha = from_prior(rng)
    kept = []
    for turn in range(rounds):
        counts = seen_given(rng, point, people=12)
        alpha = move(rng, counts, point, alpha)
        if turn % 10 == 0:
            kept.append([unseen_share(point), alpha, expit(point[0, 0]), expit(point[-1, 1])])
    return np.array(kept)


def only_travel(rng, counts, point, alpha):
    travel(rng, CELLS, counts, point, PRIOR, np.full(point.shape, 1.0), 0.5, 8)
    alpha = draw_alpha(rng, point, PRIOR, np.empty(CLASSES))
    return impute_and_redraw(rng, CELLS, counts, point, alpha, PRIOR)


def only_redraw(rng, counts, point, alpha):
    return impute_and_redraw(rng, CELLS, counts, point, alpha, PRIOR)


def whole_sweep(rng, counts, point, alpha):
    mass = np.full(point.shape, 1.0)
    return sweep(rng, CELLS, counts, point, PRIOR, mass, tuned(alpha), alpha)


@pytest.mark.parametrize("move", [only_redraw, only_travel, whole_sweep])
def test_each_move_keeps_the_joint_distribution(move):
    moved = moved_by(move, rounds=12_000, seed=11)[::2]
    rng = np.random.default_rng(12)
    points = [from_prior(rng) for _ in range(3000)]
    prior = np.array([[unseen_share(p), a, expit(p[0, 0]), expit(p[-1, 1])] for p, a in points])
    for ours, known in zip(moved.T, prior.T, strict=True):
        assert kstest(ours, known).pvalue > 1e-4


def test_relabelling_changes_labels_and_nothing_that_can_be_observed():
    rng = np.random.default_rng(5)
    point, alpha = from_prior(rng)
    before = point.copy()
    shares = []
    for _ in range(50):
        relabel(rng, point, alpha)
        shares.append(unseen_share(point))
    assert np.allclose(shares, unseen_share(before))
    assert np.allclose(np.sort(point[0]), np.sort(before[0]))
    assert not np.allclose(point[0], before[0])


def test_relabelling_keeps_the_prior_of_the_weights():
    rng = np.random.default_rng(6)
    moved = []
    for _ in range(3000):
        point, alpha = from_prior(rng)
        relabel(rng, point, alpha)
        moved.append(expit(point[-1, 0]))
    known = [expit(from_prior(rng)[0][-1, 0]) for _ in range(3000)]
    assert kstest(moved, known).pvalue > 1e-3


def test_the_unseen_are_negative_binomial():
    rng = np.random.default_rng(7)
    point, weights = from_prior(rng)[0], np.empty(CLASSES)
    draws = np.array([draw_unseen(rng, 50.0, point, weights) for _ in range(4000)])
    odds = math.exp(log_unseen(point, weights) - log_seen(point, weights))
    assert draws.mean() == pytest.approx(50 * odds, rel=0.03)
    assert draws.var() == pytest.approx(50 * odds * (1 + odds), rel=0.12)


def test_the_unseen_have_no_cap():
    point = np.full((4, 2), -12.0)
    point[-1] = 0.0
    draw = draw_unseen(np.random.default_rng(8), 1e6, point, np.empty(2))
    assert 1e10 < draw < 1e12
    point[:-1] = -40.0
    assert draw_unseen(np.random.default_rng(8), 1e6, point, np.empty(2)) > 1e21


def test_tiny_gamma_shapes_are_drawn_in_logarithms():
    rng = np.random.default_rng(9)
    draws = np.array([log_gamma_draw(rng, 1e-6) for _ in range(200)])
    assert np.isfinite(draws).all()
    assert np.median(draws) < -1e5
