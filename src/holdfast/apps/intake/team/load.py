"""How long people waited and when they wrote, as counts from which nobody can be read off.

Invariants:
- No function here takes a member: there is no figure of one person's work.
- A count below five is not shown, zero among them; nor is one from which such a count could be
  worked out, by whoever knows the sum.
- A wait is from the first thing that somebody wrote and nobody had answered yet, to the answer. On
  a call somebody is spoken with at once: it ends a wait and begins none.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from holdfast.apps.intake.rules import Voice

LEAST_SHOWN = 5
WEEKS = 12
_WRITTEN = frozenset({Voice.THEM, Voice.DANGER})
_ARRIVES = _WRITTEN | {Voice.CALL}
_ANSWERS = frozenset({Voice.US, Voice.CALL})
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Wait:
    """That somebody waited: from when, how long, and whether for the first answer they ever got.

    Where they wait still, `is_open` and `length` is how long so far.
    """

    since: dt.datetime
    length: dt.timedelta
    is_first: bool
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long half of them and nine in ten of them waited at most; None where they are few."""

    median: dt.timedelta | None
    ninetieth: dt.timedelta | None
    within_promise: int | None  # in a hundred


def waits_in(
    said: Sequence[tuple[dt.datetime, Voice]], *, waiting_at: dt.datetime | None = None
) -> list[Wait]:
    """The waits of one conversation; `said` is in order. The last is counted without an answer
    where they wait still at `waiting_at`: or who is never answered would better the figures.
    """
    found: list[Wait] = []
    since: dt.datetime | None = None
    for at, voice in said:
        if voice in _WRITTEN and since is None:
            since = at
        elif voice in _ANSWERS and since is not None:
            found.append(Wait(since, at - since, is_first=not found))
            since = None
    if since is not None and waiting_at is not None:
        found.append(Wait(since, waiting_at - since, is_first=not found, is_open=True))
    return found


def was_kept(wait: Wait, promised: dt.timedelta) -> bool | None:
    """Whether a first answer came in time; None where that is open still, or it is no first."""
    if not wait.is_first or (wait.is_open and wait.length <= promised):
        return None
    return wait.length <= promised


def arrivals_in(said: Iterable[tuple[dt.datetime, Voice]]) -> list[dt.datetime]:
    """When somebody wrote or telephoned."""
    return [at for at, voice in said if voice in _ARRIVES]


def waiting(lengths: Sequence[dt.timedelta], kept: Sequence[bool]) -> Waiting:
    """The figures of some waits; `kept` says of each first answer whether it was in time."""
    enough, firsts = len(lengths) >= LEAST_SHOWN, len(kept) >= LEAST_SHOWN
    return Waiting(
        median=quantile(lengths, 0.5) if enough else None,
        ninetieth=quantile(lengths, 0.9) if enough else None,
        within_promise=_share(kept) if firsts else None,
    )


def quantile(lengths: Sequence[dt.timedelta], share: float) -> dt.timedelta:
    """The shortest length that at least this share of them does not exceed (nearest rank)."""
    ordered = sorted(lengths)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def _share(kept: Sequence[bool]) -> int:
    """In a hundred, to the nearest five: a finer number would say of few whose it was."""
    return 5 * round(20 * sum(kept) / len(kept))


def hidden_below(counts: Mapping[K, int]) -> dict[K, int | None]:
    """The counts with those below five hidden, and with as many more as keep these from being
    worked out of a sum: what is hidden comes to nobody at all, or to five and more in two places.
    """
    hidden = {key for key, count in counts.items() if count < LEAST_SHOWN}
    shown = sorted((count, place) for place, count in enumerate(counts.values()))
    following = [key for _, place in shown if (key := list(counts)[place]) not in hidden]
    while following and not _is_enough([counts[key] for key in hidden]):
        hidden.add(following.pop(0))
    return {key: None if key in hidden else count for key, count in counts.items()}


def _is_enough(hidden: Sequence[int]) -> bool:
    people = [count for count in hidden if count]
    return not people or (len(people) > 1 and sum(people) >= LEAST_SHOWN)
