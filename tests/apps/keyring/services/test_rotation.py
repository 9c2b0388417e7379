import pytest
from tests.apps.keyring.cast import Case, Note, Team, give, row

from holdfast.apps.accounts.models import MemberRow
from holdfast.apps.keyring.errors import ExchangedKeysError
from holdfast.apps.keyring.models import Holding, MemberWrap, ScopeKey, UnitWrap
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.queries.keys import open_key
from holdfast.apps.keyring.queries.units import unit_keys
from holdfast.apps.keyring.rules import Part
from holdfast.apps.keyring.services import rotation
from holdfast.apps.keyring.services.bodies import save
from holdfast.apps.keyring.services.files import store_file
from holdfast.apps.keyring.services.opening import open_scope
from holdfast.apps.keyring.services.recovery import recover
from holdfast.apps.keyring.services.revocation import revoke
from holdfast.apps.keyring.services.writing import writing


@pytest.fixture
def due(team: Team, case: Case) -> Case:
    """A case that mira left and vera stays with."""
    for name in ("mira", "vera"):
        team.join(name)
        give(team, name, case, Part.CONTENT)
    revoke(team.lead, case.scope, Part.CONTENT, team.unlocked["mira"].id)
    return case


def test_after_a_rotation_the_scopes_key_and_every_units_key_are_new(team: Team, due: Case) -> None:
    old = open_key(team.lead, due.scope, Part.CONTENT)
    old_units = set(unit_keys([old]).values())
    open_scope(team.lead, due.scope)
    new = open_key(team.lead, due.scope, Part.CONTENT)
    assert (new.epoch, new.is_due) == (2, False)
    assert new.key != old.key
    keys = unit_keys([new])
    assert set(keys) == {(due.content, 1), (due.content, 2)}
    assert keys[due.content, 1] in old_units
    assert keys[due.content, 2] not in old_units


def test_who_remains_reads_the_old_and_the_new(team: Team, due: Case) -> None:
    open_scope(team.lead, due.scope)
    vera = team.back("vera")
    assert read(vera, due.said, Note).value.text == "The road is watched."
    with writing(vera) as write:
        save(write, due.said, Note(text="Still."), revision=1)
    assert read(team.lead, due.said, Note).value.text == "Still."


def test_nothing_is_saved_under_a_key_that_is_due(team: Team, due: Case) -> None:
    vera = team.back("vera")
    with writing(vera) as write:
        save(write, due.said, Note(text="After."), revision=1)
    assert row(due.said).epoch == 2
    assert read(vera, due.said, Note)


def test_no_file_is_sealed_under_a_key_that_is_due(team: Team, due: Case) -> None:
    store_file(team.lead, due.content, [b"x"])
    assert ScopeKey.objects.get(scope=due.scope, part=Part.CONTENT).epoch == 2


def test_old_wraps_die_only_after_the_new_ones_count(
    team: Team, due: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = set(UnitWrap.objects.filter(unit=due.content).values_list("pk", flat=True))
    monkeypatch.setattr(rotation, "delete_old", lambda *_: None)
    open_scope(team.lead, due.scope)
    assert old < set(UnitWrap.objects.filter(unit=due.content).values_list("pk", flat=True))
    assert read(team.lead, due.said, Note)
    recover()
    left = UnitWrap.objects.filter(unit=due.content)
    assert set(left.values_list("under_epoch", flat=True)) == {2}
    assert not old & set(left.values_list("pk", flat=True))
    assert read(team.back("vera"), due.said, Note)


def test_the_other_part_is_left_as_it_was(team: Team, due: Case) -> None:
    open_scope(team.lead, due.scope)
    assert open_key(team.lead, due.scope, Part.IDENTITY).epoch == 1


def test_a_rotation_never_gives_the_new_key_to_exchanged_public_keys(team: Team, due: Case) -> None:
    MemberRow.objects.filter(pk=team.unlocked["vera"].id).update(
        box_public=team.unlocked["mira"].keys.public.box
    )
    with pytest.raises(ExchangedKeysError):
        open_scope(team.lead, due.scope)
    assert ScopeKey.objects.get(scope=due.scope, part=Part.CONTENT).epoch == 1


def test_each_holder_has_one_wrap_after_a_rotation(team: Team, due: Case) -> None:
    open_scope(team.lead, due.scope)
    key = ScopeKey.objects.get(scope=due.scope, part=Part.CONTENT).pk
    held = set(Holding.objects.filter(scope_key=key).values_list("pk", "member"))
    wraps = set(MemberWrap.objects.filter(scope_key=key).values_list("pk", "member"))
    assert held == wraps
    assert {member for _, member in held} == {team.lead.member, team.unlocked["vera"].id}


def test_who_kept_the_old_key_in_memory_is_not_served_by_it(team: Team, due: Case) -> None:
    vera = team.back("vera")
    read(vera, due.said, Note)
    open_scope(team.lead, due.scope)
    with writing(team.lead) as write:
        save(write, due.said, Note(text="New."), revision=1)
    assert read(vera, due.said, Note).value.text == "New."
