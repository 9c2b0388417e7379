"""Which pairs people are asked about, and in which order.

Invariants:
- The order depends on the pairs' keys and the seed alone, so the pairs judged of any band are a
  random sample of it, and a second reviewer is shown the same pairs in the same order, blind.
- Pairs that other reviewers judged come first (a second look is worth more than a new pair), then
  the grey zone, with every fourth pair from outside it, so that quality can be measured there too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from holdfast.methods.linkage.decisions import Decision, KeyPair

_EVERY = 4


@dataclass(frozen=True, slots=True)
class Question:
    """A pair to be judged: its keys, its place among the scored pairs, and its probability."""

    pair: KeyPair
    position: int
    probability: float


def questions_for(
    questions: Sequence[Question],
    decisions: Sequence[Decision],
    *,
    reviewer: str,
    grey: tuple[float, float],
    seed: int,
) -> list[Question]:
    """What to ask one reviewer, in order. Pairs the reviewer judged already are left out."""
    own = {decision.pair for decision in decisions if decision.reviewer == reviewer}
    seen = {decision.pair for decision in decisions if decision.reviewer != reviewer}
    waiting = sorted(
        (q for q in questions if q.pair not in own), key=lambda q: _place(q.pair, seed)
    )
    second = [q for q in waiting if q.pair in seen]
    fresh = [q for q in waiting if q.pair not in seen]
    low, high = grey
    inside = [q for q in fresh if low <= q.probability <= high]
    outside = [q for q in fresh if not low <= q.probability <= high]
    return second + _mixed(inside, outside)


def _mixed(inside: Sequence[Question], outside: Sequence[Question]) -> list[Question]:
    """Every fourth question is from outside the grey zone while there are any of both."""
    many, few = iter(inside), iter(outside)
    out: list[Question] = []
    while True:
        portion = [*islice(many, _EVERY - 1), *islice(few, 1)]
        if not portion:
            return out
        out += portion


def _place(pair: KeyPair, seed: int) -> bytes:
    return hashlib.sha256(f"{seed}|{pair[0]}|{pair[1]}".encode()).digest()
