from dataclasses import replace

import pytest
from tests.apps.casework.cast import Office
from tests.apps.cast import at_work

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import MemberId, Role
from holdfast.apps.casework.queries.queue import (
    Queue,
    Wanted,
    case_aliases,
    closed,
    heads,
    queue,
)
from holdfast.apps.casework.records.cases import Case
from holdfast.apps.casework.rules.cases import CaseId, Need, Outcome
from holdfast.apps.casework.services.cases import FirstWords, close_case, open_case
from holdfast.apps.casework.services.openings import open_for
from holdfast.apps.keyring.memory import Memory
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.rules import Actor


@pytest.fixture
def three(desk: Office) -> dict[str, CaseId]:
    cases = {}
    for alias, need in (("Teal", Need.NORMAL), ("Heron", Need.EMERGENCY), ("Quince", Need.URGENT)):
        first = FirstWords(need=need, next_action=f"Call {alias[0]}", region="Ostrana")
        cases[alias] = open_case(actor=desk.lead, alias=alias, first=first, clock=desk.clock)
    return cases


def names(found: Queue) -> list[str]:
    return [listed.case.alias for listed in found.listed(found.heads)]


def end(desk: Office, case: CaseId) -> None:
    open_for(actor=desk.lead, case=case, reason="to close it", clock=desk.clock)
    close_case(actor=desk.lead, case=case, outcome=Outcome.DECLINED, revision=1, clock=desk.clock)


def test_the_greatest_need_leads_whether_or_not_the_session_remembers(
    desk: Office, three: dict[str, CaseId]
) -> None:
    for actor in (desk.lead, replace(desk.lead, memory=Memory())):
        found = queue(actor, clock=desk.clock)
        assert names(found) == ["Heron", "Quince", "Teal"]
        assert found.whole == 3


def test_cases_are_named_to_who_may_open_them(desk: Office, three: dict[str, CaseId]) -> None:
    asked = [three["Teal"], three["Heron"], CaseId("nowhere")]
    named = case_aliases(desk.lead, asked, now=desk.clock())
    assert named == {three["Teal"]: "Teal", three["Heron"]: "Heron"}
    mira = replace(desk.join("mira"), memory=Memory())
    assert case_aliases(mira, asked, now=desk.clock()) == {}


def test_need_owner_and_words_narrow_it_and_change_no_order(
    desk: Office, three: dict[str, CaseId]
) -> None:
    for wanted, expected in (
        (Wanted(need=Need.URGENT), ["Quince"]),
        (Wanted(owner=desk.lead.member), ["Heron", "Quince", "Teal"]),
        (Wanted(owner=MemberId("nobody")), []),
        (Wanted(words="call OSTRANA"), ["Heron", "Quince", "Teal"]),
        (Wanted(words="call teal"), ["Teal"]),
        (Wanted(need=Need.NORMAL, words="heron"), []),
    ):
        found = queue(desk.lead, wanted=wanted, clock=desk.clock)
        assert names(found) == expected
        assert found.whole == 3


def test_closed_cases_stand_apart_the_last_first(desk: Office, three: dict[str, CaseId]) -> None:
    end(desk, three["Heron"])
    desk.clock.forward(hours=1)
    end(desk, three["Teal"])
    assert names(queue(desk.lead, clock=desk.clock)) == ["Quince"]
    assert names(closed(desk.lead, clock=desk.clock)) == ["Teal", "Heron"]


def test_what_is_over_is_said_by_the_clock_of_the_look(
    desk: Office, three: dict[str, CaseId]
) -> None:
    remembering = replace(desk.lead, memory=Memory())
    assert not any(one.is_over for one in _listed(remembering, desk))
    desk.clock.forward(days=8)
    assert [one.is_over for one in _listed(remembering, desk)] == [True, False, False]


def _listed(actor: Actor, desk: Office) -> list:
    found = queue(actor, clock=desk.clock)
    return found.listed(found.heads)


def test_who_may_not_work_cases_is_refused(desk: Office, case: CaseId) -> None:
    for look in (queue, closed):
        with pytest.raises(NotPermittedError):
            look(at_work(desk.lead, Role.PUBLISHER), clock=desk.clock)


def test_the_heads_are_of_the_cases_that_can_be_opened(
    desk: Office, three: dict[str, CaseId]
) -> None:
    desk.join("mira")
    mira = desk.give(three["Teal"], "mira")
    assert [head.id for head in heads(mira, now=desk.clock())] == [three["Teal"]]
    assert len(list(find(mira, Case))) == 1
