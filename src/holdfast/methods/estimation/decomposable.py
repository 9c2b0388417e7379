"""The decomposable-graph estimate: an average over every chordal graph of dependences.

Given N and a graph, cell probabilities have a hyper-Dirichlet prior (delta in every full cell), so
the likelihood is exact (Dawid and Lauritzen 1993; Madigan and York 1997, Biometrika 84:19-31):

    p(data | N, g) = N! / (n_0! prod n_x!) * prod_cliques h(C) / prod_separators h(S)
    h(S) = Gamma(A) / Gamma(A + N) * prod_cells Gamma(a_S + n_s) / Gamma(a_S)

with A = delta 2**J and a_S = delta 2**(J - |S|). Prior: 1/N, graphs equally likely.

Invariants:
- N is summed over every whole number of missing people from 1 to a stated bound, as in the R
  package dga; nothing is sampled, so nothing has to converge. Past 120,000 missing the sum takes
  every s-th number instead (s is said in the settings).
- Graphs that hold under 3e-10 of the posterior on a coarse grid are left out of the fine sum
  (not with 300,000 people seen or more, where a posterior can be too sharp for that grid).
- The bound is doubled until it does not matter; where it still does, the outcome says so.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, logsumexp

from .diagnostics import find_modes
from .graphs import MOST_LISTS, ChordalGraph, Lists, chordal_graphs
from .outcome import Concern, Doubt, Interval, Method, Outcome, SettingsError
from .table import CaptureTable

Floats = NDArray[np.float64]

_FIRST_BOUND = 5  # times the people seen
_LAST_BOUND = 2_000  # times the people seen
_POINTS = 120_000
_COARSE = 4_000
_SHARP = 300_000  # people seen; beyond, a posterior may fall between the points of a coarse grid
_NEGLIGIBLE = -22.0  # in logs, so about 3e-10
_EDGE = 1e-3  # mass that the last tenth of the grid may hold
_QUANTILES = 4001


@dataclass(frozen=True, slots=True, kw_only=True)
class DecomposableSettings:
    """`delta` is the prior count of each cell; `most_missing` None lets the bound grow."""

    delta: float | None = None
    most_missing: int | None = None
    has_complete_graph: bool = True

    def delta_for(self, lists: int) -> float:
        """The prior count of a cell: 1 / 2**J unless it was given (as in dga)."""
        delta = 2.0**-lists if self.delta is None else self.delta
        if delta <= 0.0:
            raise SettingsError("Delta must be above zero.")
        return delta


@dataclass(frozen=True, slots=True)
class GridPosterior:
    """The posterior of the number missing: `mass[i]` is that of `missing[i]` on no list."""

    seen: int
    missing: Floats
    mass: Floats
    graphs: tuple[tuple[ChordalGraph, float], ...]

    def quantile(self, share: float) -> float:
        """The least population that holds `share` of the posterior."""
        place = int(np.searchsorted(self.mass.cumsum(), share))
        return float(self.seen + self.missing[min(place, len(self.missing) - 1)])

    def edge(self) -> float:
        """How much of the posterior lies in the last tenth of the grid."""
        return float(self.mass[-max(1, len(self.mass) // 10) :].sum())


def decomposable(table: CaptureTable, *, settings: DecomposableSettings | None = None) -> Outcome:
    """The estimate averaged over all chordal graphs. Takes two to five lists.

    Beyond five lists the outcome has no number and says so. Raises SettingsError.
    """
    settings = settings or DecomposableSettings()
    if table.width > MOST_LISTS:
        sentence = (
            f"Decomposable graphs are enumerated for up to {MOST_LISTS} lists;"
            f" this table has {table.width}. Merge lists that were collected alike."
        )
        doubt = Doubt(Concern.LIMIT, sentence)
        return Outcome(method=Method.DECOMPOSABLE, settings={}, interval=None, doubts=(doubt,))
    started = time.perf_counter()
    posterior = grid_posterior(table, settings=settings)
    return _outcome(table, settings, posterior, time.perf_counter() - started)


def grid_posterior(table: CaptureTable, *, settings: DecomposableSettings) -> GridPosterior:
    """The exact posterior on a grid whose bound is large enough, or as large as it may be."""
    if settings.most_missing is not None:
        return _on_grid(table, settings, settings.most_missing)
    most = max(_FIRST_BOUND * table.seen, 100)
    while True:
        posterior = _on_grid(table, settings, most)
        if posterior.edge() < _EDGE or most >= _LAST_BOUND * table.seen:
            return posterior
        most *= 2


def _on_grid(table: CaptureTable, settings: DecomposableSettings, most: int) -> GridPosterior:
    if most < 1:
        raise SettingsError("The most people missing must be at least one.")
    chosen = [
        graph
        for graph in chordal_graphs(table.width)
        if settings.has_complete_graph or not graph.is_complete
    ]
    if table.seen < _SHARP:
        chosen = _near_the_best(table, settings, chosen, most)
    missing = np.arange(1.0, most + 1.0, max(1, -(-most // _POINTS)))
    mass, shares, top = np.zeros(len(missing)), np.zeros(len(chosen)), -np.inf
    for i, joint in enumerate(_log_joints(table, settings, chosen, missing)):
        highest = max(top, float(joint.max()))
        own = np.exp(joint - highest)
        mass = mass * np.exp(top - highest) + own
        shares *= np.exp(top - highest)
        shares[i] = own.sum()
        top = highest
    whole = float(mass.sum())
    order = np.argsort(shares)[::-1]
    graphs = tuple((chosen[i], float(shares[i]) / whole) for i in order)
    return GridPosterior(table.seen, missing, mass / whole, graphs)


def _near_the_best(
    table: CaptureTable, settings: DecomposableSettings, graphs: list[ChordalGraph], most: int
) -> list[ChordalGraph]:
    """The graphs that hold more than a negligible share of the posterior on a coarse grid."""
    coarse = np.unique(np.geomspace(1.0, most, _COARSE).round())
    rough = _log_shares(table, settings, graphs, coarse)
    least = float(logsumexp(rough)) + _NEGLIGIBLE
    return [graph for graph, log in zip(graphs, rough, strict=True) if log > least]


def _log_shares(
    table: CaptureTable,
    settings: DecomposableSettings,
    graphs: list[ChordalGraph],
    coarse: Floats,
) -> Floats:
    """The log posterior of each graph, up to a constant, by a sum over a few points."""
    steps = np.log(np.gradient(coarse))
    joints = _log_joints(table, settings, graphs, coarse)
    return np.array([logsumexp(joint + steps) for joint in joints])


def _log_joints(
    table: CaptureTable,
    settings: DecomposableSettings,
    graphs: list[ChordalGraph],
    missing: Floats,
) -> Iterator[Floats]:
    """log p(data, N, graph) up to a constant, over the grid, graph by graph."""
    terms = _clique_terms(table, settings.delta_for(table.width), missing)
    total = table.seen + missing
    common = gammaln(total + 1.0) - gammaln(missing + 1.0) - np.log(total)
    for graph in graphs:
        yield common + _graph_term(graph, terms)


def _graph_term(graph: ChordalGraph, terms: dict[Lists, Floats]) -> Floats:
    out: Floats = sum((terms[c] for c in graph.cliques), np.zeros(1))
    for separator in graph.separators:
        if separator:
            out = out - terms[separator]
    return out


def _clique_terms(table: CaptureTable, delta: float, missing: Floats) -> dict[Lists, Floats]:
    """log h(S) over the grid, for every set of lists that is a clique or separator."""
    wanted = {
        part
        for graph in chordal_graphs(table.width)
        for part in (*graph.cliques, *graph.separators)
        if part
    }
    full = table.full().reshape((2,) * table.width)
    whole = delta * 2.0**table.width
    outer = gammaln(whole) - gammaln(whole + table.seen + missing)
    return {part: outer + _inner(full, part, delta, missing) for part in wanted}


def _inner(full: Floats, part: Lists, delta: float, missing: Floats) -> Floats:
    others = tuple(j for j in range(full.ndim) if j not in part)
    margin = full.sum(axis=others).ravel()
    share = delta * 2.0 ** len(others)
    caught = float((gammaln(share + margin[1:]) - gammaln(share)).sum())
    return np.asarray(caught + gammaln(share + margin[0] + missing) - gammaln(share))


def _outcome(
    table: CaptureTable,
    settings: DecomposableSettings,
    posterior: GridPosterior,
    seconds: float,
) -> Outcome:
    low, median, high = (posterior.quantile(share) for share in (0.025, 0.5, 0.975))
    even = (np.arange(_QUANTILES) + 0.5) / _QUANTILES
    places = np.searchsorted(posterior.mass.cumsum(), even)
    draws = table.seen + posterior.missing[np.minimum(places, len(posterior.missing) - 1)]
    modes = find_modes(draws, ess=float(_QUANTILES))
    best, share = posterior.graphs[0]
    return Outcome(
        method=Method.DECOMPOSABLE,
        settings={
            "delta": settings.delta_for(table.width),
            "missing_up_to": int(posterior.missing[-1]),
            "grid_step": int(posterior.missing[-1] - posterior.missing[-2]),
            "graphs": len(chordal_graphs(table.width)) - (not settings.has_complete_graph),
            "complete_graph": settings.has_complete_graph,
            "best_graph": [" ".join(table.lists[j] for j in sorted(c)) for c in best.cliques],
            "best_graph_share": round(share, 4),
            "prior": "1/N, graphs equally likely",
        },
        interval=Interval(median, low, high),
        modes=modes,
        seconds=seconds,
        doubts=_bound_doubts(posterior),
        draws=draws,
    )


def _bound_doubts(posterior: GridPosterior) -> tuple[Doubt, ...]:
    if posterior.edge() < _EDGE:
        return ()
    sentence = (
        f"The posterior reaches the bound of {int(posterior.missing[-1]):,} people missing:"
        " the estimate depends on where the sum was stopped."
    )
    return (Doubt(Concern.BOUND, sentence),)
