"""Which pairs of rows are looked at at all, and how many pairs of one person that loses.

Invariants:
- A rule is a set of columns that must agree; a pair is looked at if it meets one rule.
- Rules are taken in order while the pairs they bring stay within the budget; one that brings too
  many is narrowed by a further column, or left out. The counts are exact for each rule.
- The loss is an estimate, made under the assumption that errors in different columns are
  independent given that a pair is one person. Where they are not (a hurried scribe spoils
  everything at once) the true loss is larger.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Rule = tuple[str, ...]

CANDIDATES: tuple[Rule, ...] = (
    ("name_bag",),
    ("born_day", "given_initial"),
    ("born_day", "family_frame"),
    ("family_frame", "born_about"),
    ("family", "given_initial"),
    ("given_root", "father_root", "born_about"),
    ("family_frame", "father_root"),
    ("family_frame", "event_first"),
    ("given_root", "event_first", "place"),
    ("given_frame", "place", "born_about"),
    ("family_frame", "place"),
    ("given_root", "family_start"),
    ("born_day",),
    ("given_root", "father_root"),
    ("family_frame",),
    ("event_first", "place", "born_about"),
    ("given_frame", "born_about"),
)
_NARROWING = ("given_initial", "born_about", "place", "father_root", "event_first")
_EVIDENCE_OF = {
    "name_bag": "name",
    "given_root": "given",
    "given_frame": "given",
    "given_initial": "given",
    "family": "family",
    "family_frame": "family",
    "family_start": "family",
    "father_root": "father",
    "born_day": "born",
    "born_about": "born",
    "event_first": "event",
    "place": "place",
}
_LEAST_BUDGET = 300_000
_SHUFFLES = 20


@dataclass(frozen=True, slots=True)
class Blocking:
    """The rules that were taken, and how many pairs each brings by itself."""

    rules: tuple[Rule, ...]
    pairs: tuple[int, ...]


def with_block_keys(features: pd.DataFrame) -> pd.DataFrame:
    """The features with the columns that only blocking uses.

    `name_bag` is the frames of given and family name in alphabetical order, so that order does not
    matter; `family_start` its first three sounds; `born_about` the middle year of a span of birth.
    """
    given = features["given_frame"].fillna(features["given"])
    family = features["family_frame"].fillna(features["family"])
    bag = given.where(given < family, family) + " " + family.where(given < family, given)
    middle = (features["born_first"] + features["born_last"]) // 2
    about = (middle.astype("Float64") / 365.2425).round().astype("Int64")
    return features.assign(
        name_bag=bag, family_start=features["family_frame"].str.slice(0, 3), born_about=about
    )


def proposed_blocking(keys: pd.DataFrame, *, pairs_a_row: int) -> Blocking:
    """The rules to use for these rows within a budget of pairs."""
    codes = {column: pd.factorize(keys[column])[0] for column in _EVIDENCE_OF}
    budget = max(_LEAST_BUDGET, pairs_a_row * len(keys))
    rules: list[Rule] = []
    pairs: list[int] = []
    for candidate in CANDIDATES:
        room = min(budget - sum(pairs), budget // 2)
        for rule in _narrowed(candidate):
            count = pairs_of(rule, codes)
            if count <= room:
                break
        else:
            continue
        if count and not any(set(taken) <= set(rule) for taken in rules):
            rules.append(rule)
            pairs.append(count)
    return Blocking(tuple(rules), tuple(pairs))


def _narrowed(rule: Rule) -> Iterable[Rule]:
    yield rule
    for column in _NARROWING:
        if _EVIDENCE_OF[column] not in {_EVIDENCE_OF[c] for c in rule}:
            yield (*rule, column)


def pairs_of(rule: Rule, codes: dict[str, NDArray[np.int64]]) -> int:
    """How many pairs of rows agree in every column of a rule (missing values never agree)."""
    group = np.zeros(len(codes[rule[0]]), dtype=np.int64)
    known = np.ones(len(group), dtype=bool)
    for column in rule:
        known &= codes[column] >= 0
        group = group * (int(codes[column].max(initial=0)) + 2) + codes[column] + 1
        group = np.unique(group, return_inverse=True)[1]
    sizes = np.bincount(group[known]) if known.any() else np.zeros(0, dtype=np.int64)
    return int((sizes.astype(np.int64) * (sizes - 1) // 2).sum())


def rule_sql(rule: Rule) -> str:
    """A rule as Splink reads it."""
    return " AND ".join(f"l.{column} = r.{column}" for column in rule)


def estimated_loss(
    keys: pd.DataFrame,
    links: NDArray[np.int64],
    weights: NDArray[np.float64],
    rules: Sequence[Rule],
    *,
    generator: np.random.Generator,
) -> float | None:
    """The share of all pairs of one person that no rule brings up; None without enough links.

    `links` are pairs of row positions (N x 2) that were found, `weights` their probabilities. For
    each kind of evidence (given name, birth ...) the agreements are drawn from found pairs that
    some rule brings up *without* that evidence, so that finding does not favour agreement; the
    kinds are then put together at random, and the share that meets no rule is the estimate.
    """
    if len(links) < 50 or not rules:
        return None
    columns = sorted({column for rule in rules for column in rule})
    agreed = {column: _agreement(keys[column], links) for column in columns}
    met = {rule: np.logical_and.reduce([agreed[c] for c in rule]) for rule in rules}
    draws = len(links) * _SHUFFLES
    drawn: dict[str, NDArray[np.bool_]] = {}
    for kind in sorted({_kind(column) for column in columns}):
        pool = _pool(kind, met, weights)
        chosen = generator.choice(len(links), size=draws, p=pool)
        drawn |= {column: agreed[column][chosen] for column in columns if _kind(column) == kind}
    missed = np.ones(draws, dtype=bool)
    for rule in rules:
        missed &= ~np.logical_and.reduce([drawn[column] for column in rule])
    return float(missed.mean())


def _kind(column: str) -> str:
    """The kind of evidence of a column; names given and family go together through the bag."""
    kind = _EVIDENCE_OF[column]
    return "name" if kind in ("given", "family") else kind


def _agreement(column: pd.Series, links: NDArray[np.int64]) -> NDArray[np.bool_]:
    codes = pd.factorize(column)[0]
    left, right = codes[links[:, 0]], codes[links[:, 1]]
    return np.asarray((left == right) & (left >= 0))


def _pool(
    kind: str, met: dict[Rule, NDArray[np.bool_]], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The chance of each found pair to be drawn for one kind of evidence."""
    without = [hits for rule, hits in met.items() if kind not in map(_kind, rule)]
    mask = np.logical_or.reduce(without) if without else np.ones(len(weights), dtype=bool)
    if mask.sum() < 30:
        mask = np.ones(len(weights), dtype=bool)
    chances = weights * mask
    return np.asarray(chances / chances.sum())
