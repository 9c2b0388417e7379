"""The cast of the keyring's tests: a lead, a member, an outsider, and what they write."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from holdfast.apps.accounts import services as accounts
from holdfast.apps.accounts.rules import UnlockedMember
from holdfast.apps.keyring.models import RecordBody
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.rules import Actor, Part, RecordId, ScopeId, UnitId
from holdfast.apps.keyring.services.bodies import add
from holdfast.apps.keyring.services.founding import found_site
from holdfast.apps.keyring.services.grants import enrol, grant
from holdfast.apps.keyring.services.opening import come_in
from holdfast.apps.keyring.services.scopes import create_case_scope, create_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.vault.keys import Root


class Note(Sealable, frozen=True, kw_only=True):
    KIND = "test.note"
    text: str
    place: str = ""


def root(name: str) -> Root:
    return Root(hashlib.sha256(name.encode()).digest())


@dataclass
class Team:
    """The founder, and those who came after, by name."""

    lead: Actor
    unlocked: dict[str, UnlockedMember] = field(default_factory=dict)

    def join(self, name: str) -> Actor:
        """A new member, known to the team."""
        self.unlocked[name] = accounts.create_member(root(name))
        with writing(self.lead) as write:
            enrol(write, self.unlocked[name].id)
        return self.back(name)

    def back(self, name: str) -> Actor:
        """A member who logs in anew."""
        return come_in(self.unlocked[name])


def found_team() -> Team:
    unlocked = accounts.create_member(root("lead"))
    return Team(found_site(unlocked), {"lead": unlocked})


@dataclass(frozen=True)
class Case:
    scope: ScopeId
    content: UnitId
    identity: UnitId
    said: RecordId
    named: RecordId


def open_case(actor: Actor, *, said: str = "The road is watched.", named: str = "Irma") -> Case:
    """A case with a record of what was said, and one of who said it."""
    with writing(actor) as write:
        scope = create_case_scope(write)
        content = create_unit(write, scope, Part.CONTENT)
        identity = create_unit(write, scope, Part.IDENTITY)
        said_id = add(write, content, Note(text=said))
        named_id = add(write, identity, Note(text=named))
    return Case(scope, content, identity, said_id, named_id)


def give(team: Team, name: str, case: Case, *parts: Part) -> Actor:
    """The named member with these keys of the case, accepted."""
    with writing(team.lead) as write:
        for part in parts:
            grant(write, case.scope, part, team.unlocked[name].id)
    return team.back(name)


def row(record: str) -> RecordBody:
    """What the disk has of a record."""
    found = RecordBody.objects.get(pk=record)
    found.body = bytes(found.body)
    return found
