from __future__ import annotations

import pytest

from holdfast.apps.accounts.errors import SiteExistsError
from holdfast.apps.accounts.models import MemberRow, Profile, RootWrap, SecondFactorRow
from holdfast.apps.accounts.rules import Role
from holdfast.apps.accounts.services.founding import first_keyholder, is_founded


def test_the_first_keyholder_comes_in_with_what_was_drawn(found):
    team = found()
    assert is_founded()
    assert team.active("lead").roles == {Role.KEYHOLDER, Role.OPERATOR}
    assert team.card_of_id(team.id("lead")).called == "Nadia Orlova"


def test_there_is_no_second_first_keyholder(found):
    team = found()
    with pytest.raises(SiteExistsError):
        first_keyholder(team.gate)
    tables = (MemberRow, Profile, RootWrap, SecondFactorRow)
    assert [table.objects.count() for table in tables] == [1, 1, 1, 1]


def test_an_empty_site_is_not_founded(site):
    assert not is_founded()
