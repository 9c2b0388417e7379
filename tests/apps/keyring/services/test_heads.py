from tests.apps.keyring.cast import Case, Team, open_case

from holdfast.apps.keyring.models import RememberedHead
from holdfast.apps.keyring.queries.heads import check_note, ledger_keys
from holdfast.apps.keyring.services.heads import remember_head, sign_head
from holdfast.apps.ledger.queries import check
from holdfast.methods.custody.checkpoints import verifier_key_text


def test_a_signed_head_holds_against_the_ledger_that_grew_from_it(team: Team, case: Case) -> None:
    note, key = sign_head(team.lead), ledger_keys(team.lead)[0]
    open_case(team.lead)
    check_note(note, verifier_key_text(key))
    assert check(key)


def test_each_memory_is_sealed_for_its_member_and_version(team: Team) -> None:
    first = bytes(RememberedHead.objects.get(pk=team.lead.member).sealed)
    remember_head(team.lead)
    row = RememberedHead.objects.get(pk=team.lead.member)
    assert row.version == 2
    assert bytes(row.sealed) != first
    assert len(bytes(row.sealed)) == len(first)
