import pytest
from tests.apps.keyring.cast import Case, Note, Team, open_case

from holdfast.apps.keyring.models import FileBody, MemberWrap, RecordBody, ScopeKey, UnitWrap
from holdfast.apps.keyring.place import files_folder
from holdfast.apps.keyring.queries import checking
from holdfast.apps.keyring.queries.checking import check
from holdfast.apps.keyring.rules import Actor, Part
from holdfast.apps.keyring.services.bodies import save
from holdfast.apps.keyring.services.files import store_file
from holdfast.apps.keyring.services.heads import sign_head
from holdfast.apps.keyring.services.writing import writing
from holdfast.apps.ledger.models import Leaf


def test_a_whole_site_has_no_fault(team: Team, case: Case) -> None:
    sign_head(team.lead)
    store_file(team.lead, case.content, [b"x"])
    assert list(check(team.lead)) == []


@pytest.mark.parametrize(
    ("spoil", "codes"),
    [
        (lambda c: RecordBody.objects.filter(pk=c.said).update(body=b"HF1"), {"vault.truncated"}),
        (lambda c: UnitWrap.objects.filter(unit=c.content).delete(), {"keyring.lost_key"}),
        (
            lambda c: Leaf.objects.order_by("-pk")[0].delete(),
            {"ledger.altered", "keyring.unentered", "ledger.no_such_entry"},
        ),
        (lambda c: (files_folder() / FileBody.objects.get().pk).unlink(), {"keyring.lost_file"}),
    ],
)
def test_each_fault_is_told_in_words_and_the_rest_is_still_read(
    team: Team, case: Case, spoil: object, codes: set[str]
) -> None:
    store_file(team.lead, case.content, [b"x"])
    spoil(case)
    faults = list(check(team.lead))
    assert faults
    assert {fault.error.code for fault in faults} <= codes
    assert all(fault.error.message for fault in faults)


def test_nothing_is_said_of_what_the_member_holds_no_key_to(team: Team, case: Case) -> None:
    outsider = team.join("outsider")
    RecordBody.objects.filter(pk=case.said).update(body=b"spoilt")
    assert list(check(outsider)) == []
    assert [fault.where for fault in check(team.lead)] == [case.said]


def test_it_tells_how_far_it_is_in_records_and_files(team: Team, case: Case) -> None:
    store_file(team.lead, case.content, [b"x"])
    told: list[tuple[str, int, int]] = []
    assert list(check(team.lead, report=lambda *said: told.append(said))) == []
    records = RecordBody.objects.count()
    assert told == [
        ("ledger", 0, 1),
        ("ledger", 1, 1),
        ("records", records, records),
        ("files", 1, 1),
    ]


def test_reading_is_in_batches_as_long_as_all_is_whole(
    team: Team, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    singly: list[str] = []
    monkeypatch.setattr(checking, "_check_singly", lambda _, key: singly.append(key) or ())
    assert list(check(team.lead)) == []
    assert singly == []
    RecordBody.objects.filter(pk=case.said).update(body=b"HF1")
    assert list(check(team.lead)) == []  # the stand-in for reading singly finds nothing
    assert len(singly) == 3  # the team's key and the two of the case


def test_a_key_that_does_not_open_is_told_and_the_others_are_still_read(
    team: Team, case: Case
) -> None:
    other = open_case(team.lead)
    RecordBody.objects.filter(pk=other.said).update(body=b"HF1")
    key = ScopeKey.objects.get(scope=case.scope, part=Part.CONTENT)
    MemberWrap.objects.filter(scope_key=key.pk).delete()
    found = {
        fault.where: fault.error.code for fault in check(Actor(team.lead.member, team.lead.keys))
    }
    assert found == {key.pk: "keyring.lost_key", other.said: "vault.truncated"}


def test_a_record_that_is_older_than_the_ledger_knows_is_told(team: Team, case: Case) -> None:
    before = RecordBody.objects.get(pk=case.said)
    with writing(team.lead) as write:
        save(write, case.said, Note(text="Newer."), revision=1)
    before.save()
    assert [fault.error.code for fault in check(team.lead)] == ["keyring.rolled_back"]
