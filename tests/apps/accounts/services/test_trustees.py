from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.apps import stage

from holdfast.apps.accounts.errors import (
    AnotherFingerprintError,
    NotAKeeperError,
    NoTrusteesError,
    ParkedError,
    SheetFirstError,
    TooFewKeepersError,
    WaitingForTrusteesError,
    WrongLogInError,
)
from holdfast.apps.accounts.gate import Attempt
from holdfast.apps.accounts.models import RecoveryRequest, RootWrap, ShareWrap
from holdfast.apps.accounts.services.changing import sweep
from holdfast.apps.accounts.services.parking import lock_member
from holdfast.apps.accounts.services.recovery_sheet import new_sheet, prove_sheet
from holdfast.apps.accounts.services.trustees import (
    ask_trustees,
    come_back,
    help_back,
    set_trustees,
)

NAMES = ("one", "two", "three")


def with_trustees(found, *, needed=2, names=NAMES):
    team = found("member", *names)
    opened = team.opened("member")
    prove_sheet(opened, new_sheet(opened))
    set_trustees(opened, [team.public(name) for name in names], needed=needed)
    return team


def alias(team):
    return team.people["member"].alias


def test_enough_trustees_together_bring_a_member_back(found):
    team = with_trustees(found)
    root = team.opened("member").root
    asked = ask_trustees(alias(team), team.gate)
    attempt = Attempt(alias(team), asked.passphrase)
    for name in ("three", "one"):
        with pytest.raises(WaitingForTrusteesError):
            come_back(attempt, team.gate)
        help_back(team.active(name), alias(team), asked.fingerprint)
    team.people["member"].passphrase = come_back(attempt, team.gate)
    assert team.opened("member").root == root
    assert not RecoveryRequest.objects.exists()
    assert ShareWrap.objects.count() == 3, "the trustees keep theirs"


def test_the_same_trustee_twice_is_one(found):
    team = with_trustees(found)
    asked = ask_trustees(alias(team), team.gate)
    for _ in range(2):
        help_back(team.active("one"), alias(team), asked.fingerprint)
    with pytest.raises(WaitingForTrusteesError):
        come_back(Attempt(alias(team), asked.passphrase), team.gate)


def test_a_trustee_helps_only_the_keys_they_heard(found):
    team = with_trustees(found)
    asked = ask_trustees(alias(team), team.gate)
    again = ask_trustees(alias(team), team.gate)
    with pytest.raises(AnotherFingerprintError):
        help_back(team.active("one"), alias(team), asked.fingerprint)
    help_back(team.active("one"), alias(team), again.fingerprint)
    with pytest.raises(WrongLogInError):
        come_back(Attempt(alias(team), asked.passphrase), team.gate)


def test_who_is_no_trustee_cannot_help(found):
    team = with_trustees(found)
    asked = ask_trustees(alias(team), team.gate)
    with pytest.raises(NotAKeeperError):
        help_back(team.active("lead"), alias(team), asked.fingerprint)


def test_trustees_come_after_a_proven_sheet_and_are_two_at_least(found):
    team = found("member", *NAMES)
    opened, named = team.opened("member"), [team.public(name) for name in NAMES]
    with pytest.raises(SheetFirstError):
        set_trustees(opened, named, needed=2)
    prove_sheet(opened, new_sheet(opened))
    for needed, whom in (
        (1, named),
        (4, named),
        (2, named[:1]),
        (2, [named[0]] * 2),
        (2, [named[0], team.public("member")]),
    ):
        with pytest.raises(TooFewKeepersError):
            set_trustees(opened, whom, needed=needed)


def test_a_new_set_ends_the_old_one(found):
    team = with_trustees(found)
    set_trustees(team.opened("member"), [team.public("lead"), team.public("two")], needed=2)
    asked = ask_trustees(alias(team), team.gate)
    with pytest.raises(NotAKeeperError):
        help_back(team.active("one"), alias(team), asked.fingerprint)
    for name in ("lead", "two"):
        help_back(team.active(name), alias(team), asked.fingerprint)
    assert come_back(Attempt(alias(team), asked.passphrase), team.gate)


def test_without_trustees_or_a_request_nobody_helps(found):
    team = found("member", "one")
    with pytest.raises(NoTrusteesError):
        ask_trustees(alias(team), team.gate)
    with pytest.raises(NoTrusteesError):
        help_back(team.active("one"), alias(team), "0" * 30)


def test_trustees_bring_nobody_back_who_is_locked(found):
    team = with_trustees(found)
    asked = ask_trustees(alias(team), team.gate)
    lock_member(team.active("member"), team.id("member"))
    with pytest.raises(ParkedError):
        come_back(Attempt(alias(team), asked.passphrase), team.gate)
    with pytest.raises(ParkedError):
        ask_trustees(alias(team), team.gate)


def test_asking_again_leaves_nothing_of_the_first_request(found):
    team = with_trustees(found)
    wraps = RootWrap.objects.count()
    for _ in range(3):
        asked = ask_trustees(alias(team), team.gate)
        help_back(team.active("one"), alias(team), asked.fingerprint)
    assert RootWrap.objects.count() == wraps + 1
    assert ShareWrap.objects.count() == 4
    assert sweep() == 0


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(needed=st.integers(2, 3), helpers=st.lists(st.sampled_from(NAMES), max_size=4))
def test_a_member_is_back_exactly_where_as_many_as_needed_have_helped(
    tmp_path_factory, found, needed, helpers
):
    stage.stand(tmp_path_factory.mktemp("site"))
    team = with_trustees(found, needed=needed)
    asked = ask_trustees(alias(team), team.gate)
    for name in helpers:
        help_back(team.active(name), alias(team), asked.fingerprint)
    attempt = Attempt(alias(team), asked.passphrase)
    if len(set(helpers)) >= needed:
        assert come_back(attempt, team.gate)
    else:
        with pytest.raises(WaitingForTrusteesError):
            come_back(attempt, team.gate)


def test_any_pair_of_three_is_enough(found):
    team = with_trustees(found)
    for pair in itertools.combinations(NAMES, 2):
        asked = ask_trustees(alias(team), team.gate)
        for name in pair:
            help_back(team.active(name), alias(team), asked.fingerprint)
        assert come_back(Attempt(alias(team), asked.passphrase), team.gate)
