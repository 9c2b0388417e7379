import pytest
from tests.apps.casework.cast import Office, all_of

from holdfast.apps.casework.errors.general import WhyNeededError
from holdfast.apps.casework.errors.judging import LowerNeedError, NotYourDecisionError
from holdfast.apps.casework.queries.cases import case as case_of
from holdfast.apps.casework.records.approvals import Approval
from holdfast.apps.casework.records.risk import Override
from holdfast.apps.casework.rules.approvals import Decision, Needed
from holdfast.apps.casework.rules.cases import CaseId, Need
from holdfast.apps.casework.services.approvals import Decided, ask, decide
from holdfast.apps.casework.services.risk import ask_to_lower, raise_need
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.rules import Actor, RecordId

YES = Decided(Decision.GRANTED, 1)


def say(desk: Office, by: Actor, case: CaseId, approval: RecordId, decided: Decided = YES) -> None:
    decide(actor=by, case=case, approval=approval, decided=decided, clock=desk.clock)


def asked(desk: Office, case: CaseId, needed: Needed = Needed.SECOND_MEMBER) -> RecordId:
    return ask(
        actor=desk.lead, case=case, what="A second flat", why="the first is known", needed=needed,
        clock=desk.clock,
    )  # fmt: skip


def lowered(desk: Office, case: CaseId) -> RecordId:
    about = {"actor": desk.lead, "case": case, "clock": desk.clock}
    raise_need(to=Need.EMERGENCY, reason="found", revision=1, **about)
    return ask_to_lower(to=Need.NORMAL, reason="they moved", **about)


def test_a_need_is_lowered_in_the_write_in_which_a_second_member_grants_it(
    desk: Office, case: CaseId
) -> None:
    approval, second = lowered(desk, case), desk.second(case)
    say(desk, second, case, approval)
    assert case_of(desk.lead, case, clock=desk.clock).case.need is Need.NORMAL
    (kept,) = (one for one in all_of(desk.lead, Override) if one.second)
    assert {kept.by, kept.second} == {desk.lead.member, second.member}
    assert kept.reason == "they moved"


def test_nobody_grants_what_they_asked_for_and_nothing_is_decided_twice(
    desk: Office, case: CaseId
) -> None:
    approval, second = asked(desk, case), desk.second(case)
    with pytest.raises(NotYourDecisionError):
        say(desk, desk.lead, case, approval)
    say(desk, second, case, approval)
    with pytest.raises(NotYourDecisionError):
        say(desk, second, case, approval, Decided(Decision.REFUSED, 2, "no"))
    assert all_of(desk.lead, Approval)[0].decision is Decision.GRANTED


def test_what_needs_a_coordinator_is_not_granted_by_a_case_worker(
    desk: Office, case: CaseId
) -> None:
    approval = asked(desk, case, Needed.COORDINATOR)
    with pytest.raises(NotYourDecisionError):
        say(desk, desk.second(case), case, approval)


def test_a_refusal_has_a_reason_and_changes_nothing_else(desk: Office, case: CaseId) -> None:
    approval, second = lowered(desk, case), desk.second(case)
    with pytest.raises(WhyNeededError):
        say(desk, second, case, approval, Decided(Decision.REFUSED, 1))
    say(desk, second, case, approval, Decided(Decision.REFUSED, 1, "not yet"))
    assert case_of(desk.lead, case, clock=desk.clock).case.need is Need.EMERGENCY


def test_a_need_that_moved_meanwhile_is_not_lowered(desk: Office, case: CaseId) -> None:
    about = {"actor": desk.lead, "case": case, "clock": desk.clock}
    raise_need(to=Need.URGENT, reason="found", revision=1, **about)
    approval = ask_to_lower(to=Need.NORMAL, reason="they moved", **about)
    raise_need(to=Need.EMERGENCY, reason="found again", revision=2, **about)
    with pytest.raises(LowerNeedError, match="changed since"):
        say(desk, desk.second(case), case, approval)
    assert all_of(desk.lead, Approval)[0].decision is None


def test_two_decisions_at_once_are_a_conflict(desk: Office, case: CaseId) -> None:
    approval, second = asked(desk, case), desk.second(case)
    with pytest.raises(EditConflictError):
        say(desk, second, case, approval, Decided(Decision.GRANTED, 2))
    say(desk, desk.lead, case, approval, Decided(Decision.WITHDRAWN, 1))
    assert all_of(desk.lead, Approval)[0].decision is Decision.WITHDRAWN


def test_what_is_asked_for_is_said_with_its_why(desk: Office, case: CaseId) -> None:
    with pytest.raises(WhyNeededError):
        ask(
            actor=desk.lead, case=case, what="x", why=" ", needed=Needed.COORDINATOR,
            clock=desk.clock,
        )  # fmt: skip
    assert all_of(desk.lead, Approval) == []
