import datetime as dt
from dataclasses import replace

import pytest
from tests.apps.casework.cast import Office
from tests.apps.keyring.cast import Note

from holdfast.apps.casework.errors.cases import NotACaseError
from holdfast.apps.casework.errors.general import ExpiredGrantError
from holdfast.apps.casework.queries.files import (
    case_file,
    case_files,
    case_files_with,
    expired_scopes,
    team_cards,
    terms_of,
)
from holdfast.apps.casework.records.cases import AccessTerm, Case, Fact, Opening
from holdfast.apps.casework.rules.cases import CaseId, FactKind
from holdfast.apps.casework.services.cases import add_fact
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.memory import Memory
from holdfast.apps.keyring.rules import RecordId
from holdfast.apps.keyring.services.bodies import add
from holdfast.apps.keyring.services.writing import writing


def test_a_file_holds_the_records_of_its_case_by_kind(desk: Office, case: CaseId) -> None:
    other = desk.open("Teal")
    add_fact(actor=desk.lead, case=case, kind=FactKind.NOTE, says="A scar.", clock=desk.clock)
    file = case_file(desk.lead, case, now=desk.clock())
    assert (file.case.alias, [f.value.says for f in file.all(Fact)]) == ("Heron", ["A scar."])
    assert file.one(file.all(Fact)[0].id, Fact).value.says == "A scar."
    with pytest.raises(NotGrantedError):
        file.one(RecordId(case_file(desk.lead, other, now=desk.clock()).head.id), Case)
    assert len(case_files(desk.lead, now=desk.clock())) == 2


def test_cases_are_found_by_what_stands_in_them(desk: Office, case: CaseId) -> None:
    other, now = desk.open("Teal"), desk.clock()
    add_fact(actor=desk.lead, case=case, kind=FactKind.NOTE, says="A scar.", clock=desk.clock)
    for actor in (desk.lead, replace(desk.lead, memory=Memory())):
        assert [file.scope for file in case_files_with(actor, Fact, now=now)] == [case]
        both = case_files_with(actor, Fact, Case, now=now)
        assert {file.scope for file in both} == {case, other}
        assert case_files_with(actor, AccessTerm, now=now) == []


def test_a_session_that_remembers_its_cases_sees_each_change_and_each_end(
    desk: Office, case: CaseId
) -> None:
    desk.join("mira")
    mira = replace(desk.give(case, "mira", until=desk.clock().date()), memory=Memory())
    assert [file.scope for file in case_files(mira, now=desk.clock())] == [case]
    add_fact(actor=desk.lead, case=case, kind=FactKind.NOTE, says="A scar.", clock=desk.clock)
    (file,) = case_files(mira, now=desk.clock())
    assert [fact.value.says for fact in file.all(Fact)] == ["A scar."]
    case_files(mira, now=desk.clock()).clear()
    assert len(case_files(mira, now=desk.clock())) == 1
    assert case_files(mira, now=desk.clock() + dt.timedelta(days=1)) == []


def test_other_apps_records_in_the_scope_are_passed_over(desk: Office, case: CaseId) -> None:
    head = case_file(desk.lead, case, now=desk.clock()).head
    with writing(desk.lead) as write:
        add(write, head.unit, Note(text="another app's"))
    held = case_file(desk.lead, case, now=desk.clock()).held
    assert set(held) == {
        Case,
        Opening,
        *(kind for kind in held if kind.KIND == "casework.access_note"),
    }


def test_a_place_is_not_a_case_and_what_is_not_granted_is_not_there(
    desk: Office, case: CaseId
) -> None:
    place = desk.place()
    with pytest.raises((NotACaseError, NotGrantedError)):
        case_file(desk.lead, CaseId(place), now=desk.clock())
    with pytest.raises(NotGrantedError):
        case_file(desk.join("mira"), case, now=desk.clock())
    assert [file.scope for file in case_files(desk.lead, now=desk.clock())] == [case]


def test_what_has_expired_is_refused_before_it_is_opened(desk: Office, case: CaseId) -> None:
    desk.join("mira")
    mira = desk.give(case, "mira", until=desk.clock().date())
    tomorrow = desk.clock() + dt.timedelta(days=1)
    assert expired_scopes(mira, desk.clock()) == set()
    assert expired_scopes(mira, tomorrow) == {case}
    assert expired_scopes(desk.lead, tomorrow) == set()
    with pytest.raises(ExpiredGrantError):
        case_file(mira, case, now=tomorrow)
    assert set(terms_of(desk.lead, case)) == {mira.member}
    assert len(list(team_cards(desk.lead, AccessTerm))) == 1
