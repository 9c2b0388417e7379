import pytest
from tests.apps.keyring.cast import Case, Team

from holdfast.apps.keyring.errors import LostKeyError
from holdfast.apps.keyring.models import UnitWrap
from holdfast.apps.keyring.queries.keys import open_key, open_keys
from holdfast.apps.keyring.queries.units import chunks, unit_key, unit_keys
from holdfast.apps.keyring.rules import Part
from holdfast.vault.errors import VaultError


def test_each_unit_has_a_key_of_its_own(team: Team, case: Case) -> None:
    found = unit_keys(open_keys(team.lead))
    assert {(case.content, 1), (case.identity, 1)} < set(found)
    assert len(set(found.values())) == len(found)


def test_a_units_key_opens_under_its_own_part_only(team: Team, case: Case) -> None:
    content = open_key(team.lead, case.scope, Part.CONTENT)
    assert set(unit_keys([content])) == {(case.content, 1)}
    with pytest.raises(LostKeyError):
        unit_key(content, case.identity, 1)


def test_an_old_wrap_put_back_is_not_looked_at(team: Team, case: Case) -> None:
    UnitWrap.objects.filter(unit=case.content).update(under_epoch=7)
    with pytest.raises(LostKeyError):
        unit_key(open_key(team.lead, case.scope, Part.CONTENT), case.content, 1)


def test_exchanged_wraps_open_nothing(team: Team, case: Case) -> None:
    wrap = UnitWrap.objects.get(unit=case.content)
    UnitWrap.objects.filter(unit=case.identity).update(sealed=bytes(wrap.sealed))
    with pytest.raises(VaultError):
        unit_keys(open_keys(team.lead))


def test_chunks_leave_nothing_out() -> None:
    items = list(range(1234))
    assert [item for some in chunks(items) for item in some] == items
    assert max(len(some) for some in chunks(items)) == 500
