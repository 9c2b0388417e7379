import datetime as dt

import msgspec
import pytest
from tests.apps.casework.cast import Office, all_of

from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.errors.cases import ClosedCaseError
from holdfast.apps.casework.errors.general import ReliedOnError
from holdfast.apps.casework.errors.pathways import BadStepError, SlotsTakenError
from holdfast.apps.casework.queries.pathways import pathways, programme
from holdfast.apps.casework.records.pathways import Pathway, Programme, SlotGiven
from holdfast.apps.casework.rules.cases import CaseId, Outcome
from holdfast.apps.casework.rules.pathways import PathwayKind, PathwayState, Slot
from holdfast.apps.casework.services.cases import close_case
from holdfast.apps.casework.services.pathways import (
    Step,
    add_deadline,
    add_programme,
    advance,
    change_programme,
    consider,
    finish_deadline,
    give_slot,
    give_slot_back,
    verify_programme,
)
from holdfast.apps.casework.services.shredding import shred_case
from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError
from holdfast.apps.keyring.rules import RecordId

DAY = dt.timedelta(days=1)


def stream(desk: Office, places: int = 2, **more: object) -> RecordId:
    slots = (Slot(desk.clock().date() + 9 * DAY, places),)
    made = Programme(
        title="Arvenia stream", kind=PathwayKind.GOVERNMENT_STREAM, slots=slots, **more
    )
    return add_programme(actor=desk.lead, programme=made)


def considered(desk: Office, case: CaseId, programme: str = "") -> RecordId:
    return consider(
        actor=desk.lead, case=case, kind=PathwayKind.WORK_VISA, programme=programme,
        clock=desk.clock,
    )  # fmt: skip


def reach(desk: Office, case: CaseId, way: RecordId, *states: PathwayState, **more: object) -> None:
    for state in states:
        (view,) = [v for v in pathways(desk.lead, case, clock=desk.clock).pathways if v.id == way]
        step = Step(state, desk.clock().date(), **more)
        advance(
            actor=desk.lead, case=case, pathway=way, step=step, revision=view.revision,
            clock=desk.clock,
        )  # fmt: skip


def eligible(desk: Office, case: CaseId, programme: str) -> RecordId:
    way = considered(desk, case, programme)
    reach(desk, case, way, PathwayState.ELIGIBLE)
    return way


def give(desk: Office, case: CaseId, way: RecordId, after: int = 9) -> None:
    on = desk.clock().date() + after * DAY
    give_slot(actor=desk.lead, case=case, pathway=way, on=on, clock=desk.clock)


def left(desk: Office, stream: RecordId) -> int:
    return programme(desk.lead, stream, clock=desk.clock).left


def test_a_way_is_considered_moved_on_and_stands_in_the_timeline(
    desk: Office, case: CaseId
) -> None:
    way = considered(desk, case)
    reach(desk, case, way, PathwayState.ELIGIBLE, PathwayState.SUBMITTED, PathwayState.GRANTED)
    (view,) = pathways(desk.lead, case, clock=desk.clock).pathways
    assert view.pathway.state is PathwayState.GRANTED
    assert view.next == (PathwayState.USED, PathwayState.EXPIRED)
    with pytest.raises(BadStepError, match="does not become interview"):
        reach(desk, case, way, PathwayState.INTERVIEW)
    with pytest.raises(BadStepError, match="ends before it begins"):
        reach(desk, case, way, PathwayState.USED, valid_until=desk.clock().date() - DAY)


def test_two_who_move_it_on_at_once_are_told(desk: Office, case: CaseId) -> None:
    way = considered(desk, case)
    step = Step(PathwayState.ELIGIBLE, desk.clock().date())
    words = {"actor": desk.lead, "case": case, "pathway": way, "clock": desk.clock}
    advance(**words, step=step, revision=1)
    with pytest.raises(EditConflictError):
        advance(**words, step=Step(PathwayState.SUBMITTED, step.on), revision=1)
    assert all_of(desk.lead, Pathway)[0].state is PathwayState.ELIGIBLE


def test_a_scarce_slot_is_never_given_to_more_than_it_takes(desk: Office, case: CaseId) -> None:
    arvenia = stream(desk, places=2)
    give(desk, case, way := eligible(desk, case, arvenia))
    pair = desk.open("Teal", people=2)
    with pytest.raises(SlotsTakenError, match="not enough places"):
        give(desk, pair, hers := eligible(desk, pair, arvenia))
    hers = pathways(desk.lead, pair, clock=desk.clock).pathways[0].id
    with pytest.raises(SlotsTakenError, match="have a place already"):
        give(desk, case, way)
    assert left(desk, arvenia) == 1
    give_slot_back(actor=desk.lead, case=case, pathway=way, clock=desk.clock)
    give(desk, pair, hers)
    assert left(desk, arvenia) == 0
    with pytest.raises(BadStepError, match="no place that could be given back"):
        give_slot_back(actor=desk.lead, case=case, pathway=way, clock=desk.clock)


def test_a_place_counts_also_where_the_other_case_cannot_be_opened(desk: Office) -> None:
    mira = desk.join("mira", Role.COORDINATOR)
    arvenia, hers = stream(desk, places=1), desk.open("Teal", by=mira)
    way = consider(
        actor=mira, case=hers, kind=PathwayKind.WORK_VISA, programme=arvenia, clock=desk.clock
    )
    words = {"actor": mira, "case": hers, "pathway": way, "clock": desk.clock}
    advance(**words, step=Step(PathwayState.ELIGIBLE, desk.clock().date()), revision=1)
    give_slot(**words, on=desk.clock().date() + 9 * DAY)
    mine = desk.open()
    with pytest.raises(SlotsTakenError):
        give(desk, mine, eligible(desk, mine, arvenia))
    assert [card.people for card in all_of(desk.lead, SlotGiven)] == [1]


def test_a_place_needs_somebody_eligible_a_day_to_come_and_a_slot(
    desk: Office, case: CaseId
) -> None:
    arvenia = stream(desk)
    way = considered(desk, case, arvenia)
    with pytest.raises(BadStepError, match="considered is given no place"):
        give(desk, case, way)
    reach(desk, case, way, PathwayState.ELIGIBLE)
    with pytest.raises(BadStepError, match="day is past"):
        give(desk, case, way, after=-1)
    with pytest.raises(SlotsTakenError):
        give(desk, case, way, after=3)
    with pytest.raises(NotGrantedError):
        considered(desk, case, "no such programme")


def test_a_refusal_and_the_end_of_a_case_give_the_place_back(desk: Office, case: CaseId) -> None:
    arvenia = stream(desk)
    give(desk, case, way := eligible(desk, case, arvenia))
    reach(desk, case, way, PathwayState.REFUSED)
    assert left(desk, arvenia) == 2
    other = desk.open("Teal")
    give(desk, other, eligible(desk, other, arvenia))
    shred_case(actor=desk.lead, case=other, reason="asked for it", clock=desk.clock)
    assert left(desk, arvenia) == 2


def test_a_programme_keeps_the_places_it_gave_and_is_not_closed_under_them(
    desk: Office, case: CaseId
) -> None:
    arvenia = stream(desk)
    give(desk, case, eligible(desk, case, arvenia))
    kept = programme(desk.lead, arvenia, clock=desk.clock)

    def change(**changes: object) -> None:
        changed = msgspec.structs.replace(kept.programme, **changes)
        change_programme(
            actor=desk.lead, programme=arvenia, changed=changed, revision=kept.revision,
            clock=desk.clock,
        )  # fmt: skip

    with pytest.raises(SlotsTakenError):
        change(slots=())
    with pytest.raises(ReliedOnError, match="1 people"):
        change(is_closed=True)
    change(title="Arvenia stream 2")
    with pytest.raises(EditConflictError):
        change(title="Arvenia stream 3")


def test_verifying_notes_who_and_when(desk: Office) -> None:
    arvenia = stream(desk)
    assert programme(desk.lead, arvenia, clock=desk.clock).is_stale
    verify_programme(actor=desk.lead, programme=arvenia, revision=1, clock=desk.clock)
    shown = programme(desk.lead, arvenia, clock=desk.clock)
    assert (shown.is_stale, shown.programme.verified_by) == (False, desk.lead.member)
    desk.clock.forward(days=31)
    assert programme(desk.lead, arvenia, clock=desk.clock).is_stale


def test_a_deadline_is_met_once_it_was_noted(desk: Office, case: CaseId) -> None:
    way = considered(desk, case)
    words = {"actor": desk.lead, "case": case, "pathway": way, "clock": desk.clock}
    add_deadline(**words, on=desk.clock().date() + DAY, says="pay the fee", revision=1)
    with pytest.raises(BadStepError, match="ahead"):
        add_deadline(**words, on=desk.clock().date() - DAY, says="pay the fee", revision=2)
    with pytest.raises(BadStepError, match="no such deadline"):
        finish_deadline(**words, number=1, revision=2)
    finish_deadline(**words, number=0, revision=2)
    assert [one.is_done for one in all_of(desk.lead, Pathway)[0].deadlines] == [True]


def test_a_closed_case_considers_nothing_new(desk: Office, case: CaseId) -> None:
    close_case(actor=desk.lead, case=case, outcome=Outcome.REFERRED, revision=1, clock=desk.clock)
    with pytest.raises(ClosedCaseError):
        considered(desk, case)
