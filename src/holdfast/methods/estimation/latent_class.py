"""The latent class estimate (LCMCR): how many people, when they differ in hidden ways.

Invariants:
- The same table, seed and settings give the same draws, however many threads ran.
- Stopping early loses nothing: what was drawn is returned, and the outcome says it was stopped.
- Beside the chains run scouts: plain data augmentation from scattered starts, as other programs
  run it. Where scouts disagree the posterior has regions between which ordinary chains do not
  travel; they are named, even if the chains here agree.

Source: Manrique-Vallier (2016), Biometrics 72:1246-1254; see `latent_density` for the model.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from holdfast.kernel.errors import HoldfastError

from .diagnostics import Mode, convergence, find_modes, rhat
from .latent_density import Bits, Floats
from .latent_sweeps import advance, scout, warm_up
from .outcome import Concern, Doubt, Method, Outcome, Setting, SettingsError, interval_of
from .table import CaptureTable

Progress = Callable[[float], None]
ShouldStop = Callable[[], bool]

_BLOCK = 250
_TOTAL_DRAWS = 40_000
_USUAL_HISTORIES = 1_000
_LEAST_DRAWS = 250
_SCOUT_SWEEPS_A_DRAW = 10
_SCOUTS_AGREE = 1.3
_LEAST_SCOUT_SHARE = 0.08


@dataclass(frozen=True, slots=True, kw_only=True)
class LatentClassSettings:
    """How the sampler runs. Priors are the paper's: alpha ~ Gamma(a, b), lambda ~ Beta(c, d).

    `draws` are kept draws a chain; None shares 40,000 among the chains.
    """

    classes: int = 10
    chains: int = 8
    draws: int | None = None
    sweeps_a_draw: int = 2
    warm_up: int = 2000
    most_leapfrogs: int = 96
    scouts: int = 12
    scout_draws: int = 2000
    a: float = 0.25
    b: float = 0.25
    c: float = 1.0
    d: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what cannot be run. Raises SettingsError."""
        if not 1 <= self.classes <= 100:
            raise SettingsError("The number of classes must lie between 1 and 100.")
        if not 2 <= self.chains <= 256:
            raise SettingsError("The number of chains must lie between 2 and 256.")
        if self.draws is not None and self.draws < 50:
            raise SettingsError("A chain needs at least 50 draws.")
        if min(self.sweeps_a_draw, self.warm_up, self.most_leapfrogs) < 1 or self.scouts < 0:
            raise SettingsError("Sweeps, warm-up and leapfrogs must be at least one.")
        if min(self.a, self.b, self.c, self.d) <= 0.0:
            raise SettingsError("The priors need numbers above zero.")

    @property
    def draws_a_chain(self) -> int:
        """Kept draws a chain."""
        return self.draws or max(2000, _TOTAL_DRAWS // self.chains)

    def fitted_to(self, histories: int) -> LatentClassSettings:
        """Shorter runs and trajectories past 1,000 distinct histories, in proportion.

        A sweep's time grows with them; the length is said in the outcome's settings.
        """
        share = min(1.0, _USUAL_HISTORIES / histories)
        if share == 1.0:
            return self
        return replace(
            self,
            draws=max(_LEAST_DRAWS, round(share * self.draws_a_chain)),
            warm_up=max(_LEAST_DRAWS, round(share * self.warm_up)),
            most_leapfrogs=max(8, round(share * self.most_leapfrogs)),
            scout_draws=max(100, round(share * self.scout_draws)),
        )

    def prior(self) -> Floats:
        """(a, b, c, d) as the compiled code takes them."""
        return np.array([self.a, self.b, self.c, self.d])


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


def latent_class(
    table: CaptureTable,
    *,
    seed: int,
    settings: LatentClassSettings | None = None,
    progress: Progress | None = None,
    should_stop: ShouldStop | None = None,
) -> Outcome:
    """The population by the latent class model, with its convergence and its modes.

    Two lists give no number: two cannot tell dependence from absence. Raises SettingsError.
    """
    settings = (settings or LatentClassSettings()).fitted_to(len(table.counts))
    if table.width < 3:
        sentence = (
            "Two lists cannot tell people who avoid both from lists that depend on each other;"
            " latent classes need three lists or more."
        )
        doubt = Doubt(Concern.LIMIT, sentence)
        return Outcome(method=Method.LATENT_CLASS, settings={}, interval=None, doubts=(doubt,))
    draws = sample_latent_class(
        table, seed=seed, settings=settings, progress=progress, should_stop=should_stop
    )
    rests = scout_latent_class(table, seed=seed, settings=settings) if draws.is_whole else None
    return _outcome(settings, seed, draws, rests)


def sample_latent_class(
    table: CaptureTable,
    *,
    seed: int,
    settings: LatentClassSettings | None = None,
    progress: Progress | None = None,
    should_stop: ShouldStop | None = None,
) -> Draws:
    """Draws of the population from the posterior, by independent chains from scattered starts.

    `progress` is called with the share done; `should_stop` is asked between blocks of draws.
    Raises SettingsError, and HoldfastError where it was stopped before any draw.
    """
    settings = (settings or LatentClassSettings()).fitted_to(len(table.counts))
    cells, counts, prior = table.cells(), table.sizes(), settings.prior()
    _compile_once(cells.shape[1])
    started = time.perf_counter()
    sources = np.random.SeedSequence(seed).spawn(settings.chains)
    chains = [_new_chain(source, settings, table.width) for source in sources]
    length = settings.draws_a_chain
    blocks = -(-length // _BLOCK)

    def work(chain: _Chain) -> None:
        _settle(chain, cells, counts, prior, settings.warm_up)
        for block in range(blocks):
            if should_stop is not None and should_stop():
                return
            out = np.empty((min(_BLOCK, length - block * _BLOCK), 4))
            advance(chain.rng, cells, counts, chain.point, prior, chain.mass, chain.tuning, out)
            chain.kept.append(out)
            if progress is not None:
                progress(sum(len(c.kept) for c in chains) / (blocks * len(chains)))

    with ThreadPoolExecutor(_threads()) as pool:
        list(pool.map(work, chains))
    return _gather(chains, length, time.perf_counter() - started)


def scout_latent_class(
    table: CaptureTable, *, seed: int, settings: LatentClassSettings
) -> NDArray[np.float64]:
    """Where plain data augmentation rests: scouts x draws of N, the first half thrown away."""
    cells, counts, prior = table.cells(), table.sizes(), settings.prior()
    sources = np.random.SeedSequence([seed, 0x5C07]).spawn(settings.scouts)

    def work(source: np.random.SeedSequence) -> Floats:
        chain = _new_chain(source, settings, table.width)
        out = np.empty(settings.scout_draws)
        scout(chain.rng, cells, counts, chain.point, prior, _SCOUT_SWEEPS_A_DRAW, out)
        return out[settings.scout_draws // 2 :]

    with ThreadPoolExecutor(_threads()) as pool:
        rests = list(pool.map(work, sources))
    return np.stack(rests) if rests else np.empty((0, 0))


def _threads() -> int:
    can_ask = hasattr(os, "sched_getaffinity")
    return max(1, len(os.sched_getaffinity(0)) if can_ask else os.cpu_count() or 1)


def _new_chain(source: np.random.SeedSequence, settings: LatentClassSettings, lists: int) -> _Chain:
    rng = np.random.Generator(np.random.PCG64(source))
    shape = (lists + 1, settings.classes)
    tuning = np.array([0.3, float(settings.most_leapfrogs), float(settings.sweeps_a_draw), 1.0])
    return _Chain(rng, rng.logistic(size=shape), np.ones(shape), tuning)


def _settle(chain: _Chain, cells: Bits, counts: Floats, prior: Floats, sweeps: int) -> None:
    warm_up(chain.rng, cells, counts, chain.point, prior, chain.mass, chain.tuning, sweeps)


def _compile_once(lists: int) -> None:
    """Compile before the clock starts; a toy table is enough, types are all that matters."""
    cells, counts, prior = np.eye(lists, dtype=np.uint8), np.ones(lists), np.ones(4)
    chain = _new_chain(np.random.SeedSequence(0), LatentClassSettings(classes=2), lists)
    _settle(chain, cells, counts, prior, 1)
    out = np.empty((1, 4))
    advance(chain.rng, cells, counts, chain.point, prior, chain.mass, chain.tuning, out)


def _gather(chains: list[_Chain], length: int, seconds: float) -> Draws:
    shortest = min(sum(len(block) for block in chain.kept) for chain in chains)
    if shortest == 0:
        raise HoldfastError(
            "The estimate was stopped before there was anything to report. Nothing was written.",
            code="estimation.stopped",
        )
    drawn = np.stack([np.concatenate(chain.kept)[:shortest] for chain in chains])
    return Draws(
        population=drawn[:, :, 0],
        log_unseen=drawn[:, :, 1],
        alpha=drawn[:, :, 2],
        classes=drawn[:, :, 3],
        seconds=seconds,
        is_whole=shortest == length,
    )


def _outcome(
    settings: LatentClassSettings, seed: int, draws: Draws, rests: NDArray[np.float64] | None
) -> Outcome:
    measured = convergence(draws.population)
    modes = find_modes(draws.population, ess=measured.ess_bulk)
    said: dict[str, Setting] = {
        "seed": seed,
        "classes": settings.classes,
        "draws_a_chain": draws.population.shape[1],
        "sweeps_a_draw": settings.sweeps_a_draw,
        "prior_alpha": f"Gamma({settings.a:g}, {settings.b:g})",
        "prior_lambda": f"Beta({settings.c:g}, {settings.d:g})",
        "prior_population": "1/N",
    }
    doubts: list[Doubt] = []
    if not draws.is_whole:
        doubts.append(Doubt(Concern.STOPPED, "The run was stopped early; these are its draws."))
    if rests is not None and rests.size:
        said["scouts"] = len(rests)
        said["scouts_rhat"] = round(rhat(rests), 3)
        modes = (*modes, *_modes_of_scouts(rests, modes))
        doubts.extend(_scout_doubts(rests))
    return Outcome(
        method=Method.LATENT_CLASS,
        settings=said,
        interval=interval_of(draws.population),
        modes=modes,
        convergence=measured,
        seconds=draws.seconds,
        doubts=tuple(doubts),
        draws=draws.population.ravel(),
        traces=draws.population,
    )


def _modes_of_scouts(rests: Floats, known: tuple[Mode, ...]) -> tuple[Mode, ...]:
    """Places where scouts rest that no mode of the chains covers; their share is of scouts."""
    if rhat(rests) < _SCOUTS_AGREE:
        return ()
    found = find_modes(rests, ess=float(rests.size))
    return tuple(
        mode
        for mode in found
        if mode.share >= _LEAST_SCOUT_SHARE
        and not any(other.low <= mode.median <= other.high for other in known)
    )


def _scout_doubts(rests: Floats) -> tuple[Doubt, ...]:
    disagreement = rhat(rests)
    if disagreement < _SCOUTS_AGREE:
        return ()
    named = " and ".join(mode.name for mode in find_modes(rests, ess=float(rests.size)))
    sentence = (
        f"{len(rests)} plain runs from scattered starts do not agree (R-hat {disagreement:.2f});"
        f" they rest {named}. Another program would print whichever it fell into."
    )
    return (Doubt(Concern.SEVERAL_MODES, sentence),)
