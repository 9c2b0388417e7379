import pytest
from tests.apps.casework.cast import MARTEN, Office, all_of, hours

from holdfast.apps.accounts.rules import MemberId
from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.queries.cases import cases
from holdfast.apps.casework.queries.tasks import tasks
from holdfast.apps.casework.records.cases import AccessNote, AccessTerm
from holdfast.apps.casework.records.journeys import CheckIn
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.services.handing_over import HandedOver, Left, hand_over
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.rules import Actor, Part
from holdfast.apps.watch.queries.rows import rows
from holdfast.apps.watch.services.founding import set_address


@pytest.fixture
def mira(desk: Office) -> Actor:
    return desk.join("mira")


def over(desk: Office, *cases: CaseId, to: str = "mira", by: Actor | None = None) -> HandedOver:
    return hand_over(
        actor=by or desk.lead, cases=list(cases), to=desk.id(to), reason="I leave",
        clock=desk.clock,
    )  # fmt: skip


def told(desk: Office) -> set[MemberId]:
    return {MemberId(r.member) for one in all_of(desk.lead, CheckIn) for r in one.ladder}


def test_check_ins_are_told_to_the_new_owner_in_the_watch_too(
    watched: Office, case: CaseId, mira: Actor
) -> None:
    watched.under_way(case)
    set_address(mira, MARTEN)
    done = over(watched, case)
    assert done.check_ins == 2
    assert told(watched) == {mira.member}
    notices = {n.address for row in rows(watched.box).live.values() for n in row.ladder}
    assert notices == {MARTEN}
    assert done.left == {Left.ALONE: 2}


def test_who_has_not_said_where_they_are_told_does_not_take_the_place_of_who_has(
    watched: Office, case: CaseId, mira: Actor
) -> None:
    watched.under_way(case)
    done = over(watched, case)
    assert (done.check_ins, done.left) == (0, {Left.NO_ADDRESS: 2})
    assert told(watched) == {watched.lead.member}
    assert len(rows(watched.box).live) == 2


def test_a_planned_journey_is_told_to_the_new_owner_without_a_watch(
    desk: Office, case: CaseId, mira: Actor
) -> None:
    desk.planned(case)
    assert over(desk, case).check_ins == 2
    assert told(desk) == {mira.member}


def test_the_next_action_is_the_new_owners_task(desk: Office, mira: Actor) -> None:
    case = desk.open("Teal")
    over(desk, case)
    desk.clock.forward(days=360)
    assert {task.owner for task in tasks(desk.lead, clock=desk.clock)} == {mira.member}


def test_what_stays_with_who_leaves_is_said(desk: Office, mira: Actor) -> None:
    desk.join("noor")
    one, other = desk.open("Teal"), desk.open("Quince")
    over(desk, one, other, to="noor")
    desk.open("Hers", by=desk.back("noor"))
    done = over(desk, one)
    assert done.left == {Left.OTHERS: 1, Left.BEYOND: 1}


def test_ten_cases_are_handed_over_in_one_write(desk: Office, mira: Actor) -> None:
    ids = [desk.open(f"Heron {number}") for number in range(10)]
    done = hand_over(actor=desk.lead, cases=ids, to=mira.member, reason="I leave", clock=desk.clock)
    assert (done.cases, done.check_ins, done.left) == (10, 0, {})
    mine = cases(desk.back("mira"), clock=desk.clock)
    assert {c.id for c in mine} == set(ids)
    assert {c.case.owner for c in mine} == {mira.member}


def test_what_was_handed_over_is_noted_with_its_parts(
    desk: Office, case: CaseId, mira: Actor
) -> None:
    hand_over(actor=desk.lead, cases=[case], to=mira.member, reason="I leave", clock=desk.clock)
    (note,) = [note for note in all_of(desk.lead, AccessNote) if note.member == mira.member]
    assert set(note.parts) == {Part.CONTENT, Part.IDENTITY}
    assert note.until is None


def test_a_new_owner_has_no_last_day(desk: Office, case: CaseId, mira: Actor) -> None:
    desk.give(case, "mira", until=desk.clock().date())
    hand_over(actor=desk.lead, cases=[case], to=mira.member, reason="I leave", clock=desk.clock)
    desk.clock.forward(days=2)
    assert [c.id for c in cases(desk.back("mira"), clock=desk.clock)] == [case]
    assert all_of(desk.lead, AccessTerm) == []


def test_a_hand_over_that_cannot_be_whole_is_not_made(desk: Office, mira: Actor) -> None:
    mine, hers = desk.open("Mine"), desk.open("Hers", by=mira)
    with pytest.raises(NotGrantedError):
        hand_over(actor=desk.lead, cases=[mine, hers], to=mira.member, reason="x", clock=desk.clock)
    with pytest.raises(ReasonNeededError):
        hand_over(actor=desk.lead, cases=[mine], to=mira.member, reason="", clock=desk.clock)
    desk.clock.forward(hours=1)
    assert {c.case.owner for c in cases(desk.lead, clock=desk.clock)} == {desk.lead.member}
    assert desk.clock() - hours(1) == cases(desk.lead, clock=desk.clock)[0].case.opened_at
