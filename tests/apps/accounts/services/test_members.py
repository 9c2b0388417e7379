from pathlib import Path

import pytest

from holdfast.apps.accounts import queries, services
from holdfast.apps.accounts.errors import ForeignRootError, NoSuchMemberError
from holdfast.apps.accounts.models import MemberRow
from holdfast.apps.accounts.rules import MemberId
from holdfast.vault.keys import Root

ROOT = Root(bytes(range(32)))


def test_a_member_is_an_opaque_id_and_public_keys(site: Path) -> None:
    made = services.create_member(ROOT)
    assert queries.member(made.id).public == made.keys.public
    assert len(made.id) == 26
    assert "keys" not in repr(made)


def test_a_member_is_unlocked_by_their_own_root_only(site: Path) -> None:
    made = services.create_member(ROOT)
    assert services.unlock(made.id, ROOT).keys == made.keys
    with pytest.raises(ForeignRootError):
        services.unlock(made.id, Root(bytes(32)))
    with pytest.raises(NoSuchMemberError):
        services.unlock(MemberId("nobody"), ROOT)


def test_exchanged_public_keys_are_noticed_when_the_member_comes_in(site: Path) -> None:
    made = services.create_member(ROOT)
    MemberRow.objects.filter(pk=made.id).update(box_public=bytes(32))
    with pytest.raises(ForeignRootError):
        services.unlock(made.id, ROOT)
