"""A model: comparisons with their weights, and how likely a pair is one person beforehand.

Invariants:
- `judge` and Splink give one pair the same level in every comparison and the same weight (the tests
  hold them together).
- A missing value weighs nothing, for or against.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from holdfast.methods.linkage.comparisons import Comparison, Level
from holdfast.methods.linkage.conditions import Cells

Frequencies = Mapping[str, Mapping[str, float]]

LEAST_SHARE = 0.0001  # a name seen once may be a slip of the pen: its rarity proves only so much


@dataclass(frozen=True, slots=True)
class Model:
    """Comparisons with weights; `prior` is the share of all pairs of rows that are one person."""

    prior: float
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one comparison says of a pair: a weight in bits (above zero for), and why."""

    comparison: str
    level: int
    weight: float
    reason: str


def judge(
    left: Cells, right: Cells, model: Model, frequencies: Frequencies | None = None
) -> tuple[Opinion, ...]:
    """What every comparison says of two rows; comparisons with a missing value are silent.

    `frequencies[column][value]` is the share of rows with that value; without it rarity is left
    out of account. Source: Fellegi and Sunter (1969); frequency as in Winkler (1989).
    """
    opinions = []
    for comparison in model.comparisons:
        if comparison.missing.holds(left, right):
            continue
        number = level_of(comparison, left, right)
        level = comparison.levels[number]
        weight = _weight(level, left, frequencies or {})
        opinions.append(Opinion(comparison.name, number, weight, level.reason))
    return tuple(opinions)


def level_of(comparison: Comparison, left: Cells, right: Cells) -> int:
    """The number of the first level that two rows fulfil, none of their values being missing."""
    for number, level in enumerate(comparison.levels):
        if level.condition is None or level.condition.holds(left, right):
            return number
    raise AssertionError("the last level of a comparison has no condition")


def probability(opinions: Sequence[Opinion], prior: float) -> float:
    """The probability that a pair is one person, from its weights and the prior."""
    bits = math.log2(prior / (1 - prior)) + sum(opinion.weight for opinion in opinions)
    if bits > 1000:
        return 1.0
    odds: float = 2.0**bits
    return odds / (1 + odds)


def _weight(level: Level, left: Cells, frequencies: Frequencies) -> float:
    """log2(m/u), where u is the share of the very value that agrees, if the level is about one."""
    share = frequencies.get(level.frequency, {}).get(str(left.get(level.frequency)))
    return math.log2(level.m / (level.u if share is None else max(share, LEAST_SHARE)))


def splink_comparison(comparison: Comparison) -> dict[str, Any]:
    """A comparison as Splink's settings spell it. Splink counts levels down to 0 for "else"."""
    missing = {
        "sql_condition": comparison.missing.sql(),
        "label_for_charts": "missing",
        "is_null_level": True,
    }
    return {
        "output_column_name": comparison.name,
        "comparison_levels": [missing, *(_splink_level(level) for level in comparison.levels)],
    }


def _splink_level(level: Level) -> dict[str, Any]:
    made: dict[str, Any] = {
        "sql_condition": level.condition.sql() if level.condition else "ELSE",
        "label_for_charts": level.reason,
        "m_probability": level.m,
        "u_probability": level.u,
    }
    if level.frequency:
        made |= {"tf_adjustment_column": level.frequency, "tf_minimum_u_value": LEAST_SHARE}
    return made
