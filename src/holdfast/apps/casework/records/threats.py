"""What is sealed of a threat: what it is and can do, and apart from it whose name it bears.

Invariants: the name of who threatens stands in ThreatIdentity, under the identity key, and nowhere
else. A father, a brother or a spouse bears the name of whom the case is about, and a unit or an
official leads to their town: whoever reads a persecutor's name has read half of theirs. What is
needed to plan and to place (relation, reach, what is known) names nobody and stands in the content.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from holdfast.apps.casework.rules.threats import (
    Knows,
    Pretext,
    PretextState,
    Reach,
    Relation,
    ThreatKind,
)
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.retention import UntilShredded


class PretextNote(msgspec.Struct, frozen=True):
    """How far one legal pretext has come."""

    pretext: Pretext
    state: PretextState


class Threat(Sealable, frozen=True, kw_only=True):
    """Somebody or something that threatens, by a word that names nobody."""

    KIND = "casework.threat"
    KEPT = UntilShredded("a threat that ended can begin again")
    word: str
    kind: ThreatKind = ThreatKind.PERSON
    relation: Relation = Relation.OTHER
    reach: tuple[Reach, ...] = ()
    knows: tuple[Knows, ...] = ()
    pretexts: tuple[PretextNote, ...] = ()
    last_contact: str = ""
    ended_on: str = ""
    says: str = ""
    by: str = ""
    at: dt.datetime | None = None

    def state_of(self, pretext: Pretext) -> PretextState:
        """How far a pretext has come."""
        states = {note.pretext: note.state for note in self.pretexts}
        return states.get(pretext, PretextState.NONE)


class ThreatIdentity(Sealable, frozen=True, kw_only=True):
    """Who it is. `threat` is the id of its record."""

    KIND = "casework.threat_identity"
    KEPT = UntilShredded("it is kept out of what leaves, and told to who must recognise them")
    threat: str
    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    address: str = ""

    def identifiers(self) -> tuple[tuple[str, str], ...]:
        """What must not stand in anything that leaves."""
        return (
            *(("person", name) for name in self.names),
            *(("phone", phone) for phone in self.phones),
            ("address", self.address),
        )
