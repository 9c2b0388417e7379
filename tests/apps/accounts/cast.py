"""The cast of the accounts' tests: a lead who keeps keys, a member, an outsider, and a clock.

Import it only inside a test that stands on a site: it needs Django's tables.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from holdfast.apps.accounts.gate import Attempt, Gate
from holdfast.apps.accounts.queries import active_member, card_of
from holdfast.apps.accounts.rules import ActiveMember, Member, MemberId, Role
from holdfast.apps.accounts.server_secret import ServerSecret
from holdfast.apps.accounts.services.founding import first_keyholder
from holdfast.apps.accounts.services.invitations import accept, confirm, invite
from holdfast.apps.accounts.services.login import OpenMember, open_member
from holdfast.apps.accounts.slots import Delays
from holdfast.vault.keys import fingerprint
from holdfast.vault.passphrase import LEAST

START = dt.datetime(2031, 4, 2, 9, 0, tzinfo=dt.UTC)


@dataclass
class HandClock:
    """A clock that moves when it is told to."""

    now: dt.datetime = START

    def __call__(self) -> dt.datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += dt.timedelta(**by)


@dataclass
class Person:
    """Somebody of the cast: what they know and can type."""

    alias: str
    passphrase: str

    def attempt(self, **more: object) -> Attempt:
        return Attempt(self.alias, self.passphrase, **more)  # type: ignore[arg-type]


@dataclass
class Team:
    """The lead, whoever joined, and the gate they all come through."""

    gate: Gate
    clock: HandClock
    people: dict[str, Person] = field(default_factory=dict)
    slept: list[float] = field(default_factory=list)

    def opened(self, name: str) -> OpenMember:
        return open_member(self.people[name].attempt(), self.gate)

    def active(self, name: str) -> ActiveMember:
        return self.opened(name).active

    def id(self, name: str) -> MemberId:
        return self.active(name).id

    def public(self, name: str) -> Member:
        active = self.active(name)
        return Member(active.id, active.keys.public)

    def join(self, name: str, *roles: Role, by: str = "lead") -> ActiveMember:
        invitation = invite(self.active(by), called=name, roles=roles, gate=self.gate)
        accepted = accept(invitation.code, self.gate)
        confirm(
            self.active(by),
            invitation.alias,
            fingerprint(accepted.unlocked.keys.public),
            introduce=lambda _: None,
            gate=self.gate,
        )
        self.people[name] = Person(accepted.alias, accepted.passphrase)
        return active_member(accepted.unlocked)

    def card_of_id(self, member: MemberId):
        """A card as the lead reads it."""
        return card_of(member, self.active("lead").directory)

    def restarted(self) -> Gate:
        """The gate of a server that was started anew, on the same disk."""
        return gate(self.clock, self.slept)


def gate(clock: HandClock, slept: list[float] | None = None) -> Gate:
    sleep = [].append if slept is None else slept.append
    return Gate(clock=clock, secret=ServerSecret(), delays=Delays(sleep=sleep), cost=LEAST)


def found_team(*names: str) -> Team:
    """A lead; and for each other name a member: `keeper...` holds keys, any other works cases."""
    clock, slept = HandClock(), []
    team = Team(gate(clock, slept), clock, slept=slept)
    first = first_keyholder(team.gate, called="Nadia Orlova")
    team.people["lead"] = Person(first.active.alias, first.passphrase)
    for name in names:
        role = Role.KEYHOLDER if name.startswith("keeper") else Role.CASE_WORKER
        team.join(name, role)
    return team
