import pytest
from tests.apps.cast import at_work

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import MemberId, Permission, Role
from holdfast.apps.keyring import rules
from holdfast.apps.keyring.rules import Actor, Grounds, Part, UnitId, require
from holdfast.vault.envelope import SymmetricKey, associated_data
from holdfast.vault.keys import Root, member_keys

KEY = SymmetricKey(bytes(32))


def test_no_two_places_share_a_context() -> None:
    units = {"scope": "s", "part": Part.CONTENT, "unit": "u", "key_epoch": 1, "under_epoch": 1}
    contexts = [
        rules.record_context("i", "s", Grounds("r", UnitId("u"), 1, 1, 0)),
        rules.record_context("i", "s", Grounds("r", UnitId("u"), 1, 2, 0)),
        rules.record_context("i", "s", Grounds("r", UnitId("u"), 2, 1, 0)),
        rules.record_context("i", "t", Grounds("r", UnitId("u"), 1, 1, 0)),
        rules.record_context("j", "s", Grounds("r", UnitId("u"), 1, 1, 0)),
        rules.file_context("i", "s", "r", 1),
        *(
            rules.unit_key_context("i", **{**units, **change})
            for change in ({}, {"part": Part.IDENTITY}, {"key_epoch": 2}, {"under_epoch": 2})
        ),
        rules.own_key_context("i", scope="s", part=Part.CONTENT, grant="g", epoch=1),
        rules.layer_context("i", wrap="w", scope_key="s", layer=1),
        rules.head_context("i", "m", 1),
    ]
    assert len({associated_data(context) for context in contexts}) == len(contexts)


def test_an_authenticator_is_of_one_key_one_subject_and_one_revision() -> None:
    other = SymmetricKey(bytes(31) + b"\x01")
    made = [
        rules.authenticator(key, subject, revision)
        for key in (KEY, other)
        for subject in ("a", "b")
        for revision in (1, 2)
    ]
    assert len(set(made)) == 8


def test_an_actor_shows_no_key() -> None:
    keys = member_keys(Root(bytes(32)))
    actor = Actor(MemberId("m"), keys)
    shown = repr(actor)
    assert keys.box.hex() not in shown
    assert repr(keys.keyring) not in shown
    assert "Actor(member='m', roles=frozenset())" in shown


def test_an_open_key_shows_no_key() -> None:
    shown = repr(rules.OpenKey("i", "s", Part.CONTENT, 1, False, "g", KEY))
    assert repr(KEY) not in shown
    assert "content" in shown


def test_an_actor_may_do_what_one_of_their_roles_permits_and_nothing_without_one():
    actor = Actor(MemberId("m"), member_keys(Root(bytes(32))))
    with pytest.raises(NotPermittedError):
        require(actor, Permission.OPEN_CASES)
    worker = at_work(actor, Role.CASE_WORKER)
    require(worker, Permission.OPEN_CASES)
    with pytest.raises(NotPermittedError):
        require(worker, Permission.RELEASE)
    assert actor.roles == frozenset()
