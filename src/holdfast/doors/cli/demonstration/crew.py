"""The members of the fictional network: founded, invited, confirmed by voice, let into their rooms.

Invariants: each has the keys that their work needs and no others; nobody is let in by a short cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from holdfast.apps.accounts.gate import Attempt, Gate
from holdfast.apps.accounts.rules import ActiveMember, Role
from holdfast.apps.accounts.services.invitations import accept, invite
from holdfast.apps.accounts.services.login import open_member
from holdfast.apps.intake.services.line import found_line, join_line
from holdfast.apps.keyring.rules import Actor
from holdfast.apps.keyring.services.membership import found, let_in
from holdfast.apps.keyring.services.opening import come_to_work
from holdfast.apps.review.services.founding import found_review, join_review

KEYHOLDER = "Wren"
ROLES: Mapping[str, tuple[Role, ...]] = {
    "Lark": (Role.OPERATOR,),
    "Marten": (Role.COORDINATOR,),
    "Dunlin": (Role.CASE_WORKER,),
    "Ibis": (Role.DOCUMENTER, Role.PUBLISHER),
    "Sable": (Role.ANALYST, Role.PUBLISHER),
    "Teal": (Role.CASE_WORKER,),
}
ON_THE_LINE = ("Lark", "Marten")
WATCHED_BY = ("Dunlin", "Marten")  # who is told of a missed check-in


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member: how they log in, and their keys at work."""

    alias: str
    passphrase: str = field(repr=False)
    active: ActiveMember = field(repr=False)
    actor: Actor = field(repr=False)


Crew = dict[str, Colleague]


def gather(gate: Gate) -> Iterator[tuple[str, Colleague]]:
    """The crew of a new site, one after another, each named as they come in."""
    first = found(gate, called=KEYHOLDER)
    yield (
        KEYHOLDER,
        Colleague(first.active.alias, first.passphrase, first.active, come_to_work(first.active)),
    )
    for name, roles in ROLES.items():
        yield name, welcome(first.active, name, roles, gate)


def share_rooms(crew: Crew) -> None:
    """Open the line and the review desk, and let in those who work there."""
    found_line(actor=crew[KEYHOLDER].actor)
    for name in ON_THE_LINE:
        join_line(actor=crew[KEYHOLDER].actor, member=crew[name].actor.member)
    found_review(actor=crew["Sable"].actor)
    join_review(actor=crew["Sable"].actor, member=crew["Ibis"].actor.member)


def back_at_work(crew: Crew, name: str) -> Actor:
    """A member's keys, with what was granted to them since."""
    return come_to_work(crew[name].active)


def welcome(by: ActiveMember, name: str, roles: tuple[Role, ...], gate: Gate) -> Colleague:
    """Somebody new: invited, confirmed by voice, and at work."""
    invitation = invite(by, called=name, roles=roles, gate=gate)
    accepted = accept(invitation.code, gate)
    let_in(by, invitation.alias, accepted.fingerprint, gate)
    active = open_member(Attempt(accepted.alias, accepted.passphrase), gate).active
    return Colleague(accepted.alias, accepted.passphrase, active, come_to_work(active))
