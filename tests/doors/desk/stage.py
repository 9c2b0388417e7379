"""The desk on a stage: a real site, real log-ins at the least cost, and a browser that is a client.

def test_x(desk: Desk) -> None:              # the fixture in tests/doors/desk/conftest.py
    worker = desk.join("worker", Role.CASE_WORKER)
    page = worker.get("/cases/")             # logged in through the real form
    assert worker.actor ...                  # the keyring's actor, to call services with
    desk.outsider().get("/cases/")           # nobody
"""

# ruff: noqa: E402  (what needs Django is imported once it is set up)
from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.apps import stage

stage.prepare()

from django.test import Client, override_settings
from tests.apps.accounts.cast import HandClock, Person
from tests.apps.accounts.cast import gate as cheap_gate

from holdfast.apps.accounts.gate import Gate
from holdfast.apps.accounts.queries import own_fingerprint
from holdfast.apps.accounts.rules import ActiveMember, Role
from holdfast.apps.accounts.services.invitations import accept, invite
from holdfast.apps.accounts.services.login import open_member
from holdfast.apps.keyring.rules import Actor
from holdfast.apps.keyring.services.membership import found, let_in
from holdfast.apps.keyring.services.opening import come_to_work
from holdfast.vault.keys import fingerprint

_OF_BASE = importlib.import_module("holdfast.project.settings.base")
_OF_DESK = importlib.import_module("holdfast.project.settings.desk")
_ABSENT = object()
DESK_SETTINGS = {
    name: value
    for name, value in vars(_OF_DESK).items()
    if name.isupper() and value is not getattr(_OF_BASE, name, _ABSENT)
}
_standing: list[Gate] = []


def gate() -> Gate:
    """The gate of the site that stands, by the name that the settings hold."""
    return _standing[-1]


class Visitor(Client):
    """Somebody's browser. Where they are logged in, `person` and `actor` say as whom."""

    person: Person
    actor: Actor
    active: ActiveMember

    def __init__(self, **more: Any) -> None:
        super().__init__(SERVER_NAME="localhost", **more)

    def log_in(self, person: Person, **more: Any) -> Any:
        """Send the log-in form."""
        typed = {"alias": person.alias, "passphrase": person.passphrase, **more}
        return self.post("/you/log-in/", typed)


@dataclass
class Desk:
    """A founded site with its desk: `lead` keeps keys and works in every room."""

    folder: Path
    clock: HandClock = field(default_factory=HandClock)
    gate: Gate = field(init=False)
    people: dict[str, Person] = field(default_factory=dict)
    slept: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.gate = cheap_gate(self.clock, self.slept)

    def found(self) -> None:
        """The first keyholder."""
        first = found(self.gate, called="Nadia Orlova")
        self.people["lead"] = Person(first.active.alias, first.passphrase)

    def join(self, name: str, *roles: Role) -> Visitor:
        """A new member with these roles, logged in."""
        lead = self.active("lead")
        invitation = invite(lead, called=name, roles=roles, gate=self.gate)
        accepted = accept(invitation.code, self.gate)
        heard = fingerprint(accepted.unlocked.keys.public)
        let_in(lead, invitation.alias, heard, self.gate)
        self.people[name] = Person(accepted.alias, accepted.passphrase)
        return self.visit(name)

    def visit(self, name: str) -> Visitor:
        """The browser of somebody of the cast, logged in through the form."""
        visitor = Visitor()
        visitor.person = self.people[name]
        answer = visitor.log_in(visitor.person)
        assert answer.status_code == 302, answer.content.decode()
        visitor.active = self.active(name)
        visitor.actor = come_to_work(visitor.active)
        return visitor

    def active(self, name: str) -> ActiveMember:
        """Somebody of the cast at work, with no browser."""
        return open_member(self.people[name].attempt(), self.gate).active

    def fingerprint(self, name: str) -> str:
        """What somebody reads to others."""
        return own_fingerprint(self.active(name))

    def outsider(self) -> Visitor:
        """A browser that nobody logged in with."""
        return Visitor()


@contextmanager
def standing(folder: Path, **more: Any) -> Iterator[Desk]:
    """A founded site in this folder with its desk's settings, for the length of the block."""
    stage.stand(folder)
    made = Desk(folder, **more)
    _standing.append(made.gate)
    try:
        with override_settings(**{**DESK_SETTINGS, "HOLDFAST_GATE": f"{__name__}.gate"}):
            made.found()
            yield made
    finally:
        _standing.pop()
        stage.leave()
