"""The latent class estimate (LCMCR): how many people, when they differ in hidden ways.

Invariants:
- The same table, seed and settings give the same draws, however many threads ran.
- Stopping early loses nothing: what was drawn is returned, with the number of draws said.
- No number is summed up here: draws go to `diagnostics` and `verdict` first.

Source: Manrique-Vallier (2016), Biometrics 72:1246-1254; see `latent_density` for the model.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from holdfast.kernel.errors import HoldfastError

from .latent_density import Bits, Floats
from .latent_moves import advance, warm_up
from .table import CaptureTable

Progress = Callable[[float], None]
_BLOCK = 250


class SettingsError(HoldfastError):
    """A setting cannot be used."""

    code = "estimation.settings"


@dataclass(frozen=True, slots=True, kw_only=True)
class LatentClassSettings:
    """How the sampler runs. Priors are the paper's: alpha ~ Gamma(a, b), lambda ~ Beta(1, 1)."""

    classes: int = 10
    chains: int = 8
    draws: int = 2000
    sweeps_a_draw: int = 2
    warm_up: int = 2000
    most_leapfrogs: int = 96
    a: float = 0.25
    b: float = 0.25

    def __post_init__(self) -> None:
        """Refuse what cannot be run. Raises SettingsError."""
        if not 1 <= self.classes <= 100:
            raise SettingsError("The number of classes must lie between 1 and 100.")
        if not 1 <= self.chains <= 256:
            raise SettingsError("The number of chains must lie between 1 and 256.")
        if min(self.draws, self.sweeps_a_draw, self.warm_up, self.most_leapfrogs) < 1:
            raise SettingsError("Draws, sweeps, warm-up and leapfrogs must be at least one.")
        if min(self.a, self.b) <= 0.0:
            raise SettingsError("The prior of alpha needs two numbers above zero.")


@dataclass(frozen=True, slots=True)
class Draws:
    """What the chains drew: each array is chains x draws. `seconds` leaves compiling out."""

    population: NDArray[np.float64]
    log_unseen: NDArray[np.float64]
    alpha: NDArray[np.float64]
    classes: NDArray[np.float64]
    seconds: float
    is_whole: bool


@dataclass(slots=True)
class _Chain:
    """One chain's moving parts; nothing here is shared with another chain."""

    rng: np.random.Generator
    point: Floats
    mass: Floats
    tuning: Floats
    kept: list[Floats] = field(default_factory=list)


def sample_latent_class(
    table: CaptureTable,
    *,
    seed: int,
    settings: LatentClassSettings | None = None,
    progress: Progress | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Draws:
    """Draws of the population from the posterior, by independent chains from scattered starts.

    `progress` is called with the share done; `should_stop` is asked between blocks of draws.
    Raises SettingsError, and HoldfastError where it was stopped before any draw.
    """
    settings = settings or LatentClassSettings()
    cells, counts = table.cells(), table.sizes()
    prior = np.array([settings.a, settings.b])
    _compile_once(cells.shape[1])
    started = time.perf_counter()
    chains = [_new_chain(source, settings, table.width) for source in _sources(seed, settings)]
    blocks = -(-settings.draws // _BLOCK)
    done = 0

    def work(chain: _Chain) -> None:
        nonlocal done
        _settle(chain, cells, counts, prior, settings)
        for block in range(blocks):
            if should_stop is not None and should_stop():
                return
            size = min(_BLOCK, settings.draws - block * _BLOCK)
            out = np.empty((size, 4))
            advance(
                chain.rng, cells, counts, chain.point, prior, chain.mass, chain.tuning, out
            )
            chain.kept.append(out)
            done += 1
            if progress is not None:
                progress(done / (blocks * settings.chains))

    with ThreadPoolExecutor(_threads()) as pool:
        list(pool.map(work, chains))
    return _gather(chains, settings, time.perf_counter() - started)


def _sources(seed: int, settings: LatentClassSettings) -> list[np.random.SeedSequence]:
    return np.random.SeedSequence(seed).spawn(settings.chains)


def _threads() -> int:
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)


def _new_chain(
    source: np.random.SeedSequence, settings: LatentClassSettings, lists: int
) -> _Chain:
    rng = np.random.Generator(np.random.PCG64(source))
    shape = (lists + 1, settings.classes)
    tuning = np.array([0.3, float(settings.most_leapfrogs), float(settings.sweeps_a_draw), 1.0])
    return _Chain(rng, rng.logistic(size=shape), np.ones(shape), tuning)


def _settle(
    chain: _Chain, cells: Bits, counts: Floats, prior: Floats, settings: LatentClassSettings
) -> None:
    warm_up(
        chain.rng, cells, counts, chain.point, prior, chain.mass, chain.tuning, settings.warm_up
    )


def _compile_once(lists: int) -> None:
    """Compile before the clock starts; a toy table is enough, types are all that matters."""
    cells = np.eye(lists, dtype=np.uint8)
    chain = _new_chain(np.random.SeedSequence(0), LatentClassSettings(classes=2), lists)
    counts, prior = np.ones(lists), np.ones(2)
    _settle(chain, cells, counts, prior, LatentClassSettings(classes=2, warm_up=1))
    out = np.empty((1, 4))
    advance(chain.rng, cells, counts, chain.point, prior, chain.mass, chain.tuning, out)


def _gather(chains: list[_Chain], settings: LatentClassSettings, seconds: float) -> Draws:
    lengths = [sum(len(block) for block in chain.kept) for chain in chains]
    shortest = min(lengths)
    if shortest == 0:
        raise HoldfastError(
            "The estimate was stopped before there was anything to report. Nothing was written.",
            code="estimation.stopped",
        )
    drawn = np.stack([np.concatenate(chain.kept)[:shortest] for chain in chains])
    whole = shortest == settings.draws
    columns = (drawn[:, :, i] for i in range(4))
    return Draws(*columns, seconds=seconds, is_whole=whole)
