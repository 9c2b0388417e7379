"""One table of what moves the estimate: lists left out or merged, classes, priors, delta.

Invariants:
- Each row changes one thing. The row says what; the numbers are never a headline.
- `prior_shift` looks only at rows that change a prior, as the verdict's rule asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from itertools import combinations

import numpy as np

from .decomposable import DecomposableSettings, decomposable
from .diagnostics import convergence
from .latent_class import LatentClassSettings, ShouldStop, latent_class, sample_latent_class
from .log_linear import independence, log_linear, stepwise
from .outcome import Interval, Method, Outcome, interval_of
from .table import CaptureTable, TableError

_NEARBY_DELTA = 8.0
_MOST_MERGED_LISTS = 6
_MOST_HISTORIES = 1_000  # beyond, a row for every list would take hours


def _quick(settings: LatentClassSettings, *, draws: int) -> LatentClassSettings:
    """The same model with a shorter run: a row has to show a shift, not a headline."""
    return replace(settings, chains=4, draws=draws, warm_up=draws, scouts=0)


class Change(StrEnum):
    """What a row changes."""

    PRIOR = "prior"
    MODEL = "model"
    LISTS = "lists"


@dataclass(frozen=True, slots=True)
class SensitivityRow:
    """The estimate when one thing is changed; `interval` is None where none exists."""

    method: Method
    kind: Change
    change: str
    interval: Interval | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the methods take: a seed, and the settings of those that have some."""

    seed: int
    latent_class: LatentClassSettings
    decomposable: DecomposableSettings


Run = Callable[[], tuple[Interval | None, str]]


def sensitivity_of(
    outcome: Outcome,
    table: CaptureTable,
    settings: Settings,
    *,
    should_stop: ShouldStop | None = None,
) -> tuple[SensitivityRow, ...]:
    """The rows of one method; a method without a number has none. Stops early when asked."""
    if outcome.interval is None:
        return ()
    rows = []
    for kind, change, run in _plan(outcome, table, settings):
        if should_stop is not None and should_stop():
            break
        interval, note = run()
        rows.append(SensitivityRow(outcome.method, kind, change, interval, note))
    return tuple(rows)


def prior_shift(outcome: Outcome, rows: tuple[SensitivityRow, ...]) -> float | None:
    """The farthest move of the median, as a share, among rows that change a prior."""
    if outcome.interval is None:
        return None
    medians = [
        row.interval.median
        for row in rows
        if row.kind is Change.PRIOR and row.method is outcome.method and row.interval is not None
    ]
    centre = outcome.interval.median
    return max((abs(median / centre - 1.0) for median in medians), default=None)


def _plan(
    outcome: Outcome, table: CaptureTable, settings: Settings
) -> Iterator[tuple[Change, str, Run]]:
    if outcome.method is Method.LATENT_CLASS:
        yield from _latent_class_plan(outcome, table, settings)
    elif outcome.method is Method.DECOMPOSABLE:
        yield from _decomposable_plan(table, settings.decomposable)
    elif outcome.method is Method.LOG_LINEAR:
        yield (
            Change.MODEL,
            "stepwise by Poisson tails",
            lambda: _numbers(stepwise(table, seed=settings.seed)),
        )
    yield from _list_plan(outcome.method, table, settings)


def _latent_class_plan(
    outcome: Outcome, table: CaptureTable, settings: Settings
) -> Iterator[tuple[Change, str, Run]]:
    quick = _quick(settings.latent_class, draws=1000)
    priors = {
        "alpha ~ Gamma(1, 1)": replace(quick, a=1.0, b=1.0),
        "lambda ~ Beta(0.5, 0.5)": replace(quick, c=0.5, d=0.5),
        "lambda ~ Beta(1, 2)": replace(quick, c=1.0, d=2.0),
    }
    for change, changed in priors.items():
        yield Change.PRIOR, change, _sampler(table, settings.seed, changed)
    yield Change.PRIOR, "p(N) flat", lambda: (_under_flat_prior(outcome), "reweighted draws")
    for classes in sorted({3, 5, 20} - {settings.latent_class.classes}):
        changed = replace(quick, classes=classes)
        yield Change.MODEL, f"{classes} classes", _sampler(table, settings.seed, changed)


def _sampler(table: CaptureTable, seed: int, settings: LatentClassSettings) -> Run:
    def run() -> tuple[Interval | None, str]:
        draws = sample_latent_class(table, seed=seed, settings=settings)
        found = convergence(draws.population)
        note = f"R-hat {found.rhat:.3f}" if found.rhat > 1.01 else ""
        return interval_of(draws.population), note

    return run


def _under_flat_prior(outcome: Outcome) -> Interval:
    """The draws reweighted by N, which turns 1/N into a flat prior."""
    draws = np.sort(outcome.draws)
    shares = np.cumsum(draws) / draws.sum()
    low, median, high = draws[np.searchsorted(shares, [0.025, 0.5, 0.975])]
    return Interval(float(median), float(low), float(high))


def _decomposable_plan(
    table: CaptureTable, settings: DecomposableSettings
) -> Iterator[tuple[Change, str, Run]]:
    used = settings.delta_for(table.width)
    near = {used / _NEARBY_DELTA, used * _NEARBY_DELTA}
    for delta in sorted({2.0**-table.width, 0.5, 1.0, *near} - {used}):
        kind = Change.PRIOR if delta in near else Change.MODEL
        changed = replace(settings, delta=delta)
        yield kind, f"delta {delta:g}", _exact(table, changed)
    other = replace(settings, has_complete_graph=not settings.has_complete_graph)
    words = "with" if other.has_complete_graph else "without"
    yield Change.PRIOR, f"{words} the complete graph", _exact(table, other)


def _exact(table: CaptureTable, settings: DecomposableSettings) -> Run:
    return lambda: _numbers(decomposable(table, settings=settings))


def _list_plan(
    method: Method, table: CaptureTable, settings: Settings
) -> Iterator[tuple[Change, str, Run]]:
    if table.width < 3 or len(table.counts) > _MOST_HISTORIES:
        return
    for name in table.lists:
        yield (
            Change.LISTS,
            f"without {name}",
            _again(method, partial(table.without, name), settings),
        )
    if table.width <= _MOST_MERGED_LISTS:
        for one, other in combinations(table.lists, 2):
            joined = partial(table.merged, one, other)
            yield Change.LISTS, f"{one} and {other} merged", _again(method, joined, settings)


def _again(method: Method, changed: Callable[[], CaptureTable], settings: Settings) -> Run:
    def run() -> tuple[Interval | None, str]:
        try:
            table = changed()
        except TableError as error:
            return None, error.message
        return _numbers(_outcome(method, table, settings))

    return run


def _outcome(method: Method, table: CaptureTable, settings: Settings) -> Outcome:
    if method is Method.LATENT_CLASS:
        quick = _quick(settings.latent_class, draws=600)
        return latent_class(table, seed=settings.seed, settings=quick)
    if method is Method.DECOMPOSABLE:
        return decomposable(table, settings=settings.decomposable)
    if method is Method.LOG_LINEAR:
        return log_linear(table, seed=settings.seed)
    return independence(table, seed=settings.seed)


def _numbers(outcome: Outcome) -> tuple[Interval | None, str]:
    note = outcome.doubts[0].sentence if outcome.doubts and outcome.interval is None else ""
    return outcome.interval, note
