"""Lost! Who and what a loss exposes, how, and what to do: from what the actor may open.

Invariants:
- Ties are those that somebody recorded: keys, openings, stays, who was noted to know, legs.
- Aliases are put on what the actor may open; all else is counted and not told.
- The list is shown to whoever noted why they ask, and stored nowhere.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from holdfast.apps.accounts.rules import MemberId, Permission
from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.records.cases import AccessNote, Opening
from holdfast.apps.casework.records.journeys import CheckIn, Journey
from holdfast.apps.casework.records.losses import CallSheet, LossNote
from holdfast.apps.casework.records.people import Helper
from holdfast.apps.casework.records.places import AddressOpening, Known, Place, Stay
from holdfast.apps.casework.records.vehicles import Vehicle
from holdfast.apps.casework.rules.cases import CaseId, Need, is_open
from holdfast.apps.casework.rules.journeys import ENDED
from holdfast.apps.casework.rules.losses import (
    NODE_OF_CASE,
    NODE_OF_DOCUMENT,
    NODE_OF_LEG,
    NODE_OF_NUMBER,
    NODE_OF_PHONE,
    OF_A_CASE,
    LossKind,
    Lost,
    node_of_leg,
)
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import find, worked_out
from holdfast.apps.keyring.queries.tasks import all_holders, held_beyond
from holdfast.apps.keyring.rules import Actor, Part, require
from holdfast.kernel.clock import Clock, utc_now
from holdfast.methods.passage.aftermath import Moves, call_list, propose_moves
from holdfast.methods.passage.exposure import (
    Exposed,
    Exposure,
    Level,
    Node,
    NodeKind,
    Step,
    Tie,
    TieKind,
    Web,
)

from .bed_cards import lay_out
from .picture import Picture, picture
from .planning import Proposal, proposal
from .road_ties import (
    Holders,
    names_of_the_road,
    nodes_of_the_road,
    ties_of_the_road,
    ties_of_traces,
)

Aliases = Mapping[MemberId, str]
_DAY = dt.timedelta(days=1)
_SAID_BY_ITS_HOUSEHOLD = frozenset({NodeKind.CASE, NodeKind.PHONE, NodeKind.DOCUMENT})
_RECORD: dict[LossKind, type[Place | Helper | Vehicle]] = {
    LossKind.PLACE: Place,
    LossKind.HELPER: Helper,
    LossKind.VEHICLE: Vehicle,
}
_TIERS = {need: tier for tier, need in enumerate(Need)}


@dataclass(frozen=True, slots=True)
class Shown:
    """Something exposed, how certainly, and the way there tie by tie."""

    id: str
    kind: NodeKind
    alias: str
    level: Level
    way: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownCall:
    """Whom to call, and by when."""

    alias: str
    kind: NodeKind
    call_by: dt.datetime


@dataclass(frozen=True, slots=True)
class ShownMove:
    """A household that must leave, and where to; `is_stranded` where no bed is left for it."""

    case: CaseId
    alias: str
    proposals: list[Proposal]
    is_stranded: bool


@dataclass(frozen=True, slots=True)
class Loss:
    """All that a loss exposes. `hidden` counts by level what the actor cannot open; `beyond` the
    scopes that a lost member can open and the actor cannot."""

    lost: Lost
    alias: str
    reason: str
    shown: list[Shown]
    hidden: dict[Level, int]
    beyond: int
    moves: list[ShownMove]
    calls: list[ShownCall]
    burn_by: dt.date


def loss(actor: Actor, lost: Lost, *, people: Aliases, clock: Clock = utc_now) -> Loss:
    """Who and what is exposed by a loss. `people` are the aliases of the team.

    Raises NotGrantedError (the actor does not know what was lost), ReasonNeededError (nobody noted
    why they ask, or too long ago).
    """
    require(actor, Permission.WORK_CASES)
    now = clock()
    seen = picture(actor, now=now)
    names = _names(seen, people)
    if lost.node not in names or not _is_of(lost, seen, people):
        raise NotGrantedError
    note = _own_note(seen, actor, lost, now)
    exposure, moves = worked_out(actor, (lost, now.date()), lambda: _followed(actor, lost, now))
    told = [one for one in exposure.exposed if one.kind not in _SAID_BY_ITS_HOUSEHOLD]
    return Loss(
        lost=lost,
        alias=names[lost.node],
        reason=note.reason,
        shown=[_shown(one, names) for one in told if one.id in names],
        hidden=dict(Counter(one.level for one in told if one.id not in names)),
        beyond=held_beyond(actor, MemberId(lost.id)) if lost.kind is LossKind.MEMBER else 0,
        moves=moves,
        calls=_calls(exposure, names, now),
        burn_by=call_list(exposure, now=now).burn_by,
    )


def sheet_opened_at(actor: Actor, lost: Lost, *, clock: Clock = utc_now) -> dt.datetime | None:
    """When the actor opened the call list of a loss, where it still can be read."""
    now = clock()
    mine = [
        found.value.at
        for found in find(actor, CallSheet)
        if (found.value.by, found.value.kind, found.value.lost)
        == (actor.member, lost.kind, lost.id)
        and is_open(found.value.at, now)
    ]
    return max(mine, default=None)


def _followed(actor: Actor, lost: Lost, now: dt.datetime) -> tuple[Exposure, list[ShownMove]]:
    """What the ties lead to, and who must leave where to."""
    seen, today = picture(actor, now=now), now.date()
    exposure = web_of(seen, all_holders(actor), today=today).expose([lost.node])
    return exposure, _moves(seen, exposure, today)


def web_of(seen: Picture, holders: Holders, *, today: dt.date) -> Web:
    """The recorded ties among what was read."""
    ties = [
        *_ties_of_cases(seen, holders),
        *_ties_of_places(seen, holders),
        *_ties_of_stays(seen, today),
        *_ties_of_journeys(seen),
        *ties_of_the_road(seen, holders, today=today),
        *ties_of_traces(seen),
    ]
    return Web(_nodes(seen, holders, ties), ties, today=today)


# ------------------------------------------------------------ ties


def _ties_of_cases(seen: Picture, holders: Holders) -> Iterator[Tie]:
    for id_, case in seen.cases.items():
        node = f"{NODE_OF_CASE}{id_}"
        yield Tie(TieKind.ABOUT, node, id_)
        yield Tie(TieKind.CARRIES, id_, f"{NODE_OF_PHONE}{id_}")
        yield Tie(TieKind.NAMES, f"{NODE_OF_DOCUMENT}{id_}", id_)
        yield Tie(TieKind.COULD_NAME, id_, case.owner)
        for member in holders.get((id_, Part.CONTENT), ()):
            yield Tie(TieKind.GRANTED, member, node)
    for given in seen.all(AccessNote):  # outlives the keys, which are taken back first
        until = given.value.until if given.value.parts else given.value.at.date() - _DAY
        node = f"{NODE_OF_CASE}{given.scope}"
        yield Tie(TieKind.GRANTED, given.value.member, node, until)
    for opening in seen.all(Opening):
        yield Tie(TieKind.OPENED, opening.value.member, f"{NODE_OF_CASE}{opening.scope}")


def _ties_of_places(seen: Picture, holders: Holders) -> Iterator[Tie]:
    for id_ in seen.places:
        for member in holders.get((id_, Part.IDENTITY), ()):
            yield Tie(TieKind.GRANTED, member, id_)
    for opening in seen.all(AddressOpening):
        yield Tie(TieKind.OPENED, opening.value.member, opening.scope)
    for known in seen.all(Known):
        yield Tie(TieKind.KNOWS, known.id, known.scope)


def _ties_of_stays(seen: Picture, today: dt.date) -> Iterator[Tie]:
    for stay in (card.value for card in seen.all(Stay)):
        last = stay.first_night + dt.timedelta(days=stay.nights - 1)
        kind = TieKind.SLEEPS if last >= today else TieKind.SLEPT
        yield Tie(kind, stay.case, stay.place)


def _ties_of_journeys(seen: Picture) -> Iterator[Tie]:
    by_id = {journey.id: journey for journey in seen.all(Journey)}
    for journey in by_id.values():
        for number, leg in enumerate(journey.value.legs):
            node, until = node_of_leg(journey.id, number), leg.arrives_at.date()
            yield Tie(TieKind.TRAVELS, journey.scope, node, until)
            for place in filter(None, (leg.from_place, leg.to_place)):
                yield Tie(TieKind.USES, node, place, until)
            if leg.escort_alias.strip() and not leg.helper:
                yield Tie(TieKind.ESCORTS, _helper(leg.escort_alias), node, until)
    for check_in in (stored.value for stored in seen.all(CheckIn)):
        journey = by_id.get(check_in.journey)  # type: ignore[call-overload]
        if journey is not None and journey.value.state not in ENDED:
            for member in {rung.member for rung in check_in.ladder}:
                yield Tie(TieKind.KNOWS, member, node_of_leg(check_in.journey, check_in.leg))


def _helper(alias: str) -> str:
    return f"helper:{alias.strip().casefold()}"


# ------------------------------------------------------------ nodes and their names


def _nodes(seen: Picture, holders: Holders, ties: Sequence[Tie]) -> list[Node]:
    members = {member for held in holders.values() for member in held}
    ends = {tie.first for tie in ties} | {tie.second for tie in ties}
    nodes = {end: _node(end, seen) for end in ends}
    nodes |= {node.id: node for node in nodes_of_the_road(seen)}
    nodes |= {id_: Node(id_, NodeKind.PLACE) for id_ in seen.places}
    nodes |= {stay.value.place: Node(stay.value.place, NodeKind.PLACE) for stay in seen.all(Stay)}
    nodes |= {known.id: Node(known.id, NodeKind.PERSON) for known in seen.all(Known)}
    writers = {tie.first for tie in ties if tie.kind in {TieKind.OPENED, TieKind.GRANTED}}
    writers |= {case.owner for case in seen.cases.values()}
    writers |= {rung.member for stored in seen.all(CheckIn) for rung in stored.value.ladder}
    nodes |= {member: Node(member, NodeKind.MEMBER) for member in members | writers}
    return list(nodes.values())


_PREFIXES = {
    NODE_OF_CASE: NodeKind.CASE,
    NODE_OF_PHONE: NodeKind.PHONE,
    NODE_OF_NUMBER: NodeKind.PHONE,
    NODE_OF_DOCUMENT: NodeKind.DOCUMENT,
    NODE_OF_LEG: NodeKind.LEG,
    "helper:": NodeKind.HELPER,
}


def _node(id_: str, seen: Picture) -> Node:
    for prefix, kind in _PREFIXES.items():
        if id_.startswith(prefix):
            return Node(id_, kind)
    case = seen.cases.get(CaseId(id_))
    return Node(id_, NodeKind.HOUSEHOLD, tier=_TIERS[case.need] if case else 2)


def _names(seen: Picture, people: Aliases) -> dict[str, str]:
    """What is shown of every node that the actor may know."""
    names: dict[str, str] = {str(member): alias for member, alias in people.items()}
    for id_, case in seen.cases.items():
        names[id_] = names[f"{NODE_OF_CASE}{id_}"] = case.alias
        names[f"{NODE_OF_PHONE}{id_}"] = f"{case.alias}: phone"
        names[f"{NODE_OF_DOCUMENT}{id_}"] = f"{case.alias}: document"
    names |= {id_: place.alias for id_, place in seen.places.items()}
    names |= names_of_the_road(seen)
    names |= {known.id: known.value.who for known in seen.all(Known)}
    for journey in seen.all(Journey):
        for number, leg in enumerate(journey.value.legs):
            alias = names.get(journey.scope, "")
            names[node_of_leg(journey.id, number)] = f"{alias}: {leg.origin} → {leg.destination}"
            if not leg.helper:
                names[_helper(leg.escort_alias)] = leg.escort_alias.strip()
    return names


def _is_of(lost: Lost, seen: Picture, people: Aliases) -> bool:
    if lost.kind in OF_A_CASE:
        return lost.id in seen.cases
    if lost.kind in _RECORD:
        return any(found.scope == lost.id for found in seen.all(_RECORD[lost.kind]))
    return lost.id in people


def _own_note(seen: Picture, actor: Actor, lost: Lost, now: dt.datetime) -> LossNote:
    notes = (seen.value for seen in seen.all(LossNote))
    mine = [n for n in notes if (n.by, n.kind, n.lost) == (actor.member, lost.kind, lost.id)]
    young = [note for note in mine if is_open(note.at, now)]
    if not young:
        raise ReasonNeededError("Say first what happened, on the page Lost!")
    return max(young, key=lambda note: note.at)


# ------------------------------------------------------------ what is shown


def _shown(one: Exposed, names: Mapping[str, str]) -> Shown:
    way = tuple(_words(step, names) for step in one.way if step.kind is not TieKind.ABOUT)
    return Shown(one.id, one.kind, names[one.id], one.level, way)


def _words(step: Step, names: Mapping[str, str]) -> str:
    ends = (step.target, step.source) if step.is_backwards else (step.source, step.target)
    first, second = (names.get(end, "?") for end in ends)
    return f"{first} {step.kind} {second}"


def _moves(seen: Picture, exposure: Exposure, tonight: dt.date) -> list[ShownMove]:
    table = lay_out(seen, tonight)
    moves = propose_moves(table.cards, table.keep, exposure)
    return [_move(seen, moves, CaseId(id_)) for id_ in sorted(moves.must_leave)]


def _move(seen: Picture, moves: Moves, case: CaseId) -> ShownMove:
    stays = [stay for stay in moves.replanned.plan.stays if CaseId(stay.household) == case]
    return ShownMove(
        case=case,
        alias=seen.cases[case].alias,
        proposals=[proposal(stay, seen.places) for stay in stays],
        is_stranded=case in map(CaseId, moves.stranded),
    )


def _calls(exposure: Exposure, names: Mapping[str, str], now: dt.datetime) -> list[ShownCall]:
    calls = call_list(exposure, now=now).calls
    return [ShownCall(names[c.id], c.exposed.kind, c.call_by) for c in calls if c.id in names]
