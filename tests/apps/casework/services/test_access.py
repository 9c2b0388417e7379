import datetime as dt

import pytest
from tests.apps.casework.cast import Office, all_of

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.casework.errors.cases import OwnerNeededError
from holdfast.apps.casework.errors.general import (
    ExpiredGrantError,
    PastDateError,
    ReasonNeededError,
)
from holdfast.apps.casework.queries.cases import case as case_of
from holdfast.apps.casework.queries.cases import cases, who_can_open
from holdfast.apps.casework.records.cases import AccessTerm, Case
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.services.access import end_access, end_expired, grant_case
from holdfast.apps.casework.services.handing_over import hand_over
from holdfast.apps.casework.services.openings import open_for
from holdfast.apps.keyring.errors import AlreadyHoldsError, LastHolderError, NotGrantedError
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.rules import Actor, Part


def give(desk: Office, case: CaseId, *, by: Actor | None = None, **more: object) -> None:
    words = {"parts": [Part.CONTENT], "reason": "the night shift", "until": None, **more}
    grant_case(actor=by or desk.lead, case=case, member=desk.id("mira"), clock=desk.clock, **words)


@pytest.fixture
def mira(desk: Office) -> Actor:
    return desk.join("mira")


def test_a_case_is_given_with_a_reason_that_is_kept(
    desk: Office, case: CaseId, mira: Actor
) -> None:
    with pytest.raises(NotGrantedError):
        open_for(actor=mira, case=case, reason="to look", clock=desk.clock)
    give(desk, case)
    open_for(actor=desk.back("mira"), case=case, reason="to look", clock=desk.clock)
    holders = {h.member: h for h in who_can_open(desk.lead, case, clock=desk.clock)}
    assert holders[mira.member].parts == (Part.CONTENT,)
    assert holders[mira.member].reason == "the night shift"
    assert holders[desk.lead.member].parts == (Part.CONTENT, Part.IDENTITY)


def test_what_is_asked_wrongly_gives_nothing(desk: Office, case: CaseId, mira: Actor) -> None:
    with pytest.raises(ReasonNeededError):
        give(desk, case, reason=" ")
    with pytest.raises(PastDateError):
        give(desk, case, until=desk.clock().date() - dt.timedelta(days=1))
    assert list(find(desk.back("mira"), Case)) == []
    give(desk, case)
    with pytest.raises(AlreadyHoldsError):
        give(desk, case)
    with pytest.raises(NotPermittedError):
        give(desk, case, by=desk.back("mira"))


def test_an_expired_grant_is_refused_at_once_in_words(
    desk: Office, case: CaseId, mira: Actor
) -> None:
    mira = desk.give(case, "mira", until=desk.clock().date())
    assert [c.id for c in cases(mira, clock=desk.clock)] == [case]
    desk.clock.forward(days=1)
    with pytest.raises(ExpiredGrantError, match="has ended"):
        case_of(mira, case, clock=desk.clock)
    with pytest.raises(ExpiredGrantError):
        open_for(actor=mira, case=case, reason="once more", clock=desk.clock)
    assert cases(mira, clock=desk.clock) == []
    assert [c.scope for c in find(mira, Case)] == [case]  # the keys are still there, for now


def test_the_next_coordinator_takes_the_keys_of_an_expired_grant(
    desk: Office, case: CaseId, mira: Actor
) -> None:
    desk.give(case, "mira", until=desk.clock().date())
    desk.clock.forward(days=1)
    open_for(actor=desk.lead, case=case, reason="the morning", clock=desk.clock)
    assert list(find(desk.back("mira"), Case)) == []
    assert all_of(desk.lead, AccessTerm) == []
    assert end_expired(desk.lead, clock=desk.clock) == 0


def test_who_may_not_grant_ends_nothing(desk: Office, case: CaseId, mira: Actor) -> None:
    mira = desk.give(case, "mira", until=desk.clock().date())
    desk.clock.forward(days=1)
    assert end_expired(mira, clock=desk.clock) == 0
    assert len(all_of(desk.lead, AccessTerm)) == 1


def test_a_grant_is_made_longer_or_without_end(desk: Office, case: CaseId, mira: Actor) -> None:
    today = desk.clock().date()
    mira = desk.give(case, "mira", until=today)
    give(desk, case, until=today + dt.timedelta(days=9))
    assert [term.until for term in all_of(desk.lead, AccessTerm)] == [today + dt.timedelta(days=9)]
    desk.clock.forward(hours=5)
    assert case_of(mira, case, clock=desk.clock).case.alias == "Heron"
    give(desk, case, until=None)
    assert all_of(desk.lead, AccessTerm) == []


def test_access_is_taken_back_at_once_and_never_from_the_last(
    desk: Office, case: CaseId, mira: Actor
) -> None:
    desk.give(case, "mira", until=desk.clock().date() + dt.timedelta(days=3))
    end_access(actor=desk.lead, case=case, member=mira.member, reason="left", clock=desk.clock)
    assert list(find(desk.back("mira"), Case)) == []
    assert all_of(desk.lead, AccessTerm) == []
    with pytest.raises(NotGrantedError):
        end_access(actor=desk.lead, case=case, member=mira.member, reason="left", clock=desk.clock)
    with pytest.raises(LastHolderError):
        end_access(
            actor=desk.lead, case=case, member=desk.lead.member, reason="x", clock=desk.clock
        )
    with pytest.raises(ReasonNeededError):
        end_access(actor=desk.lead, case=case, member=mira.member, reason="", clock=desk.clock)


def test_whoever_takes_a_case_from_its_owner_owns_it(
    desk: Office, case: CaseId, mira: Actor
) -> None:
    hand_over(actor=desk.lead, cases=[case], to=mira.member, reason="night", clock=desk.clock)
    end_access(actor=desk.lead, case=case, member=mira.member, reason="left", clock=desk.clock)
    assert cases(desk.lead, clock=desk.clock)[0].case.owner == desk.lead.member
    assert cases(desk.back("mira"), clock=desk.clock) == []


def test_an_owner_does_not_leave_a_case_without_one(
    desk: Office, case: CaseId, mira: Actor
) -> None:
    desk.give(case, "mira")
    with pytest.raises(OwnerNeededError):
        end_access(
            actor=desk.lead, case=case, member=desk.lead.member, reason="x", clock=desk.clock
        )
    assert cases(desk.lead, clock=desk.clock)[0].case.owner == desk.lead.member
