"""Identifiers of clusters that last from one run to the next.

Invariants:
- A cluster keeps the identifier that most of its known rows had; where two claim one identifier,
  the one with more of its rows keeps it and the other gets a new one.
- A new identifier is derived from the smallest key of the cluster's rows, so equal input gives
  equal identifiers.
- A list whose rows moved since the last run (by their checks) passes nothing on, and that is said.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from holdfast.kernel.identifiers import derived_id
from holdfast.methods.linkage.errors import OutputError

_MOST_CHANGED = 0.05
_FEWEST = 20


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A row of an earlier run: its list, key, check and the cluster it was in."""

    list_name: str
    key: str
    check: str
    cluster: str


@dataclass(frozen=True, slots=True)
class Continuity:
    """The identifier of each cluster label, what became of earlier clusters, and what to say."""

    identifiers: dict[int, str]
    kept: int
    joined: int
    split: int
    new: int
    problems: tuple[str, ...]


def read_previous(folder: Path) -> list[KnownRow]:
    """The rows of an earlier run's `linked.csv`. Raises OutputError where there is none."""
    try:
        with (folder / "linked.csv").open(encoding="utf-8", newline="") as file:
            return [
                KnownRow(row["list"], row["key"], row["check"], row["cluster"])
                for row in csv.DictReader(file)
            ]
    except (OSError, KeyError, UnicodeDecodeError) as error:
        raise OutputError(
            "The earlier run cannot be read: its linked.csv is missing or not ours.",
            hint="Name the folder that an earlier `holdfast link` wrote.",
        ) from error


def continued(
    labels: Sequence[int], keys: Sequence[str], checks: Sequence[str], previous: Sequence[KnownRow]
) -> Continuity:
    """Lasting identifiers for the clusters of every row (labels, keys and checks row by row)."""
    trusted, problems = _trusted(previous, dict(zip(keys, checks, strict=True)))
    before = {row.key: row.cluster for row in trusted}
    members: dict[int, list[str]] = defaultdict(list)
    for label, key in zip(labels, keys, strict=True):
        members[label].append(key)
    claims = _claims(members, before)
    taken: dict[str, int] = {}
    identifiers: dict[int, str] = {}
    for _, cluster, label in claims:
        if cluster not in taken and label not in identifiers:
            taken[cluster], identifiers[label] = label, cluster
    used = set(before.values())
    for label, own in members.items():
        if label not in identifiers:
            identifiers[label] = _fresh(min(own), used)
    kept = len(taken)
    several = Counter(label for _, _, label in claims)
    parts = Counter(cluster for _, cluster, _ in claims)
    return Continuity(
        identifiers,
        kept=kept,
        joined=sum(count > 1 for count in several.values()),
        split=sum(count > 1 for count in parts.values()),
        new=len(members) - kept,
        problems=tuple(problems),
    )


def _claims(members: dict[int, list[str]], before: dict[str, str]) -> list[tuple[int, str, int]]:
    """(minus shared rows, earlier cluster, label) for every overlap, strongest first."""
    shared: Counter[tuple[str, int]] = Counter()
    for label, own in members.items():
        shared.update((before[key], label) for key in own if key in before)
    return sorted((-count, cluster, label) for (cluster, label), count in shared.items())


def _fresh(key: str, used: set[str]) -> str:
    attempt = 0
    while (made := derived_id("c", key, *([attempt] if attempt else []))) in used:
        attempt += 1
    used.add(made)
    return made


def _trusted(
    previous: Sequence[KnownRow], checks: dict[str, str]
) -> tuple[list[KnownRow], list[str]]:
    by_list: dict[str, list[KnownRow]] = defaultdict(list)
    for row in previous:
        by_list[row.list_name].append(row)
    trusted: list[KnownRow] = []
    problems = []
    for name, rows in by_list.items():
        seen = [row for row in rows if row.key in checks]
        changed = sum(checks[row.key] != row.check for row in seen)
        if len(seen) >= _FEWEST and changed > _MOST_CHANGED * len(seen):
            problems.append(
                f"List {name}: the rows are not where they were in the earlier run, so its "
                "clusters do not keep their identifiers. Give the list a column with an id that "
                "lasts."
            )
        else:
            trusted += seen
    return trusted, problems
