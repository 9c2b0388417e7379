import pytest
from tests.apps.keyring.cast import Case, Team

from holdfast.apps.keyring.models import FileBody, RecordBody, UnitWrap
from holdfast.apps.keyring.place import files_folder
from holdfast.apps.keyring.queries.checking import check
from holdfast.apps.keyring.services.files import store_file
from holdfast.apps.keyring.services.heads import sign_head
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
