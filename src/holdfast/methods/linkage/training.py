"""Weights from the data, where the data carry them; else ours stay.

Invariants:
- u is counted on random pairs, which are of two people but for a few; levels never seen keep ours.
- m comes from Splink's expectation maximisation and is weighed against ours as `_WORTH` pairs: few
  links leave our weights nearly as they are, many replace them.
- A learned weight that stands on its head (agreeing counts against, differing counts for) is thrown
  away for the whole comparison, and `Lesson.notes` says so.
- The prior is what the scored pairs call for, never less than one expected link, and never more
  links than the sizes of the lists allow.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from splink import Linker
from splink.internals.exceptions import EMTrainingException

from holdfast.methods.linkage.comparisons import Comparison, Level
from holdfast.methods.linkage.engine import Engine
from holdfast.methods.linkage.model import Model

FEWEST_ROWS = 200
_FEWEST_PAIRS = 30
_WORTH = 60.0
_MOST_RANDOM_PAIRS = 2_000_000
_MOST_TRAINING_PAIRS = 500_000
_SESSIONS = (
    ("name_bag",),
    ("born_day",),
    ("family_frame", "event_first"),
)
_LEAST_SHARE = 1e-6
_MOST_ROUNDS = 200


@dataclass(frozen=True, slots=True)
class Lesson:
    """The model that came out and what must be said of how."""

    model: Model
    notes: tuple[str, ...]


def learned(engine: Engine, model: Model, keys: pd.DataFrame, *, seed: int) -> Lesson:
    """The model with weights from the data where they suffice."""
    if len(keys) < FEWEST_ROWS:
        note = f"Fewer than {FEWEST_ROWS} rows: the weights are our own, none were learned."
        return Lesson(model, (note,))
    with_chances = _with_chances(engine, model, seed=seed)
    return _with_shares(engine, with_chances, keys)


def first_prior(rows: int) -> float:
    """Where the search for the prior starts: a quarter as many links as there are rows."""
    return min(0.5, 0.25 * rows / max(1.0, rows * (rows - 1) / 2))


def most_links(sizes: Sequence[int]) -> float:
    """How many links there can be: all of a smaller list on each larger, and some repeats."""
    across = sum(min(one, other) for one, other in itertools.combinations(sizes, 2))
    return across + 0.5 * sum(sizes)


def settled(
    pairs: pd.DataFrame, *, prior: float, rows: int, most: float = math.inf
) -> tuple[pd.DataFrame, float]:
    """Pairs with probabilities under the prior that they themselves call for, and that prior.

    The expected number of links, over all pairs of rows, is the prior that it came from: found by
    repeating, which is expectation maximisation with the weights held. Pairs that no blocking rule
    brought up count as no links. There are never more than `most` links expected.
    """
    total = rows * (rows - 1) / 2
    weights = _log_odds(pairs["probability"].to_numpy(), prior=prior)
    new = prior
    for _ in range(_MOST_ROUNDS):
        old = new
        chances = 1 / (1 + np.exp(-(weights + math.log(old / (1 - old)))))
        links = min(max(float(chances.sum()), 1.0), most)
        new = min(links / total, 0.5) if total else old
        if abs(math.log(new / old)) < 1e-4:
            break
    return pairs.assign(probability=chances), new


def _log_odds(chances: NDArray[np.float64], *, prior: float) -> NDArray[np.float64]:
    """What the evidence alone says of each pair, in natural log odds."""
    clipped = np.clip(chances, 1e-15, 1 - 1e-15)
    return np.asarray(np.log(clipped / (1 - clipped)) - math.log(prior / (1 - prior)))


def _with_chances(engine: Engine, model: Model, *, seed: int) -> Model:
    linker = engine.linker(model, [])
    linker.training.estimate_u_using_random_sampling(
        max_pairs=_MOST_RANDOM_PAIRS, seed=seed, min_count_per_level=None, num_chunks=1
    )
    trained = _trained(linker, "u_probability")
    comparisons = tuple(
        c if c.is_fixed else _with_column(c, trained[c.name], "u") for c in model.comparisons
    )
    return replace(model, comparisons=comparisons)


def _with_shares(engine: Engine, model: Model, keys: pd.DataFrame) -> Lesson:
    """m from every training session that has enough links, weighed against ours."""
    totals: dict[str, list[float]] = {}
    worth: dict[str, float] = {}
    for columns in _SESSIONS:
        session = _session(engine, model, columns, keys)
        if session is None:
            continue
        links, shares = session
        for name, share in shares.items():
            worth[name] = worth.get(name, 0.0) + links
            known = totals.get(name, [0.0] * len(share))
            totals[name] = [t + links * s for t, s in zip(known, share, strict=True)]
    comparisons, notes = [], []
    for comparison in model.comparisons:
        blended = _blended(comparison, totals.get(comparison.name), worth.get(comparison.name, 0.0))
        if blended is not comparison and not _is_sensible(blended):
            notes.append(
                f"What the data taught about `{comparison.name}` was not used: it stood "
                "on its head."
            )
            blended = comparison
        comparisons.append(blended)
    if not totals:
        notes.append("Too few links to learn from: the weights for agreement are our own.")
    return Lesson(replace(model, comparisons=tuple(comparisons)), tuple(notes))


def _session(
    engine: Engine, model: Model, columns: Sequence[str], keys: pd.DataFrame
) -> tuple[float, dict[str, list[float]]] | None:
    """Links and shares of one session of expectation maximisation; None where it taught nothing.

    Comparisons that read a column of the session's rule are left out: they were made to agree.
    """
    open_ = [c for c in model.comparisons if not _reads(c, columns) and not c.is_fixed]
    sizes = keys.dropna(subset=list(columns)).groupby(list(columns)).size()
    pairs = float((sizes * (sizes - 1) / 2).sum())
    if len(open_) < 2 or pairs < _FEWEST_PAIRS:
        return None
    linker = engine.linker(replace(model, comparisons=tuple(open_)), [])
    rule = " AND ".join(f"l.{column} = r.{column}" for column in columns)
    try:
        session = linker.training.estimate_parameters_using_expectation_maximisation(
            rule,
            estimate_without_term_frequencies=True,
            max_pairs=_MOST_TRAINING_PAIRS if pairs > _MOST_TRAINING_PAIRS else None,
        )
    except (EMTrainingException, ValueError):  # ValueError: a share ran to nothing (under 1e-300)
        return None
    share = session.core_model_settings.probability_two_random_records_match
    links = share * min(pairs, _MOST_TRAINING_PAIRS)
    if links < _FEWEST_PAIRS:
        return None
    return links, _trained(linker, "m_probability")


def _reads(comparison: Comparison, columns: Sequence[str]) -> bool:
    kinds = {"name_bag": ("given", "family"), "born_day": ("born",)}
    names = [name for c in columns for name in kinds.get(c, (c.partition("_")[0],))]
    return comparison.name in names


def _trained(linker: Linker, what: str) -> dict[str, list[float]]:
    """m or u of every level of every comparison, as Splink now holds them."""
    spelled: Mapping[str, Any] = linker.misc.save_model_to_json()
    return {
        comparison["output_column_name"]: [
            float(level.get(what, 0.0)) for level in comparison["comparison_levels"][1:]
        ]
        for comparison in spelled["comparisons"]
    }


def _with_column(comparison: Comparison, shares: list[float], column: str) -> Comparison:
    """The comparison with new shares; a share not seen keeps ours, and all sum to one."""
    own = [getattr(level, column) for level in comparison.levels]
    kept = [new if new > 0 else old for new, old in zip(shares, own, strict=True)]
    total = sum(kept)
    levels = tuple(
        _replaced(level, column, max(share / total, _LEAST_SHARE))
        for level, share in zip(comparison.levels, kept, strict=True)
    )
    return replace(comparison, levels=levels)


def _replaced(level: Level, column: str, value: float) -> Level:
    return replace(level, m=value) if column == "m" else replace(level, u=value)


def _blended(comparison: Comparison, totals: list[float] | None, links: float) -> Comparison:
    if totals is None or comparison.is_fixed:
        return comparison
    own = [level.m for level in comparison.levels]
    shares = [
        (total + _WORTH * mine) / (links + _WORTH) for total, mine in zip(totals, own, strict=True)
    ]
    return _with_column(comparison, shares, "m")


def _is_sensible(comparison: Comparison) -> bool:
    """Whether the first level counts for a link and the last against."""
    first, last = comparison.levels[0], comparison.levels[-1]
    return math.log2(first.m / first.u) > 0 and math.log2(last.m / last.u) < 0
