"""Strata: the same lists in several places or months, apart, summed, and partly pooled.

Partial pooling (Gelman et al. 2013, Bayesian Data Analysis, section 5.4): the log odds of being
unseen, theta_s, are taken as Normal(mu, tau) across strata, with a flat mu and a half-Cauchy(1)
tau; each stratum's posterior enters as a normal with the mean and spread of its draws.

Invariants:
- The sum adds draws of independent strata, so its interval is not the sum of the intervals.
- Pooling moves a stratum the more, the less its own table says; it is shown beside, never instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .diagnostics import convergence
from .latent_class import Draws, LatentClassSettings, sample_latent_class
from .outcome import Interval, SettingsError, interval_of
from .table import CaptureTable

Floats = NDArray[np.float64]

_DRAWS = 4000
_GRID = 200


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum alone and as pooled with the others."""

    name: str
    seen: int
    alone: Interval
    pooled: Interval
    rhat: float


@dataclass(frozen=True, slots=True)
class Strata:
    """All strata and their sums, each from draws."""

    strata: tuple[Stratum, ...]
    total: Interval
    pooled_total: Interval
    spread: float


def estimate_strata(
    tables: Mapping[str, CaptureTable],
    *,
    seed: int,
    settings: LatentClassSettings | None = None,
) -> Strata:
    """Latent class estimates of each stratum, apart and partly pooled. Raises SettingsError."""
    if not tables:
        raise SettingsError("There is no stratum.")
    if any(table.width < 3 for table in tables.values()):
        raise SettingsError("Strata are estimated by latent classes, which need three lists.")
    chosen = settings or LatentClassSettings(chains=4, draws=2000)
    runs = {
        name: sample_latent_class(table, seed=seed + i, settings=chosen)
        for i, (name, table) in enumerate(tables.items())
    }
    rng = np.random.default_rng(np.random.SeedSequence([seed, 0x57A7]))
    alone = {name: rng.choice(run.population.ravel(), _DRAWS) for name, run in runs.items()}
    seen = np.array([float(table.seen) for table in tables.values()])
    theta, spread = pooled_log_odds([_log_odds(run) for run in runs.values()], rng)
    pooled = seen + _unseen(seen, theta, rng)
    strata = tuple(
        Stratum(
            name,
            int(seen[i]),
            interval_of(alone[name]),
            interval_of(pooled[:, i]),
            convergence(runs[name].population).rhat,
        )
        for i, name in enumerate(tables)
    )
    total = interval_of(np.sum(list(alone.values()), axis=0))
    return Strata(strata, total, interval_of(pooled.sum(axis=1)), spread)


def pooled_log_odds(odds: list[Floats], rng: np.random.Generator) -> tuple[Floats, float]:
    """Draws (draws x strata) of the log odds under partial pooling, and the median spread tau.

    `odds` are draws of each stratum's log odds; with one stratum they are its normal alone.
    """
    means = np.array([float(draws.mean()) for draws in odds])
    variances = np.array([float(draws.var()) for draws in odds])
    if len(odds) == 1:
        return rng.normal(means, np.sqrt(variances), size=(_DRAWS, 1)), 0.0
    grid = np.geomspace(0.01, 10.0, _GRID)
    tau = rng.choice(grid, size=_DRAWS, p=_spread_posterior(grid, means, variances))
    weights = 1.0 / (variances + tau[:, None] ** 2)
    centre = (weights * means).sum(axis=1) / weights.sum(axis=1)
    mu = rng.normal(centre, 1.0 / np.sqrt(weights.sum(axis=1)))[:, None]
    precision = 1.0 / variances + 1.0 / tau[:, None] ** 2
    shrunk = (means / variances + mu / tau[:, None] ** 2) / precision
    return rng.normal(shrunk, 1.0 / np.sqrt(precision)), float(np.median(tau))


def _spread_posterior(grid: Floats, means: Floats, variances: Floats) -> Floats:
    """p(tau | strata) on a geometric grid (BDA 5.21, times half-Cauchy and the grid's spacing)."""
    total = variances + grid[:, None] ** 2
    weights = 1.0 / total
    centre = (weights * means).sum(axis=1) / weights.sum(axis=1)
    log = -0.5 * np.log(weights.sum(axis=1)) - 0.5 * np.log(total).sum(axis=1)
    log -= 0.5 * (weights * (means - centre[:, None]) ** 2).sum(axis=1)
    log += np.log(grid) - np.log1p(grid**2)
    mass = np.exp(log - log.max())
    return np.asarray(mass / mass.sum())


def _log_odds(run: Draws) -> Floats:
    unseen = run.log_unseen.ravel()
    return np.asarray(unseen - np.log(-np.expm1(np.minimum(unseen, -1e-12))))


def _unseen(seen: Floats, theta: Floats, rng: np.random.Generator) -> Floats:
    """NegBin(n, 1 - p_0) draws at the pooled odds, as Gamma-Poisson."""
    mean = rng.standard_gamma(seen, size=theta.shape) * np.exp(np.minimum(theta, 25.0))
    return np.where(mean < 1e9, rng.poisson(np.minimum(mean, 1e9)), mean)
