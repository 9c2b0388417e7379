import pytest
from tests.apps.casework.cast import Office
from tests.apps.casework.services.test_pathways import DAY, considered, eligible, give, stream

from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.queries.pathways import (
    given_of,
    pathways,
    programme,
    programmes,
    slots_of,
    stored_programme,
)
from holdfast.apps.casework.records.pathways import Programme
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.pathways import PathwayKind
from holdfast.apps.casework.services.pathways import add_programme
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.rules import RecordId


def test_programmes_in_use_come_first_with_the_places_left(desk: Office) -> None:
    closed = Programme(title="A visa", kind=PathwayKind.WORK_VISA, is_closed=True)
    add_programme(actor=desk.lead, programme=closed)
    stream(desk, places=3)
    shown = programmes(desk.lead, clock=desk.clock)
    assert [(view.programme.title, view.left, view.is_stale) for view in shown] == [
        ("Arvenia stream", 3, True), ("A visa", 0, False),
    ]  # fmt: skip
    desk.clock.forward(days=10)
    assert programmes(desk.lead, clock=desk.clock)[0].slots == []


def test_the_ways_of_a_case_are_shown_with_their_place(desk: Office, case: CaseId) -> None:
    arvenia = stream(desk)
    give(desk, case, way := eligible(desk, case, arvenia))
    considered(desk, case)
    shown = pathways(desk.lead, case, clock=desk.clock)
    slots = {view.id: view.slot for view in shown.pathways}
    assert slots[way] == desk.clock().date() + 9 * DAY
    assert max(map(str, slots.values())) == "None"
    assert [card.value.pathway for card in slots_of(desk.lead, case)] == [way]
    assert len(given_of(desk.lead, arvenia)) == 1


def test_the_whole_team_reads_programmes_and_nobody_a_case_without_a_reason(
    desk: Office, case: CaseId
) -> None:
    arvenia, mira = stream(desk), desk.join("mira")
    assert stored_programme(mira, arvenia).value.title == "Arvenia stream"
    assert programme(mira, arvenia, clock=desk.clock).left == 2
    with pytest.raises(NotGrantedError):
        programme(mira, RecordId("a" * 26), clock=desk.clock)
    with pytest.raises(NotGrantedError):
        pathways(mira, case, clock=desk.clock)
    desk.clock.forward(hours=11)
    with pytest.raises(ReasonNeededError):
        pathways(desk.lead, case, clock=desk.clock)
