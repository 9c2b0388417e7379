"""Figures for the same thing, held against each other.

Invariants:
- Bounds are compared, never rounded: "at least 3" and "at least 4" agree, "3" and "5" do not.
- Figures with one origin are one figure told again, however the words round it.
- Only figures of the same thing in the same unit are compared.
- A group within ("two presenters") never contradicts the whole.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from holdfast.methods.corroboration.record import Conflict, Figure, Relation, Statement

_ABOUT = 0.2  # how far "about 100" may lie from another figure and still agree with it
_COMPARED = frozenset(
    {
        "detained", "killed", "tortured", "injured", "disappeared", "evacuated", "displaced",
        "escaped", "released", "sentenced", "charged", "deported", "threatened", "protesters",
        "signatures", "places of detention", "held in one room",
    }
)  # fmt: skip
"""What is counted as such: two figures of "men" may count anything."""


def find_conflicts(
    figures: Sequence[Figure],
    *,
    statements: Mapping[str, Statement],
    published: Mapping[str, str | None],
    scopes: Mapping[str, str],
) -> list[Conflict]:
    """For each thing counted more than once: how its figures stand to each other.

    `statements` and `scopes` go by statement's and figure's id, `published` by report's.
    """
    known = _Known(statements, published, scopes)
    groups: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.counts in _COMPARED:
            groups[figure.counts, figure.unit].append(figure)
    conflicts = []
    for (counts, _unit), group in sorted(groups.items()):
        if len({_claim(figure) for figure in group}) > 1:
            conflicts += _compare(counts, group, known)
    return conflicts


def bounds_of(figure: Figure) -> tuple[float, float]:
    """The least and the most that a figure allows; an open end is infinite.

    "About 100" is taken as 80 to 120: an assumption, written in the reason where it decides.
    """
    if figure.low is None and figure.high is None and figure.value is not None:
        return figure.value * (1 - _ABOUT), figure.value * (1 + _ABOUT)
    low = 0.0 if figure.low is None else figure.low
    return low, math.inf if figure.high is None else figure.high


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known beside the figures themselves."""

    statements: Mapping[str, Statement]
    published: Mapping[str, str | None]
    scopes: Mapping[str, str]


def _compare(counts: str, group: Sequence[Figure], known: _Known) -> list[Conflict]:
    """Conflicts of one group, one for each relation that two of its figures stand in."""
    in_relation: dict[Relation, dict[str, None]] = defaultdict(dict)
    claims = _distinct(group)
    for position, left in enumerate(claims):
        for right in claims[position + 1 :]:
            relation = _relation(left, right, known)
            in_relation[relation].update({left.id: None, right.id: None})
    return [
        Conflict(counts=counts, figures=tuple(ids), relation=relation, why=_WHY[relation])
        for relation, ids in sorted(in_relation.items())
    ]


def _distinct(group: Sequence[Figure]) -> list[Figure]:
    """At most forty figures with different bounds; the same claim again adds nothing."""
    firsts: dict[tuple[object, ...], Figure] = {}
    for figure in group:
        firsts.setdefault(_claim(figure), figure)
    return list(firsts.values())[:40]


def _relation(left: Figure, right: Figure, known: _Known) -> Relation:
    if known.scopes.get(left.id) != known.scopes.get(right.id):
        return Relation.OTHER_SCOPE
    if _same_origin(left, right, known.statements):
        return Relation.SAME_ORIGIN
    (a, b), (c, d) = bounds_of(left), bounds_of(right)
    if a <= d and c <= b:
        return Relation.COMPATIBLE
    if left.report == right.report or _grew(left, right, known.published):
        return Relation.OTHER_SCOPE
    return Relation.CONTRADICTORY


def _same_origin(left: Figure, right: Figure, statements: Mapping[str, Statement]) -> bool:
    origins = [
        statements[figure.statement].origin if figure.statement else None
        for figure in (left, right)
    ]
    return origins[0] is not None and origins[0] == origins[1]


def _grew(left: Figure, right: Figure, published: Mapping[str, str | None]) -> bool:
    """Whether the later report has the higher figure: a toll that rose is no contradiction."""
    dates = [published.get(figure.report) for figure in (left, right)]
    if dates[0] is None or dates[1] is None or dates[0] == dates[1]:
        return False
    earlier, later = (left, right) if dates[0] < dates[1] else (right, left)
    return bounds_of(later)[0] >= bounds_of(earlier)[1]


def _claim(figure: Figure) -> tuple[object, ...]:
    return (figure.low, figure.high, figure.value, figure.approximate)


_WHY = {
    Relation.COMPATIBLE: "All of these can be true at once: their bounds overlap.",
    Relation.SAME_ORIGIN: "These come from the same origin, told in different words.",
    Relation.OTHER_SCOPE: (
        "These do not count the same people at the same time: one of them counts a group within, "
        "one report gives both, or the later report gives the higher figure."
    ),
    Relation.CONTRADICTORY: "These cannot all be true of the same people at the same time.",
}
