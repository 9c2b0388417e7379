from __future__ import annotations

import datetime as dt

import pytest

from holdfast.apps.accounts.contexts import way_context
from holdfast.apps.accounts.dated_keys import read_key
from holdfast.apps.accounts.errors import (
    NoSessionError,
    NotAKeeperError,
    NothingParkedError,
    NotPermittedError,
    ParkedError,
    TooFewKeepersError,
)
from holdfast.apps.accounts.models import Parcel, RootWrap, ShareWrap, WayRow
from holdfast.apps.accounts.queries import is_site_locked, members
from holdfast.apps.accounts.rules import MemberState, Return, Way
from holdfast.apps.accounts.services import changing as changing_module
from holdfast.apps.accounts.services.changing import sweep
from holdfast.apps.accounts.services.leaving import end_membership
from holdfast.apps.accounts.services.login import log_in
from holdfast.apps.accounts.services.parking import (
    Keeping,
    bring_back,
    bring_back_due,
    first_week_after,
    lock_member,
    lock_site,
    travel,
    unlock_site,
)
from holdfast.apps.accounts.services.passphrase import change_passphrase
from holdfast.apps.accounts.services.recovery_sheet import new_sheet, prove_sheet
from holdfast.apps.accounts.services.sessions import resume_session
from holdfast.vault.envelope import Sealed, SymmetricKey, open_sealed
from holdfast.vault.errors import VaultError
from holdfast.vault.passphrase import Lock, unlock_root


def states(team):
    return {m.id: m.state for m in members(team.active("lead"))}


def refused(team, name):
    with pytest.raises(ParkedError):
        team.opened(name)


def test_who_locks_themselves_is_out_until_another_keyholder_lets_them_in(found):
    team = found("member")
    member, cookie = team.id("member"), log_in(team.people["member"].attempt(), team.gate)
    assert lock_member(team.active("member"), member)
    with pytest.raises(NoSessionError):
        resume_session(cookie, team.gate)
    refused(team, "member")
    assert states(team)[member] is MemberState.LOCKED
    assert bring_back(team.active("lead"), member) is Return.BACK
    assert team.opened("member")
    assert states(team)[member] is MemberState.ACTIVE
    assert not Parcel.objects.exists()
    assert not ShareWrap.objects.exists()


def test_the_only_keyholder_who_locks_themselves_ends_their_sessions_and_no_more(found):
    team = found("member")
    cookie = log_in(team.people["lead"].attempt(), team.gate)
    assert not lock_member(team.active("lead"), team.id("lead"))
    with pytest.raises(NoSessionError):
        resume_session(cookie, team.gate)
    assert team.opened("lead"), "nobody else could have let them in"


def test_only_who_may_end_a_membership_locks_another(found):
    team = found("member", "other")
    with pytest.raises(NotPermittedError):
        lock_member(team.active("other"), team.id("member"))
    assert team.opened("member")
    assert lock_member(team.active("lead"), team.id("member"))
    refused(team, "member")


def test_while_locked_the_disk_and_the_passphrase_open_nothing(found):
    team = found("member")
    opened = team.opened("member")
    prove_sheet(opened, new_sheet(opened))
    lock_member(opened.active, opened.active.id)
    for wrap in RootWrap.objects.all():
        with pytest.raises(VaultError):
            unlock_root(
                Lock(bytes(wrap.sealed)),
                team.people["member"].passphrase,
                context=_context(opened.active.id),
                test_cost=team.gate.test_cost,
            )


def _context(member):
    return way_context(member, Way.PASSPHRASE, 1)


def test_who_is_locked_already_is_not_locked_twice(found):
    team = found("member")
    active = team.active("member")
    lock_member(active, active.id)
    with pytest.raises(ParkedError):
        lock_member(active, active.id)
    assert Parcel.objects.count() == 1


def test_a_traveller_is_brought_back_by_two_of_those_named_and_by_nobody_else(found):
    team = found("member", "one", "two", "three", "outsider")
    named = [team.public(name) for name in ("one", "two", "three")]
    member = team.id("member")
    travel(team.active("member"), Keeping(named))
    refused(team, "member")
    assert states(team)[member] is MemberState.TRAVELLING
    with pytest.raises(NotAKeeperError):
        bring_back(team.active("outsider"), member)
    assert bring_back(team.active("three"), member) is Return.WAITING
    assert bring_back(team.active("three"), member) is Return.WAITING, "twice the same is one"
    refused(team, "member")
    assert bring_back(team.active("one"), member) is Return.BACK
    assert team.opened("member")


@pytest.mark.parametrize("named", [[], ["one"], ["member", "one"], ["one", "one"]])
def test_who_names_fewer_than_two_others_does_not_travel(found, named):
    team = found("member", "one")
    with pytest.raises(TooFewKeepersError):
        travel(team.active("member"), Keeping([team.public(name) for name in named]))
    assert team.opened("member")
    assert not Parcel.objects.exists()


def test_a_traveller_comes_back_by_the_date_and_not_before(found):
    team = found("member")
    travel(team.active("member"), Keeping(back_on=dt.date(2031, 4, 12)))
    parcel = Parcel.objects.get()
    assert parcel.back_week == "2031-W16", "the Monday after the Saturday"
    team.clock.now = dt.datetime(2031, 4, 13, 23, 59, tzinfo=dt.UTC)
    assert bring_back_due(team.gate) == 0
    refused(team, "member")
    team.clock.forward(minutes=1)
    assert bring_back_due(team.gate) == 1
    assert team.opened("member")
    assert read_key(parcel.pk) is None
    assert bring_back_due(team.gate) == 0


def test_two_of_those_named_are_quicker_than_the_date(found):
    team = found("member", "one", "two")
    named = [team.public("one"), team.public("two")]
    travel(team.active("member"), Keeping(named, back_on=dt.date(2032, 1, 1)))
    parcel = Parcel.objects.get().pk
    assert bring_back(team.active("one"), _parked(team)) is Return.WAITING
    assert bring_back(team.active("two"), _parked(team)) is Return.BACK
    assert read_key(parcel) is None, "the dated key goes too"


def _parked(team):
    return Parcel.objects.get().member


def test_a_dated_key_that_was_taken_off_the_machine_brings_nobody_back(found, site):
    team = found("member")
    travel(team.active("member"), Keeping(back_on=dt.date(2031, 4, 12)))
    for path in (site / "travel").glob("*.key"):
        path.rename(site.parent / "elsewhere.key")
    team.clock.forward(days=60)
    assert bring_back_due(team.gate) == 0
    refused(team, "member")
    (site.parent / "elsewhere.key").rename(site / "travel" / f"{Parcel.objects.get().pk}.key")
    assert bring_back_due(team.gate) == 1


def test_a_dated_key_opens_no_root(found):
    team = found("member")
    opened = team.opened("member")
    travel(opened.active, Keeping(back_on=dt.date(2031, 4, 12)))
    key = read_key(Parcel.objects.get().pk)
    context = _context(opened.active.id)
    for wrap in RootWrap.objects.all():
        with pytest.raises(VaultError):
            open_sealed(Sealed(bytes(wrap.sealed)), key=SymmetricKey(key), context=context)


@pytest.mark.parametrize(
    ("day", "week"),
    [("2031-04-07", "2031-W15"), ("2031-04-08", "2031-W16"), ("2031-12-31", "2032-W02")],
)
def test_a_date_of_return_is_the_first_monday_on_or_after_it(day, week):
    assert first_week_after(dt.date.fromisoformat(day)) == week


def test_nobody_but_keyholders_comes_in_while_the_site_is_locked_and_two_unlock_it(found):
    team = found("keeper", "member")
    cookie = log_in(team.people["keeper"].attempt(), team.gate)
    lock_site(team.active("lead"))
    assert is_site_locked()
    with pytest.raises(NoSessionError):
        resume_session(cookie, team.gate)
    refused(team, "member")
    assert unlock_site(team.active("lead")) is Return.WAITING
    assert unlock_site(team.active("lead")) is Return.WAITING, "nobody unlocks it alone"
    refused(team, "member")
    assert unlock_site(team.active("keeper")) is Return.BACK
    assert team.opened("member")
    assert not is_site_locked()


def test_a_site_that_two_could_not_unlock_is_not_locked(found):
    team = found("member")
    with pytest.raises(TooFewKeepersError):
        lock_site(team.active("lead"))
    assert team.opened("member")


def test_a_site_is_locked_once_and_by_who_may(found):
    team = found("keeper", "member")
    with pytest.raises(NotPermittedError):
        lock_site(team.active("member"))
    lock_site(team.active("lead"))
    with pytest.raises(ParkedError):
        lock_site(team.active("keeper"))
    assert Parcel.objects.count() == 1


def test_who_travelled_before_the_site_was_locked_still_travels_after(found):
    team = found("keeper", "member", "one", "two")
    travel(team.active("member"), Keeping([team.public("one"), team.public("two")]))
    lock_site(team.active("lead"))
    unlock_site(team.active("lead"))
    unlock_site(team.active("keeper"))
    refused(team, "member")
    assert bring_back(team.active("one"), _parked(team)) is Return.WAITING
    assert bring_back(team.active("two"), _parked(team)) is Return.BACK
    assert team.opened("member")


def test_what_is_not_parked_cannot_be_brought_back_and_nobody_brings_back_themselves(found):
    team = found("keeper", "member")
    with pytest.raises(NothingParkedError):
        bring_back(team.active("lead"), team.id("member"))
    with pytest.raises(NothingParkedError):
        unlock_site(team.active("lead"))
    with pytest.raises(NotPermittedError):
        bring_back(team.active("lead"), team.id("lead"))
    with pytest.raises(NotPermittedError):
        unlock_site(team.active("member"))


def test_sweeping_while_somebody_is_parked_removes_nothing(found):
    team = found("keeper", "member")
    travel(
        team.active("member"),
        Keeping([team.public("lead"), team.public("keeper")], back_on=dt.date(2031, 5, 1)),
    )
    parcel = Parcel.objects.get().pk
    assert sweep() == 0
    assert read_key(parcel) is not None


def test_a_new_passphrase_that_is_put_while_its_owner_is_locked_does_not_let_them_in(found):
    team = found("member")
    opened = team.opened("member")
    lock_member(team.active("lead"), opened.active.id)
    with pytest.raises(ParkedError):
        change_passphrase(opened, team.gate)
    refused(team, "member")


def test_nothing_is_left_to_bring_back_of_a_traveller_who_left(found):
    team = found("member", "one", "two")
    member = team.id("member")
    travel(team.active("member"), Keeping([team.public("one"), team.public("two")]))
    end_membership(team.active("lead"), member)
    assert not Parcel.objects.exists()
    assert not ShareWrap.objects.exists()


def test_a_site_of_keyholders_alone_only_ends_their_sessions(found):
    team = found("keeper")
    cookie = log_in(team.people["keeper"].attempt(), team.gate)
    assert not lock_site(team.active("lead"))
    with pytest.raises(NoSessionError):
        resume_session(cookie, team.gate)
    assert not is_site_locked()


def set_back(rows):
    """The bodies' rows as they were, beside the key store as it is."""
    for row in rows:
        row.save()


def test_who_was_sealed_away_after_the_bodies_were_copied_stays_so_and_can_be_brought_back(found):
    team = found("keeper", "member")
    before = list(WayRow.objects.all())
    member = team.id("member")
    lock_member(team.active("lead"), member)
    lock_site(team.active("lead"))
    set_back(before)
    assert sweep() == 0
    refused(team, "member")
    assert states(team)[member] is MemberState.LOCKED
    assert bring_back(team.active("keeper"), member) is Return.BACK
    assert team.opened("member")
    assert sweep() == 0


def test_a_lock_that_a_crash_cut_off_counts_for_nothing_and_is_swept(found, monkeypatch):
    team = found("keeper", "member")

    class CutError(Exception):
        pass

    def cut(*_):
        raise CutError

    monkeypatch.setattr(changing_module.ledger.Pen, "close", cut)
    with pytest.raises(CutError):
        lock_site(team.active("lead"))
    monkeypatch.undo()
    assert not is_site_locked()
    assert team.opened("member")
    sweep()
    sweep()
    assert not Parcel.objects.exists()
    assert team.opened("member")
