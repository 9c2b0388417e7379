from __future__ import annotations

import pytest
from tests.apps.keyring.cast import Note, Team, give, open_case

from holdfast.apps.keyring.errors import UnknownKindError
from holdfast.apps.keyring.queries.identities import identities
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.rules import Part
from holdfast.apps.keyring.services.bodies import add
from holdfast.apps.keyring.services.writing import writing


class Person(Sealable, frozen=True, kw_only=True):
    KIND = "test.known_person"  # of its own: kinds of all tests are loaded together
    name: str
    phone: str = ""

    def identifiers(self) -> tuple[tuple[str, str], ...]:
        return (("person", self.name), ("phone", self.phone))


def test_every_record_that_says_who_somebody_is_is_heeded(team: Team) -> None:
    case = open_case(team.lead)
    with writing(team.lead) as write:
        record = add(write, case.identity, Person(name="Irma Kasto", phone="+999 1"))
        add(write, case.identity, Person(name="Vesna Lor"))
        add(write, case.content, Note(text="no name"))
    found = list(identities(team.lead))
    assert {(i.kind, i.text) for i in found} == {
        ("person", "Irma Kasto"),
        ("phone", "+999 1"),
        ("person", "Vesna Lor"),
    }
    assert {i.number for i in found if i.record == record} == {0, 1}


def test_who_holds_no_identity_key_knows_nobody(team: Team) -> None:
    case = open_case(team.lead)
    with writing(team.lead) as write:
        add(write, case.identity, Person(name="Irma Kasto"))
    team.join("member")
    assert list(identities(give(team, "member", case, Part.CONTENT))) == []


def test_a_record_of_a_kind_that_is_not_loaded_stops_the_look(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_case(team.lead)
    monkeypatch.setattr(Note, "KIND", "test.elsewhere")
    with pytest.raises(UnknownKindError):
        list(identities(team.lead))


def test_an_identity_does_not_show_its_text(team: Team) -> None:
    case = open_case(team.lead)
    with writing(team.lead) as write:
        add(write, case.identity, Person(name="Irma Kasto"))
    (found,) = identities(team.lead)
    assert "Irma" not in repr(found)
