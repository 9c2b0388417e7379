import numpy as np
import pytest

from holdfast.methods.estimation import bulk_ess, convergence, find_modes, rhat, tail_ess
from holdfast.methods.estimation.diagnostics import mode_name


def autoregressive(rng, *, chains, length, memory):
    noise = rng.standard_normal((chains, length))
    out = np.empty_like(noise)
    out[:, 0] = noise[:, 0]
    for i in range(1, length):
        out[:, i] = memory * out[:, i - 1] + np.sqrt(1 - memory**2) * noise[:, i]
    return out


def test_independent_draws_are_worth_what_they_are():
    draws = np.random.default_rng(1).standard_normal((4, 2000))
    assert bulk_ess(draws) == pytest.approx(8000, rel=0.1)
    assert tail_ess(draws) == pytest.approx(8000, rel=0.15)
    assert rhat(draws) < 1.005


def test_autoregressive_draws_are_worth_their_theory():
    rng = np.random.default_rng(2)
    draws = autoregressive(rng, chains=4, length=20_000, memory=0.9)
    assert bulk_ess(draws) == pytest.approx(80_000 * 0.1 / 1.9, rel=0.12)


def test_chains_in_different_places_are_caught():
    draws = np.random.default_rng(3).standard_normal((4, 500))
    assert rhat(draws + np.array([[0.0], [0.0], [0.0], [3.0]])) > 1.3


def test_chains_of_different_spread_are_caught():
    draws = np.random.default_rng(4).standard_normal((4, 500))
    assert rhat(draws * np.array([[1.0], [1.0], [1.0], [6.0]])) > 1.05


def test_heavy_tails_do_not_upset_rank_normalised_figures():
    draws = np.random.default_rng(5).standard_cauchy((4, 2000))
    assert rhat(draws) < 1.01
    assert bulk_ess(draws) == pytest.approx(8000, rel=0.15)


def test_constant_draws_are_no_division_by_zero():
    found = convergence(np.full((4, 100), 7.0))
    assert found.rhat == 1.0
    assert found.ess_bulk == 400


def test_one_hill_is_one_mode_even_with_a_long_tail():
    draws = np.exp(np.random.default_rng(6).standard_t(4, (4, 2000)) * 0.2 + 9)
    modes = find_modes(draws, ess=4000)
    assert len(modes) == 1
    assert modes[0].share == 1.0


def test_two_hills_are_named_with_their_shares():
    rng = np.random.default_rng(7)
    draws = np.concatenate([rng.normal(49_000, 3000, 7000), rng.normal(140_000, 9000, 3000)])
    modes = find_modes(draws, ess=2000)
    assert [mode.name for mode in modes] == ["near 49,000", "near 140,000"]
    assert [round(mode.share, 1) for mode in modes] == [0.7, 0.3]
    assert modes[0].low < 49_000 < modes[0].high


@pytest.mark.parametrize(
    ("peak", "name"), [(4.0, "near 4"), (187.0, "near 190"), (49_400.0, "near 49,000")]
)
def test_a_mode_is_named_to_two_digits(peak, name):
    assert mode_name(peak) == name
