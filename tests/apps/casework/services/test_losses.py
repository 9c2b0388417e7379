import pytest
from tests.apps.casework.cast import Office, all_of
from tests.apps.casework.services.test_helper_terms import driver
from tests.apps.casework.services.test_vehicles import van
from tests.apps.cast import at_work

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.queries.exposure import sheet_opened_at
from holdfast.apps.casework.queries.people import stored_helper
from holdfast.apps.casework.queries.picture import picture
from holdfast.apps.casework.queries.vehicles import stored_vehicle
from holdfast.apps.casework.records.journeys import Journey
from holdfast.apps.casework.records.losses import CallSheet, LossNote
from holdfast.apps.casework.rules.availability import Standing
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.journeys import JourneyState
from holdfast.apps.casework.rules.losses import LossKind, Lost
from holdfast.apps.casework.rules.people import HelperState
from holdfast.apps.casework.services.losses import (
    Taken,
    halt_journeys,
    note_loss,
    open_call_sheet,
    rotate_due,
    take_keys_back,
    take_out_of_use,
)
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.queries.keys import open_keys, team_key
from holdfast.apps.keyring.queries.tasks import all_holders
from holdfast.apps.keyring.rules import Part
from holdfast.apps.watch.queries.rows import rows

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


def test_a_vehicle_is_burned_and_a_helper_noted_as_detained(desk: Office) -> None:
    lynx, pike = van(desk, "Lynx"), driver(desk)
    for kind, id_ in ((LossKind.VEHICLE, lynx), (LossKind.HELPER, pike)):
        note_loss(actor=desk.lead, lost=Lost(kind, id_), reason="stopped", clock=desk.clock)
        take_out_of_use(actor=desk.lead, lost=Lost(kind, id_), clock=desk.clock)
    assert stored_vehicle(desk.lead, lynx).value.standing is Standing.BURNED
    assert stored_helper(desk.lead, pike).value.state is HelperState.DETAINED


def test_every_journey_of_who_was_lost_is_declared_compromised(
    watched: Office, case: CaseId
) -> None:
    watched.under_way(case)
    watched.planned(case)
    assert halt_journeys(actor=watched.lead, case=case, reason="detained", clock=watched.clock) == 2
    states = {journey.state for journey in all_of(watched.lead, Journey)}
    assert states == {JourneyState.COMPROMISED}
    assert len(rows(watched.box).live) == 2
    assert halt_journeys(actor=watched.lead, case=case, reason="again", clock=watched.clock) == 0


def test_who_opened_a_call_list_is_entered_and_it_ends_with_the_day(
    desk: Office, case: CaseId
) -> None:
    lost = Lost(LossKind.PERSON, case)
    assert sheet_opened_at(desk.lead, lost, clock=desk.clock) is None
    open_call_sheet(actor=desk.lead, lost=lost, clock=desk.clock)
    assert sheet_opened_at(desk.lead, lost, clock=desk.clock) == desk.clock()
    assert [sheet.by for sheet in all_of(desk.lead, CallSheet)] == [desk.lead.member]
    desk.clock.forward(hours=11)
    assert sheet_opened_at(desk.lead, lost, clock=desk.clock) is None
