from pathlib import Path

import pytest

from holdfast.apps.accounts import queries, services
from holdfast.apps.accounts.errors import NoSuchMemberError
from holdfast.apps.accounts.rules import MemberId
from holdfast.vault.keys import Root


def test_only_members_are_members(site: Path) -> None:
    made = services.create_member(Root(bytes(32)))
    assert queries.is_member(made.id)
    assert not queries.is_member(MemberId("nobody"))
    with pytest.raises(NoSuchMemberError):
        queries.member(MemberId("nobody"))
