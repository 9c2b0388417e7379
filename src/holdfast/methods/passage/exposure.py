"""Lost! What a place, phone, member, vehicle, document or a person detained gives away, and how.

Invariants:
- Nothing is inferred about people: only ties that somebody recorded are followed.
- Everything within reach is named once, by its most certain way there, and the way is shown tie by
  tie. What lies beyond a guess is left out.
- A person who is only named gives nothing away yet: what they know counts one step further than
  what somebody in custody knows.

Each tie has a strength: 1 sure, 2 likely, 3 possible; a tie that has ended is one weaker unless it
is of a kind that does not end (what somebody knows, opened, or could name). Strengths along a way
add up: 1 is direct, 2 one step, 3 a guess.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

NodeId = str


class NodeKind(StrEnum):
    """What can be lost or exposed."""

    PERSON = "person"
    HOUSEHOLD = "household"
    MEMBER = "member"
    HELPER = "helper"
    PLACE = "place"
    PHONE = "phone"
    VEHICLE = "vehicle"
    DOCUMENT = "document"
    CASE = "case"
    LEG = "leg"


PEOPLE = frozenset({NodeKind.PERSON, NodeKind.HOUSEHOLD, NodeKind.MEMBER, NodeKind.HELPER})


class TieKind(StrEnum):
    """How one thing leads to another; read from the first to the second."""

    KNOWS = "knows"  # person -> place, phone, vehicle, document
    COULD_NAME = "could name"  # person -> person
    OPENED = "opened"  # member -> case
    GRANTED = "can open"  # member -> case
    ABOUT = "is about"  # case -> person, household
    SLEEPS = "sleeps at"  # person, household -> place
    SLEPT = "slept at"  # person, household -> place, in the past
    HOSTS = "hosts"  # person -> place
    NEIGHBOUR = "is next to"  # place -> place
    RODE = "rode in"  # person, household -> vehicle
    TRAVELS = "travels on"  # person, household -> leg
    ESCORTS = "escorts"  # helper -> leg
    USES = "uses"  # leg -> place, vehicle
    CARRIES = "carries"  # person -> phone, document
    NUMBER_IN = "has the number of"  # phone -> person
    NAMES = "names"  # document -> person, place
    BELONGS = "belongs to"  # person -> household


class Level(IntEnum):
    """How certainly something is exposed."""

    DIRECT = 1
    ONE_STEP = 2
    GUESS = 3


_ENDLESS = frozenset(
    {TieKind.KNOWS, TieKind.COULD_NAME, TieKind.OPENED, TieKind.SLEPT, TieKind.RODE}
)
_NEVER = 9
# Strength read forwards (who holds the first learns the second) and backwards.
_STRENGTH: Mapping[TieKind, tuple[int, int]] = {
    TieKind.KNOWS: (1, 3),
    TieKind.COULD_NAME: (1, _NEVER),
    TieKind.OPENED: (1, _NEVER),
    TieKind.GRANTED: (2, _NEVER),
    TieKind.ABOUT: (0, _NEVER),
    TieKind.SLEEPS: (1, 1),
    TieKind.SLEPT: (1, 2),
    TieKind.HOSTS: (1, 1),
    TieKind.NEIGHBOUR: (3, 3),
    TieKind.RODE: (1, 2),
    TieKind.TRAVELS: (1, 1),
    TieKind.ESCORTS: (1, 1),
    TieKind.USES: (1, 1),
    TieKind.CARRIES: (1, 1),
    TieKind.NUMBER_IN: (1, 2),
    TieKind.NAMES: (1, 3),
    TieKind.BELONGS: (0, 0),
}


@dataclass(frozen=True, slots=True)
class Tie:
    """One recorded connection; `until` is its last day where it has ended."""

    kind: TieKind
    first: NodeId
    second: NodeId
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """Something that can be lost or exposed. Tier and risk are those of the planning cards."""

    id: NodeId
    kind: NodeKind
    tier: int = 2
    risk: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One tie on the way, and whether it is read from its second end."""

    kind: TieKind
    source: NodeId
    target: NodeId
    is_backwards: bool


@dataclass(frozen=True, slots=True)
class Exposed:
    """Something the loss gives away, how certainly, and by which way."""

    id: NodeId
    kind: NodeKind
    level: Level
    way: tuple[Step, ...]
    tier: int
    risk: int

    @property
    def urgency(self) -> tuple[int, bool, int, int, str]:
        """Sorts the more urgent first: by level, people before things, tier, risk."""
        return (
            self.level,
            self.kind not in PEOPLE,
            self.tier,
            -self.risk,
            self.id,
        )


@dataclass(frozen=True, slots=True)
class Exposure:
    """All a loss gives away, the most urgent first; `unknown` is what nothing is recorded of."""

    lost: tuple[NodeId, ...]
    exposed: tuple[Exposed, ...]
    unknown: tuple[NodeId, ...]

    def at(self, *levels: Level) -> tuple[Exposed, ...]:
        """What is exposed at these levels."""
        return tuple(one for one in self.exposed if one.level in levels)

    def ids(self, kind: NodeKind, *levels: Level) -> frozenset[NodeId]:
        """The ids of a kind exposed at these levels."""
        return frozenset(one.id for one in self.at(*levels) if one.kind is kind)


class Web:
    """The recorded ties, ready to be followed. Build once, ask often."""

    def __init__(self, nodes: Iterable[Node], ties: Iterable[Tie], *, today: dt.date) -> None:
        """Index the ties as of a day. Ends without a node are left out of what is exposed."""
        self.nodes = {node.id: node for node in nodes}
        self._near: dict[NodeId, list[tuple[int, NodeId, TieKind, bool]]] = defaultdict(list)
        for tie in ties:
            is_over = tie.until is not None and tie.until < today and tie.kind not in _ENDLESS
            forwards, backwards = _STRENGTH[tie.kind]
            self._add(tie.first, tie.second, tie.kind, strength=forwards + is_over)
            self._add(tie.second, tie.first, tie.kind, strength=backwards + is_over, back=True)

    def _add(
        self, source: NodeId, target: NodeId, kind: TieKind, *, strength: int, back: bool = False
    ) -> None:
        if strength <= Level.GUESS:
            self._near[source].append((strength, target, kind, back))

    def expose(self, lost: Sequence[NodeId]) -> Exposure:
        """What is exposed when these fall into hostile hands at once.

        Time grows with the ties within three steps. Does not prove that nothing else is exposed:
        what nobody recorded is not here.
        """
        reached = self._reach(lost)
        exposed = [
            _exposed(self.nodes[id_], cost, ways)
            for id_, (cost, ways) in reached.items()
            if id_ in self.nodes and id_ not in lost
        ]
        unknown = tuple(id_ for id_ in lost if id_ not in self.nodes and id_ not in self._near)
        return Exposure(tuple(lost), tuple(sorted(exposed, key=lambda one: one.urgency)), unknown)

    def _reach(self, lost: Sequence[NodeId]) -> dict[NodeId, tuple[int, _Way]]:
        """Cost and last tie of the best way to everything within reach, cheapest first."""
        best: dict[NodeId, tuple[int, _Way]] = dict.fromkeys(lost, (0, None))
        rings: list[list[NodeId]] = [list(lost), [], [], []]
        for cost, ring in enumerate(rings):
            for source in ring:  # grows while ties of strength 0 are followed
                if best[source][0] < cost:
                    continue
                self._spread(source, cost, best, rings)
        return best

    def _spread(
        self,
        source: NodeId,
        cost: int,
        best: dict[NodeId, tuple[int, _Way]],
        rings: list[list[NodeId]],
    ) -> None:
        node = self.nodes.get(source)
        only_named = int(cost > 0 and node is not None and node.kind in PEOPLE)
        came_by = best[source][1]
        for strength, target, kind, back in sorted(self._near.get(source, ())):
            total = cost + strength + (only_named if strength else 0)
            if total <= Level.GUESS and (target not in best or total < best[target][0]):
                best[target] = (total, (Step(kind, source, target, back), came_by))
                rings[total].append(target)


_Way = tuple[Step, "_Way"] | None


def _exposed(node: Node, cost: int, way: _Way) -> Exposed:
    steps: list[Step] = []
    while way is not None:
        step, way = way
        steps.append(step)
    level = Level(max(cost, Level.DIRECT))
    return Exposed(node.id, node.kind, level, tuple(reversed(steps)), node.tier, node.risk)
