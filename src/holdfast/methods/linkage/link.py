"""The whole of a linkage: lists in, clusters, pairs, tables and draws out.

Invariants:
- Nothing here reads or writes a file; names live in memory and in the lists they came from.
- Equal lists, settings, decisions and seed give equal results.
- People are asked (if at all) after scoring; what they say is put over the scores.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from holdfast.methods.linkage.blocking import with_block_keys
from holdfast.methods.linkage.clusters import Components, best_labels, drawn_labels, gathered
from holdfast.methods.linkage.comparisons import Comparison
from holdfast.methods.linkage.components import components_of, inner_pairs
from holdfast.methods.linkage.continuity import Continuity, KnownRow, continued
from holdfast.methods.linkage.contradictions import Contradiction, contradictions_in
from holdfast.methods.linkage.decisions import Decision, agreed, by_rows
from holdfast.methods.linkage.doubt import drawn_moves, with_missed_links
from holdfast.methods.linkage.engine import Engine, open_engine
from holdfast.methods.linkage.errors import ListError
from holdfast.methods.linkage.evidence import RowPair, evidence_of, unscored
from holdfast.methods.linkage.features import features_of
from holdfast.methods.linkage.lists import NamedList
from holdfast.methods.linkage.patterns import patterns_of
from holdfast.methods.linkage.quality import Quality, measured_quality
from holdfast.methods.linkage.scoring import Progress, Score, Scored, Scoring, scored_lists
from holdfast.methods.linkage.settings import LinkSettings
from holdfast.methods.linkage.tables import MOST_LISTS, History, capture_table


@dataclass(frozen=True, slots=True)
class Linkage:
    """The result of a linkage."""

    scored: Scored
    pairs: pd.DataFrame
    decisions: tuple[Decision, ...]
    labels: NDArray[np.int64]
    continuity: Continuity
    contradictions: tuple[Contradiction, ...]
    table: dict[History, int]
    draws: tuple[dict[History, int], ...]
    quality: Quality

    def reasons(self) -> list[str]:
        """For each pair, what agreed and what did not; no value is repeated."""
        return reasons_of(self.pairs, self.scored.model.comparisons)


Ask = Callable[[Scored, Sequence[Decision]], Sequence[Decision]]


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted of a linkage beside its lists and settings.

    `score` scores pairs elsewhere than in the database of this machine (`spark.scored_on_spark`).
    """

    seed: int = 1
    draws: int = 50
    threads: int = 2
    decisions: Sequence[Decision] = ()
    previous: Sequence[KnownRow] = ()
    ask: Ask = field(default=lambda _, decisions: decisions)
    score: Score | None = None


def _silent(stage: str, done: int, total: int) -> None:
    """Say nothing."""


def link(
    lists: Sequence[NamedList],
    settings: LinkSettings,
    order: Order,
    on_progress: Progress = _silent,
) -> Linkage:
    """Who is who on these lists.

    Raises ListError where there is nothing to link, MemoryLimitError where memory does not suffice.
    """
    _check(lists)
    on_progress("Reading names and dates", 0, 1)
    keys = with_block_keys(features_of(lists, settings))
    on_progress("Reading names and dates", 1, 1)
    with open_engine(keys, memory_gb=settings.memory_gb, threads=order.threads) as engine:
        task = Scoring(engine, lists, keys, settings, order.seed, order.score, on_progress)
        scored = scored_lists(task)
        decisions = tuple(order.ask(scored, order.decisions))
        return _clustered(engine, scored, decisions, settings, order, on_progress)


def _check(lists: Sequence[NamedList]) -> None:
    if len(lists) > MOST_LISTS:
        raise ListError(f"More than {MOST_LISTS} lists cannot be linked at once.")
    if sum(named.size for named in lists) < 2:
        raise ListError(
            "There are fewer than two rows in all: there is nothing to link.",
            hint="Give two lists, or one list that may hold a person twice.",
        )


def _clustered(
    engine: Engine,
    scored: Scored,
    decisions: tuple[Decision, ...],
    settings: LinkSettings,
    order: Order,
    on_progress: Progress,
) -> Linkage:
    rows = len(scored.keys)
    on_progress("Forming clusters", 0, 1)
    by_row = by_rows(agreed(decisions), scored.keys)
    groups = components_of(evidence_of(scored.pairs, by_row), rows)
    pairs = _closed(engine, scored, groups)
    components = gathered(groups, evidence_of(pairs, by_row))
    labels = best_labels(components, rows, threshold=settings.threshold)
    on_progress("Forming clusters", 1, 1)
    tables = []
    for table in _drawn_tables(scored, components, by_row, order):
        tables.append(table)
        on_progress("Drawing linkages", len(tables), order.draws)
    return Linkage(
        scored=scored,
        pairs=pairs,
        decisions=decisions,
        labels=labels,
        continuity=continued(labels.tolist(), scored.keys, scored.checks, order.previous),
        contradictions=tuple(contradictions_in(pairs, labels, scored.model.comparisons, by_row)),
        table=capture_table(labels, scored.list_numbers, len(scored.lists)),
        draws=tuple(tables),
        quality=_quality(scored, by_row, settings, order.seed),
    )


def _drawn_tables(
    scored: Scored, components: Components, by_row: Mapping[RowPair, bool], order: Order
) -> Iterator[dict[History, int]]:
    """Capture tables of sampled linkages, with the doubt of weights and of blocking in them."""
    generator = np.random.default_rng(order.seed)
    moves = drawn_moves(_judged(scored.pairs, by_row), order.draws, generator=generator)
    for labels in drawn_labels(components, len(scored.keys), moves, generator=generator):
        table = capture_table(labels, scored.list_numbers, len(scored.lists))
        yield with_missed_links(table, scored.loss, generator=generator)


def _judged(pairs: pd.DataFrame, by_row: Mapping[RowPair, bool]) -> list[tuple[float, bool]]:
    """The probability of each scored pair that people settled, and what they settled."""
    chances = pairs["probability"].to_numpy(dtype=float)
    return [(float(chances[at]), by_row[pair]) for pair, at in _places(pairs, by_row).items()]


def _places(pairs: pd.DataFrame, by_row: Mapping[RowPair, bool]) -> dict[RowPair, int]:
    """Where the settled pairs stand among scored ones; pairs that were not scored are left out."""
    left, right = pairs["left"].to_numpy(), pairs["right"].to_numpy()
    likely = np.flatnonzero(np.isin(left, [pair[0] for pair in by_row]))
    found = {(int(left[at]), int(right[at])): int(at) for at in likely}
    return {pair: at for pair, at in found.items() if pair in by_row}


def _closed(engine: Engine, scored: Scored, groups: list[NDArray[np.int64]]) -> pd.DataFrame:
    """The scored pairs and every pair inside a component that blocking had not brought up."""
    missing = unscored(inner_pairs(groups), scored.pairs)
    if not len(missing):
        return scored.pairs
    more = engine.scored_given(scored.model, missing)
    if scored.strangers is not None:
        more = scored.strangers.lowered(more)
    both = pd.concat([scored.pairs, more], ignore_index=True)
    return both.sort_values(["left", "right"], ignore_index=True)


def _quality(
    scored: Scored, by_row: Mapping[RowPair, bool], settings: LinkSettings, seed: int
) -> Quality:
    return measured_quality(
        scored.pairs["probability"].to_numpy(dtype=float),
        {at: by_row[pair] for pair, at in _places(scored.pairs, by_row).items()},
        threshold=settings.threshold,
        generator=np.random.default_rng(seed),
    )


def reasons_of(pairs: pd.DataFrame, comparisons: Sequence[Comparison]) -> list[str]:
    """For each pair, the reason of each comparison that had something to say, joined by "; "."""
    patterns = patterns_of(pairs, comparisons)
    texts = [
        "; ".join(c.levels[n].reason for c, n in zip(comparisons, row, strict=True) if n >= 0)
        for row in patterns.levels.tolist()
    ]
    return [texts[number] for number in patterns.which.tolist()]
