import datetime as dt

import pytest
from tests.apps.casework.cast import Office

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.casework.queries.supervision import Supervision, supervision
from holdfast.apps.casework.rules.cases import CaseId, FactKind, Need, Outcome
from holdfast.apps.casework.services.cases import FirstWords, add_fact, close_case, open_case
from holdfast.apps.keyring.rules import Part
from holdfast.apps.keyring.services.revocation import revoke


def look(desk: Office, *absent: str) -> Supervision:
    there = {desk.id(name) for name in desk.team.unlocked if name not in absent}
    return supervision(desk.lead, at_work=there | {desk.lead.member}, clock=desk.clock)


def emergency(desk: Office) -> CaseId:
    first = FirstWords(
        need=Need.EMERGENCY, next_action="Call", next_at=desk.clock() + dt.timedelta(hours=1)
    )
    return open_case(actor=desk.lead, alias="Teal", first=first, clock=desk.clock)


def test_load_is_counted_by_owner_with_what_is_overdue(desk: Office, case: CaseId) -> None:
    emergency(desk)
    desk.clock.forward(hours=2)
    load = look(desk).loads[0]
    assert (load.open, load.emergencies, load.overdue, load.missed) == (2, 1, 1, 0)


def test_a_missed_check_in_leads(watched: Office, case: CaseId) -> None:
    watched.under_way(case)
    watched.clock.forward(hours=5)
    assert look(watched).loads[0].missed == 1


def test_a_case_whose_owner_is_gone_or_cannot_open_it_is_listed(desk: Office) -> None:
    mira = desk.join("mira")
    case = open_case(
        actor=mira, alias="Teal", together_with=[desk.lead.member], clock=desk.clock,
        first=FirstWords(next_at=desk.clock()),
    )  # fmt: skip
    assert look(desk).orphans == []
    assert [line.says for line in look(desk, "mira").orphans] == ["its owner is not at work"]
    revoke(desk.lead, case, Part.CONTENT, mira.member, clock=desk.clock)
    assert [line.says for line in look(desk).orphans] == ["its owner cannot open it any more"]


def test_a_next_action_without_a_date_is_listed(desk: Office, case: CaseId) -> None:
    assert [line.says for line in look(desk).orphans] == ["its next action has no date"]


def test_what_lies_what_ends_and_what_is_to_be_scored_again_is_listed(
    desk: Office, case: CaseId
) -> None:
    desk.join("mira")
    desk.give(case, "mira", until=desk.clock().date() + dt.timedelta(days=20))
    add_fact(actor=desk.lead, case=case, kind=FactKind.FOUND_AGAIN, says="seen", clock=desk.clock)
    now = look(desk)
    assert (now.forgotten, now.ending, now.score_again, now.never_scored) == ([], [], [], 1)
    desk.clock.forward(days=15)
    later = look(desk)
    assert [line.alias for line in later.forgotten] == ["Heron"]
    assert [line.member for line in later.ending] == [desk.id("mira")]
    assert [line.alias for line in later.score_again] == ["Heron"]


def test_what_the_coordinator_cannot_open_is_a_number_and_nothing_more(
    desk: Office, case: CaseId
) -> None:
    before = look(desk).unseen
    mira = desk.join("mira")
    desk.open("Hers", by=mira)
    desk.give(case, "mira")
    found = look(desk)
    assert found.unseen == before + 1
    assert {one.member: (one.cases, one.beyond) for one in found.reach} == {
        desk.lead.member: (1, 0),
        mira.member: (1, 1),
    }
    assert "Hers" not in str(found)


def test_closed_cases_are_nobodys_load(desk: Office, case: CaseId) -> None:
    close_case(actor=desk.lead, case=case, outcome=Outcome.REFERRED, revision=1, clock=desk.clock)
    assert look(desk).loads == []


def test_only_a_coordinator_looks(desk: Office) -> None:
    with pytest.raises(NotPermittedError):
        supervision(desk.join("mira"), at_work=(), clock=desk.clock)
