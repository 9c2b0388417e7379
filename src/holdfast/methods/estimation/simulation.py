"""Populations whose size is known, to see how often a method holds the truth.

Scenarios, each for 3 to 6 lists and any N:
- independence: everybody alike, lists independent;
- two classes, three classes: hidden classes with their own capture rates;
- pairwise: the second list tends to hold those who are on the first;
- three-way: the first three lists tend to agree beyond their pairs;
- omitted subgroup: a tenth of the people are beyond the reach of every list.

Invariants: the same scenario, N, lists and seed give the same table; expected coverage by the
lists is between 40 % and 75 % of those within reach.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .table import CaptureTable, table_of

Rates = NDArray[np.float64]
Marks = NDArray[np.bool_]

_OMITTED = 0.1


@dataclass(frozen=True, slots=True)
class Population:
    """A simulated population: its true size and what the lists saw of it."""

    scenario: str
    size: int
    table: CaptureTable


def simulate(scenario: str, *, size: int, lists: int, seed: int) -> Population:
    """A population of `size` people seen by `lists` lists. Raises KeyError for no such scenario.

    Raises TableError where nobody happens to be seen.
    """
    draw = SCENARIOS[scenario]
    place = list(SCENARIOS).index(scenario)
    rng = np.random.default_rng(np.random.SeedSequence([seed, place, size, lists]))
    marks = draw(rng, size, lists)
    codes = marks @ (1 << np.arange(lists - 1, -1, -1))
    tallies = np.bincount(codes, minlength=1 << lists)
    counts = {
        tuple(int(bit) for bit in f"{code:0{lists}b}"): int(tallies[code])
        for code in range(1, 1 << lists)
        if tallies[code]
    }
    names = tuple(f"List {chr(65 + j)}" for j in range(lists))
    return Population(scenario, size, table_of(names, counts))


def _base_rates(rng: np.random.Generator, lists: int) -> Rates:
    """Rates that leave about half of the people unseen, whatever the number of lists."""
    return np.asarray(rng.uniform(0.6, 1.4, lists) * (1.0 - 0.45 ** (1.0 / lists)))


def _caught(rng: np.random.Generator, rates: Rates) -> Marks:
    return np.asarray(rng.random(rates.shape) < np.clip(rates, 0.001, 0.95))


def _independent(rng: np.random.Generator, size: int, lists: int) -> Marks:
    return _caught(rng, np.tile(_base_rates(rng, lists), (size, 1)))


def _classes(weights: list[float], factors: list[float]) -> Callable[..., Marks]:
    def draw(rng: np.random.Generator, size: int, lists: int) -> Marks:
        rates = _base_rates(rng, lists)
        tilts = np.stack([f * rng.uniform(0.7, 1.3, lists) for f in factors])
        group = rng.choice(len(weights), size=size, p=weights)
        return _caught(rng, rates * tilts[group])

    return draw


def _pairwise(rng: np.random.Generator, size: int, lists: int) -> Marks:
    rates = np.tile(_base_rates(rng, lists), (size, 1))
    marks = _caught(rng, rates)
    boosted = rates[:, 1] * np.where(marks[:, 0], 2.0, 0.8)
    marks[:, 1] = _caught(rng, boosted)
    return marks


def _three_way(rng: np.random.Generator, size: int, lists: int) -> Marks:
    rates = np.tile(_base_rates(rng, lists), (size, 1))
    marks = _caught(rng, rates)
    agree = marks[:, 0] == marks[:, 1]
    marks[:, 2] = _caught(rng, rates[:, 2] * np.where(agree & marks[:, 0], 2.5, 0.9))
    return marks


def _omitted(rng: np.random.Generator, size: int, lists: int) -> Marks:
    marks = _independent(rng, size, lists)
    marks[: round(_OMITTED * size)] = False
    return marks


SCENARIOS: dict[str, Callable[[np.random.Generator, int, int], Marks]] = {
    "independence": _independent,
    "two classes": _classes([0.5, 0.5], [1.6, 0.5]),
    "three classes": _classes([0.4, 0.4, 0.2], [1.2, 0.5, 2.2]),
    "pairwise": _pairwise,
    "three-way": _three_way,
    "omitted subgroup": _omitted,
}
