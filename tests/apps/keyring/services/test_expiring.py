import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from tests.apps.accounts.cast import HandClock, gate
from tests.apps.keyring.cast import Case, open_case
from tests.apps.keyring.expiring import MONDAY, Message, receive

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import ActiveMember, Role
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.models import FileBody, UnitWrap
from holdfast.apps.keyring.queries.bodies import read, search
from holdfast.apps.keyring.queries.checking import check
from holdfast.apps.keyring.queries.expiry import Preview, expired
from holdfast.apps.keyring.rules import Actor
from holdfast.apps.keyring.services.bodies import save
from holdfast.apps.keyring.services.expiring import Destroyed, destroy_expired
from holdfast.apps.keyring.services.files import store_file
from holdfast.apps.keyring.services.membership import found
from holdfast.apps.keyring.services.shredding import shred_unit
from holdfast.apps.keyring.services.writing import writing
from holdfast.kernel.clock import frozen

LATER = frozen(MONDAY + dt.timedelta(weeks=10))


@pytest.fixture
def active(site: Path) -> ActiveMember:
    first = found(gate(HandClock())).active
    return replace(first, roles=first.roles | {Role.COORDINATOR})


@pytest.fixture
def actor(active: ActiveMember) -> Actor:
    return Actor(active.id, active.keys)


@pytest.fixture
def case(actor: Actor) -> Case:
    return open_case(actor)


def preview_of(actor: Actor) -> Preview:
    return expired(actor, clock=LATER)


def test_what_was_shown_is_destroyed_with_its_key_and_its_files_and_nothing_else(
    active: ActiveMember, actor: Actor, case: Case
) -> None:
    old, record = receive(actor, case)
    young, kept = receive(actor, case, weeks=8)
    store_file(actor, old, [b"x"])
    assert destroy_expired(active, preview_of(actor)) == Destroyed(units=1, records=1, changed=0)
    assert not UnitWrap.objects.filter(unit=old).exists()
    assert not FileBody.objects.exists()
    with pytest.raises(NotGrantedError):
        read(actor, record, Message)
    assert [hit.id for hit in search(actor, "zvezdanka")] == [kept]
    assert UnitWrap.objects.filter(unit=young).exists()
    assert list(check(actor)) == []


def test_what_changed_or_went_since_it_was_shown_is_left_as_it_is(
    active: ActiveMember, actor: Actor, case: Case
) -> None:
    _, record = receive(actor, case)
    gone, _ = receive(actor, case)
    preview = preview_of(actor)
    with writing(actor) as write:
        save(write, record, Message(text="Answered."), revision=1)
    shred_unit(actor, gone)
    assert destroy_expired(active, preview) == Destroyed(units=0, records=0, changed=2)
    assert read(actor, record, Message).value.text == "Answered."


def test_only_who_may_destroy_cases_destroys_what_is_old(
    active: ActiveMember, actor: Actor, case: Case
) -> None:
    _, record = receive(actor, case)
    with pytest.raises(NotPermittedError):
        destroy_expired(replace(active, roles=frozenset({Role.KEYHOLDER})), preview_of(actor))
    assert read(actor, record, Message)


def test_cut_off_between_two_units_the_first_is_gone_and_the_second_as_it_was(
    active: ActiveMember, actor: Actor, case: Case
) -> None:
    for _ in range(2):
        receive(actor, case)

    def stop(_stage: str, done: int, _total: int) -> None:
        assert done == 1
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        destroy_expired(active, preview_of(actor), report=stop)
    assert len(preview_of(actor).units) == 1
    assert list(check(actor)) == []
