import pytest
from tests.apps.casework.cast import Office, all_of
from tests.apps.cast import at_work

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.errors import ReasonNeededError
from holdfast.apps.casework.queries.picture import picture
from holdfast.apps.casework.records.losses import LossNote
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.losses import LossKind, Lost
from holdfast.apps.casework.services.losses import Taken, note_loss, rotate_due, take_keys_back
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.queries.keys import open_keys, team_key
from holdfast.apps.keyring.queries.tasks import all_holders
from holdfast.apps.keyring.rules import Part

WHY = "did not come to the meeting"


def test_who_asks_is_noted_with_what_was_lost_or_with_the_team(desk: Office, case: CaseId) -> None:
    desk.join("mira")
    place = desk.place()
    for lost in (
        Lost(LossKind.PLACE, place), Lost(LossKind.PHONE, case), Lost(LossKind.MEMBER, desk.id("mira")),
    ):  # fmt: skip
        note_loss(actor=desk.lead, lost=lost, reason=WHY, clock=desk.clock)
    notes = {stored.scope: stored.value for stored in find(desk.lead, LossNote)}
    assert set(notes) == {place, case, team_key(desk.lead).scope}
    assert {(note.by, note.reason) for note in notes.values()} == {(desk.lead.member, WHY)}


def test_no_note_without_a_reason_or_of_what_the_actor_does_not_know(
    desk: Office, case: CaseId
) -> None:
    desk.join("mira")
    mira = desk.back("mira")
    with pytest.raises(ReasonNeededError):
        note_loss(actor=desk.lead, lost=Lost(LossKind.PERSON, case), reason="  ", clock=desk.clock)
    for lost in (
        Lost(LossKind.PERSON, case), Lost(LossKind.PLACE, desk.place()), Lost(LossKind.MEMBER, "nobody"),
    ):  # fmt: skip
        with pytest.raises(NotGrantedError):
            note_loss(actor=mira, lost=lost, reason=WHY, clock=desk.clock)
    with pytest.raises(NotPermittedError):
        note_loss(actor=at_work(desk.lead), lost=Lost(LossKind.PERSON, case), reason=WHY)
    assert all_of(desk.lead, LossNote) == []


def test_a_coordinator_takes_back_what_both_can_open_and_it_is_rotated_at_once(
    desk: Office, case: CaseId
) -> None:
    desk.join("mira")
    desk.give(case, "mira")
    (before,) = open_keys(desk.lead, scope=case, part=Part.CONTENT)
    lead = at_work(desk.lead, Role.COORDINATOR)
    taken = take_keys_back(actor=lead, member=desk.id("mira"), clock=desk.clock)
    assert taken == Taken(keys=1, left=0, rotated=1)
    assert picture(desk.back("mira"), now=desk.clock()).cases == {}
    assert not any(key.is_due for key in open_keys(desk.lead))
    (now,) = open_keys(desk.lead, scope=case, part=Part.CONTENT)
    assert now.epoch == before.epoch + 1


def test_who_may_end_a_membership_takes_every_key(desk: Office, case: CaseId) -> None:
    desk.join("mira")
    desk.give(case, "mira")
    taken = take_keys_back(actor=desk.lead, member=desk.id("mira"), clock=desk.clock)
    assert taken.left == 0
    assert taken.keys >= 2
    held = [who for who in all_holders(desk.lead).values() if desk.id("mira") in who]
    assert held == []
    assert rotate_due(desk.lead) == 0


def test_what_they_alone_hold_is_counted_and_not_destroyed(desk: Office, case: CaseId) -> None:
    desk.join("mira")
    mira = desk.give(case, "mira")
    desk.open("Teal", by=mira)
    taken = take_keys_back(actor=desk.lead, member=desk.id("mira"), clock=desk.clock)
    assert taken.left == 2
    assert set(picture(desk.lead, now=desk.clock()).cases) == {case}
    left = {key.part for key in open_keys(mira)}
    assert left == {Part.CONTENT, Part.IDENTITY}


def test_a_case_worker_takes_no_keys_back(desk: Office, case: CaseId) -> None:
    desk.join("mira")
    desk.join("noor")
    mira = desk.give(case, "mira")
    desk.give(case, "noor")
    with pytest.raises(NotPermittedError):
        take_keys_back(actor=mira, member=desk.id("noor"), clock=desk.clock)
    lead = at_work(desk.lead, Role.COORDINATOR)
    desk.join("empty")
    with pytest.raises(NotGrantedError):
        take_keys_back(actor=lead, member=desk.id("empty"), clock=desk.clock)
