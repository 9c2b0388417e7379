"""What ties helpers, vehicles, phones and papers to people and places: for a loss.

Invariants: ties are those that somebody recorded; a booking ties also where its case cannot be
opened, by opaque ids alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from holdfast.apps.accounts.rules import MemberId
from holdfast.apps.casework.records.people import Helper, HelperOpening
from holdfast.apps.casework.records.traces import Trace
from holdfast.apps.casework.records.vehicles import Booked, Booking, PlateOpening, Vehicle
from holdfast.apps.casework.rules.losses import (
    NODE_OF_DOCUMENT,
    NODE_OF_NUMBER,
    NODE_OF_PHONE,
    node_of_leg,
)
from holdfast.apps.casework.rules.traces import LeadsTo, TraceIn
from holdfast.apps.keyring.rules import Part, ScopeId
from holdfast.methods.passage.exposure import Node, NodeKind, Tie, TieKind

from .picture import Picture

Holders = Mapping[tuple[ScopeId, Part], Sequence[MemberId]]


def ties_of_the_road(seen: Picture, holders: Holders, *, today: dt.date) -> Iterator[Tie]:
    """Helpers and vehicles: who can open them, what they were promised to, host and keep."""
    for kind in (Helper, Vehicle):
        for found in seen.all(kind):
            for member in holders.get((found.scope, Part.IDENTITY), ()):
                yield Tie(TieKind.GRANTED, member, found.scope)
    for opening in seen.all(HelperOpening):
        yield Tie(TieKind.OPENED, opening.value.member, opening.scope)
    for looked in seen.all(PlateOpening):
        yield Tie(TieKind.OPENED, looked.value.member, looked.scope)
    for id_, place in seen.places.items():
        if place.hosted_by:
            yield Tie(TieKind.HOSTS, place.hosted_by, id_)
    for vehicle in seen.all(Vehicle):
        if vehicle.value.kept_by:
            yield Tie(TieKind.KNOWS, vehicle.value.kept_by, vehicle.scope)
    for booking in (found.value for found in seen.all(Booking)):
        yield from _of_booking(booking, today)


def ties_of_traces(seen: Picture) -> Iterator[Tie]:
    """Whose number is in whose phone, and whom a document names; to whom a number leads."""
    for id_ in seen.cases:
        yield Tie(TieKind.NAMES, f"{NODE_OF_NUMBER}{id_}", id_)
    for found in seen.all(Trace):
        trace = found.value
        held = NODE_OF_PHONE if trace.held_in is TraceIn.PHONE else NODE_OF_DOCUMENT
        is_number = trace.held_in is TraceIn.PHONE and trace.leads_to is not LeadsTo.PLACE
        kind = TieKind.NUMBER_IN if is_number else TieKind.NAMES
        yield Tie(kind, f"{held}{found.scope}", trace.id, trace.gone_at)
        if is_number and trace.leads_to is LeadsTo.CASE:
            yield Tie(kind, f"{held}{found.scope}", f"{NODE_OF_NUMBER}{trace.id}", trace.gone_at)


def nodes_of_the_road(seen: Picture) -> Iterator[Node]:
    """Helpers and vehicles, also those that only a booking or a trace names."""
    for booking in (found.value for found in seen.all(Booking)):
        is_helper = booking.what is Booked.HELPER
        yield Node(booking.id, NodeKind.HELPER if is_helper else NodeKind.VEHICLE)
        yield from (Node(place, NodeKind.PLACE) for place in booking.places)
    for trace in (found.value for found in seen.all(Trace)):
        if trace.leads_to in _KINDS:
            yield Node(trace.id, _KINDS[trace.leads_to])
    yield from (Node(found.scope, NodeKind.HELPER) for found in seen.all(Helper))
    yield from (Node(found.scope, NodeKind.VEHICLE) for found in seen.all(Vehicle))
    yield from (Node(p.hosted_by, NodeKind.HELPER) for p in seen.places.values() if p.hosted_by)


def names_of_the_road(seen: Picture) -> dict[str, str]:
    """The aliases of helpers and vehicles, and what a case's number is called."""
    names = {str(found.scope): found.value.alias for found in seen.all(Helper)}
    names |= {str(found.scope): found.value.alias for found in seen.all(Vehicle)}
    numbers = {f"{NODE_OF_NUMBER}{id_}": f"{c.alias}: number" for id_, c in seen.cases.items()}
    return names | numbers


_KINDS = {
    LeadsTo.HELPER: NodeKind.HELPER,
    LeadsTo.MEMBER: NodeKind.MEMBER,
    LeadsTo.PLACE: NodeKind.PLACE,
}


def _of_booking(booking: Booking, today: dt.date) -> Iterator[Tie]:
    leg, until = node_of_leg(booking.journey, booking.leg), booking.ends_at.date()
    yield Tie(TieKind.TRAVELS, booking.case, leg, until)
    if booking.what is Booked.HELPER:
        yield Tie(TieKind.ESCORTS, booking.id, leg, until)
        for place in booking.places:
            yield Tie(TieKind.KNOWS, booking.id, place)
        return
    yield Tie(TieKind.USES, leg, booking.id, until)
    if booking.stands and booking.starts_at.date() <= today:
        yield Tie(TieKind.RODE, booking.case, booking.id)
