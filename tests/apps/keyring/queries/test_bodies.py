import pytest
from tests.apps.keyring.cast import Case, Note, Team, give, open_case, row

from holdfast.apps.keyring.errors import (
    KeyringError,
    NotGrantedError,
    RolledBackError,
    UnenteredError,
    WrongTypeError,
)
from holdfast.apps.keyring.models import RecordBody, UnitWrap
from holdfast.apps.keyring.queries.bodies import find, open_records, read, search
from holdfast.apps.keyring.records import RosterCard
from holdfast.apps.keyring.rules import Part, RecordId, UnitId
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.revocation import revoke
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.apps.ledger.errors import LedgerError
from holdfast.apps.ledger.models import Leaf
from holdfast.kernel.errors import HoldfastError
from holdfast.vault.errors import OlderVersionError, VaultError


def test_a_record_reads_back_with_its_place(team: Team, case: Case) -> None:
    stored = read(team.lead, case.said, Note)
    assert stored.value == Note(text="The road is watched.")
    assert (stored.scope, stored.unit, stored.part) == (case.scope, case.content, Part.CONTENT)
    assert stored.revision == 1


def test_a_record_of_another_kind_is_refused(team: Team, case: Case) -> None:
    with pytest.raises(WrongTypeError):
        read(team.lead, case.said, RosterCard)


def test_an_outsider_reads_and_finds_nothing(team: Team, case: Case) -> None:
    outsider = team.join("outsider")
    for record in (case.said, case.named, RecordId("nowhere")):
        with pytest.raises(NotGrantedError) as refused:
            read(outsider, record, Note)
        assert str(refused.value) == str(NotGrantedError())
    assert list(find(outsider, Note)) == []
    assert search(outsider, "road") == []


def test_a_search_finds_what_was_granted_whatever_the_case_of_letters(team: Team) -> None:
    case = open_case(team.lead, said="За Острелле следят", named="ИРМА")
    team.join("mira")
    mira = give(team, "mira", case, Part.CONTENT)
    assert [hit.id for hit in search(mira, "оСТРЕЛЛЕ")] == [case.said]
    assert search(mira, "ирма") == []
    (hit,) = search(team.lead, "Ирма")
    assert (hit.id, hit.part, hit.kind) == (case.named, Part.IDENTITY, Note.KIND)


def test_finding_keeps_to_the_kind_the_scope_and_the_question(team: Team, case: Case) -> None:
    other = open_case(team.lead, said="Another road.")
    assert len(list(find(team.lead, Note))) == 4
    assert {s.id for s in find(team.lead, Note, scope=other.scope)} == {other.said, other.named}
    asked = find(team.lead, Note, where=lambda note: "road" in note.text)
    assert {stored.id for stored in asked} == {case.said, other.said}
    assert len(list(find(team.lead, RosterCard))) == 1


@pytest.mark.parametrize("column", ["body", "revision", "leaf", "epoch", "unit"])
def test_rows_exchanged_between_two_records_open_neither(
    team: Team, case: Case, column: str
) -> None:
    other = open_case(team.lead)
    with writing(team.lead) as write:
        save(write, other.said, Note(text="Twice."), revision=1)
    one, two = getattr(row(case.said), column), getattr(row(other.said), column)
    if one == two:
        two = two + 1
    RecordBody.objects.filter(pk=case.said).update(**{column: two})
    with pytest.raises((VaultError, KeyringError, LedgerError)):
        read(team.lead, case.said, Note)


@pytest.mark.parametrize("column", ["revision", "epoch", "leaf"])
@pytest.mark.parametrize("value", [-1, 0, 2**40])
def test_a_number_that_is_none_of_ours_is_refused_in_words(
    team: Team, case: Case, column: str, value: int
) -> None:
    if column == "leaf" and value == 0:
        value = 1
    RecordBody.objects.filter(pk=case.said).update(**{column: value})
    with pytest.raises(HoldfastError):
        read(team.lead, case.said, Note)


def test_an_old_row_put_back_is_noticed_by_the_ledger(team: Team, case: Case) -> None:
    old = row(case.said)
    with writing(team.lead) as write:
        save(write, case.said, Note(text="Newer."), revision=1)
    old.save()
    with pytest.raises(RolledBackError):
        read(team.lead, case.said, Note)
    for scope in (None, case.scope):
        with pytest.raises(RolledBackError):
            list(open_records(team.lead, scope=scope))


def test_an_old_body_under_the_new_revision_is_noticed_by_the_seal(team: Team, case: Case) -> None:
    old = row(case.said)
    with writing(team.lead) as write:
        save(write, case.said, Note(text="Newer."), revision=1)
    RecordBody.objects.filter(pk=case.said).update(body=old.body)
    with pytest.raises(OlderVersionError):
        read(team.lead, case.said, Note)


def test_a_body_that_no_key_holder_entered_is_not_shown(team: Team, case: Case) -> None:
    Leaf.objects.filter(pk=row(case.said).leaf).update(data=bytes(32))
    with pytest.raises(UnenteredError):
        read(team.lead, case.said, Note)


def test_every_flipped_byte_of_a_body_is_refused(team: Team, case: Case) -> None:
    body = row(case.said).body
    for at in range(0, len(body), 37):
        altered = body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]
        RecordBody.objects.filter(pk=case.said).update(body=altered)
        with pytest.raises(VaultError):
            read(team.lead, case.said, Note)


def test_a_unit_that_appears_while_a_scan_runs_is_read_too(team: Team, case: Case) -> None:
    scan = open_records(team.lead)
    next(scan)
    with writing(team.lead) as write:
        save(write, case.said, Note(text="Meanwhile."), revision=1)
    rest = [opened.plaintext for opened in scan]
    assert rest


def test_a_scan_sees_units_cases_and_rotations_that_came_after_an_earlier_scan(
    team: Team, case: Case
) -> None:
    team.join("mira")
    give(team, "mira", case, Part.CONTENT)
    assert len(list(find(team.lead, Note))) == 2
    with writing(team.lead) as write:
        add(write, create_unit(write, case.scope, Part.CONTENT), Note(text="A second unit."))
    open_case(team.lead)
    assert len(list(find(team.lead, Note))) == 5
    revoke(team.lead, case.scope, Part.CONTENT, team.unlocked["mira"].id)
    with writing(team.lead) as write:
        save(write, case.said, Note(text="Rotated."), revision=1)
    assert "Rotated." in {stored.value.text for stored in find(team.lead, Note)}
    assert len(list(find(team.lead, Note, scope=case.scope))) == 3


def test_one_case_of_another_installation_does_not_open_here(
    team: Team, case: Case, settings_installation: object
) -> None:
    settings_installation("tervenia" + "c" * 18)
    team.lead.opened.clear()
    with pytest.raises(VaultError):
        read(team.lead, case.said, Note)


def test_a_wrap_of_another_unit_opens_nothing(team: Team, case: Case) -> None:
    with writing(team.lead) as write:
        add(write, case.content, Note(text="More."))
    UnitWrap.objects.filter(unit=case.identity).delete()
    UnitWrap.objects.filter(unit=case.content).update(unit=case.identity)
    with pytest.raises((VaultError, KeyringError)):
        read(team.lead, case.named, Note)


def test_one_unit_is_read_alone(team: Team, case: Case) -> None:
    open_case(team.lead, said="elsewhere")
    found = [stored.value.text for stored in find(team.lead, Note, unit=case.content)]
    assert found == ["The road is watched."]
    assert list(find(team.lead, Note, scope=case.scope, unit=UnitId("nothing"))) == []
