"""What a method found, before anybody judges it.

Invariants:
- An outcome holds numbers and concerns, never a verdict: `verdict.judge` decides what may be said.
- `interval` is None only where no number exists at all; the concerns then say why.
- `modes` is never empty where `interval` is there: the first is the one with the greatest share.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from holdfast.kernel.errors import HoldfastError

from .diagnostics import Convergence, Mode

LEVEL = 0.95


class SettingsError(HoldfastError):
    """A setting cannot be used."""

    code = "estimation.settings"


Setting = str | int | float | bool | list[str]


class Method(StrEnum):
    """The ways to estimate."""

    LATENT_CLASS = "latent-class"
    DECOMPOSABLE = "decomposable"
    LOG_LINEAR = "log-linear"
    INDEPENDENCE = "independence"


class Concern(StrEnum):
    """Why a number may not stand as a headline."""

    NOT_CONVERGED = "not converged"
    FEW_DRAWS = "few draws"
    SEVERAL_MODES = "several modes"
    PRIOR = "follows the prior"
    SPARSE = "too sparse"
    UNDESCRIBED = "lists not described"
    MISFIT = "does not fit"
    NO_ESTIMATE = "no estimate exists"
    BOUND = "touches the bound"
    STOPPED = "stopped early"
    LIMIT = "beyond a limit"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One concern with its sentence, ready for a person to read."""

    concern: Concern
    sentence: str


@dataclass(frozen=True, slots=True)
class Interval:
    """A number of people with an interval of the given level."""

    median: float
    low: float
    high: float
    level: float = LEVEL


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The numbers of one method on one table.

    `draws` are pooled draws (or bootstrap replicates) of N; for the exact decomposable posterior
    they are quantiles of it, evenly spaced. `traces` are chains x draws, where there are chains.
    """

    method: Method
    settings: dict[str, Setting]
    interval: Interval | None
    modes: tuple[Mode, ...] = ()
    convergence: Convergence | None = None
    seconds: float = 0.0
    doubts: tuple[Doubt, ...] = ()
    draws: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    traces: NDArray[np.float64] | None = None


def interval_of(draws: NDArray[np.float64], *, level: float = LEVEL) -> Interval:
    """Median and central interval of draws."""
    low, median, high = np.quantile(draws, [0.5 - level / 2, 0.5, 0.5 + level / 2])
    return Interval(float(median), float(low), float(high), level)


def whole_mode(interval: Interval) -> Mode:
    """The interval as the only mode, for methods that have one by construction."""
    return Mode(interval.median, interval.low, interval.median, interval.high, 1.0)
