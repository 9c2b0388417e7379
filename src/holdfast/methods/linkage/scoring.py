"""From lists to scored pairs: what was looked at, by which weights, and how likely each pair is.

Invariants:
- Equal rows, settings and seed give equal pairs, in whichever engine they are scored.
- Every pair reaches `LEAST_PROBABILITY` after all that lowers it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from holdfast.methods.linkage.blocking import Blocking, Rule, estimated_loss, proposed_blocking
from holdfast.methods.linkage.comparisons import EVIDENCE, same_list_comparison
from holdfast.methods.linkage.engine import LEAST_PROBABILITY, Engine
from holdfast.methods.linkage.keys import row_checks, row_keys
from holdfast.methods.linkage.lists import NamedList
from holdfast.methods.linkage.model import Model
from holdfast.methods.linkage.settings import LinkSettings
from holdfast.methods.linkage.strangers import Strangers, random_pairs, strangers_of
from holdfast.methods.linkage.training import (
    FEWEST_ROWS,
    first_prior,
    learned,
    most_links,
    settled,
)

Progress = Callable[[str, int, int], None]
Score = Callable[[pd.DataFrame, Model, Sequence[Rule]], pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Scored:
    """Everything before people and clusters: rows, model, and scored pairs.

    `pairs` has left, right, probability and gamma columns; left and right are row ids.
    """

    lists: tuple[NamedList, ...]
    list_numbers: NDArray[np.int64]
    keys: tuple[str, ...]
    checks: tuple[str, ...]
    model: Model
    strangers: Strangers | None
    blocking: Blocking
    loss: float | None
    pairs: pd.DataFrame
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scoring:
    """What is to be scored and how; `keys` are the rows' features with block keys.

    `score` scores pairs elsewhere than in the engine's own database.
    """

    engine: Engine
    lists: Sequence[NamedList]
    keys: pd.DataFrame
    settings: LinkSettings
    seed: int
    score: Score | None
    on_progress: Progress


def scored_lists(task: Scoring) -> Scored:
    """The rows of all lists with every pair that is likely enough to be looked at again."""
    task.on_progress("Choosing pairs to look at", 0, 1)
    blocking = proposed_blocking(task.keys, pairs_a_row=task.settings.pairs_a_row)
    task.on_progress("Choosing pairs to look at", 1, 1)
    model, notes = _model(task)
    task.on_progress("Scoring pairs", 0, 1)
    strangers = _strangers(task, model)
    pairs, prior = _pairs(task, model, blocking, strangers)
    task.on_progress("Scoring pairs", 1, 1)
    return Scored(
        lists=tuple(task.lists),
        list_numbers=task.keys["list_number"].to_numpy(dtype=np.int64),
        keys=tuple(key for named in task.lists for key in row_keys(named)),
        checks=tuple(check for named in task.lists for check in row_checks(named)),
        model=replace(model, prior=prior),
        strangers=strangers,
        blocking=blocking,
        loss=_loss(task, pairs, blocking),
        pairs=pairs,
        notes=notes,
    )


def _pairs(
    task: Scoring, model: Model, blocking: Blocking, strangers: Strangers | None
) -> tuple[pd.DataFrame, float]:
    """The scored pairs and the prior that they were scored with in the end."""
    score = task.score or (lambda _, *wanted: task.engine.scored_pairs(*wanted))
    pairs, prior = score(task.keys, model, blocking.rules), model.prior
    if strangers is not None:
        pairs = strangers.lowered(pairs)
    if task.settings.prior is None:
        most = most_links([named.size for named in task.lists])
        pairs, prior = settled(pairs, prior=prior, rows=len(task.keys), most=most)
    return pairs[pairs["probability"] >= LEAST_PROBABILITY].reset_index(drop=True), prior


def _model(task: Scoring) -> tuple[Model, tuple[str, ...]]:
    model = starting_model(task.lists, task.keys, task.settings)
    if task.settings.learn == "never":
        return model, ("The settings say that nothing is learned: the weights are our own.",)
    task.on_progress("Learning weights", 0, 1)
    lesson = learned(task.engine, model, task.keys, seed=task.seed)
    task.on_progress("Learning weights", 1, 1)
    return lesson.model, lesson.notes


def _strangers(task: Scoring, model: Model) -> Strangers | None:
    """The kinds of strangers on these lists; None where there is too little to learn them from."""
    if task.settings.learn == "never" or len(task.keys) < FEWEST_ROWS:
        return None
    chosen = random_pairs(len(task.keys), np.random.default_rng(task.seed))
    return strangers_of(task.engine.scored_given(model, chosen), model)


def starting_model(lists: Sequence[NamedList], keys: pd.DataFrame, settings: LinkSettings) -> Model:
    """The model before any data: our weights, for the comparisons that these rows can have."""
    comparisons = [c for c in EVIDENCE if keys[c.missing.column].notna().any()]
    if len(lists) > 1:
        shares = np.array([named.size for named in lists]) / sum(named.size for named in lists)
        chance = float((shares**2).sum())
        comparisons.append(same_list_comparison(chance=chance, repeats=settings.repeats))
    prior = settings.prior if settings.prior is not None else first_prior(len(keys))
    return Model(prior, tuple(comparisons))


def _loss(task: Scoring, pairs: pd.DataFrame, blocking: Blocking) -> float | None:
    found = pairs[pairs["probability"] >= 0.5]
    return estimated_loss(
        task.keys,
        found[["left", "right"]].to_numpy(dtype=np.int64),
        found["probability"].to_numpy(dtype=float),
        blocking.rules,
        generator=np.random.default_rng(task.seed),
    )
