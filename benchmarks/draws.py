"""Do the sampled linkages hold the truth? Over invented populations whose truth is known: how often
the middle 90 % of the draws holds the number of people, of people on several lists, and each count of
the capture table.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks._invented_people import invented_lists
from benchmarks.linkage import _as_lists, _numbers
from benchmarks.report import print_figure
from holdfast.methods.linkage.link import Order, link
from holdfast.methods.linkage.settings import LinkSettings
from holdfast.methods.linkage.tables import History, capture_table

_RECORDS, _LISTS, _CATCH = (1_500, 5_000), (3, 4), (0.3, 0.5)
_SEEDS = (3, 4)  # the spreads in `doubt` were settled on seeds 1 and 2
_DRAWS = 200

Table = dict[History, int]


@dataclass(frozen=True, slots=True)
class Held:
    """A count that is known: its truth, and the ends and the middle of the draws."""

    kind: str
    truth: float
    low: float
    middle: float
    high: float

    @property
    def is_held(self) -> bool:
        """Whether the middle 90 % of the draws holds the truth."""
        return self.low <= self.truth <= self.high


def main() -> int:
    """Print the coverage of the draws. Returns how many figures fall short."""
    found = [held for case in _cases() for held in _held(*case)]
    short = 0
    for kind in ("people", "people on two lists or more", "count of a history"):
        own = [held for held in found if held.kind == kind]
        share = sum(held.is_held for held in own) / len(own)
        bias = float(np.median([held.middle / held.truth - 1 for held in own]))
        width = float(np.median([(held.high - held.low) / held.truth for held in own]))
        short += print_figure(
            f"{kind}: share held ({len(own)}), median bias, median width",
            f"{share:.2f} {bias:+.3f} {width:.3f}",
            held_against="nominal 0.90, at least 0.75",
            is_met=share >= 0.75,
        )
    return short


def _cases() -> Iterator[tuple[int, int, float, int]]:
    return itertools.product(_RECORDS, _LISTS, _CATCH, _SEEDS)


def _held(records: int, lists: int, catch: float, seed: int) -> Iterator[Held]:
    rows, people = invented_lists(records, seed=100 + seed, lists=lists, catch=catch)
    named = _as_lists(rows)
    made = link(named, LinkSettings(), Order(draws=_DRAWS, seed=seed))
    numbers = made.scored.list_numbers
    every = list(itertools.product((0, 1), repeat=lists))
    truth = capture_table(_numbers(people, named), numbers, len(named))
    yield _one("people", truth, made.draws, every)
    yield _one("people on two lists or more", truth, made.draws, [h for h in every if sum(h) > 1])
    for history in truth:
        yield _one("count of a history", truth, made.draws, [history])


def _one(kind: str, truth: Table, draws: Sequence[Table], histories: Collection[History]) -> Held:
    counts = np.array([sum(table.get(h, 0) for h in histories) for table in draws])
    low, middle, high = np.quantile(counts, (0.05, 0.5, 0.95))
    known = sum(truth.get(h, 0) for h in histories)
    return Held(kind, known, float(low), float(middle), float(high))


if __name__ == "__main__":
    sys.exit(main())
