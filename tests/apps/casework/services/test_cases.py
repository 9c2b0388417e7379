import pytest
from tests.apps.casework.cast import Office, all_of, hours
from tests.apps.cast import at_work

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.errors.cases import (
    ClosedCaseError,
    NextActionNeededError,
    StillUnderWayError,
)
from holdfast.apps.casework.errors.general import BadDateError, NoAliasError
from holdfast.apps.casework.queries.cases import case as case_of
from holdfast.apps.casework.queries.cases import timeline
from holdfast.apps.casework.records.cases import Aftercare, Case
from holdfast.apps.casework.rules.cases import CaseId, CaseState, FactKind, Need, Outcome
from holdfast.apps.casework.services.cases import (
    Change,
    FirstWords,
    add_fact,
    change_case,
    close_case,
    link_conversation,
    open_case,
    open_file,
    record_aftercare,
    reopen_case,
)
from holdfast.apps.intake.queries.conversations import conversation
from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError
from holdfast.apps.keyring.queries.bodies import find


def change(desk: Office, case: CaseId, *, revision: int = 1, **what: object) -> None:
    change_case(
        actor=desk.lead, case=case, change=Change(**what), revision=revision, clock=desk.clock
    )


def test_a_case_begins_with_an_owner_a_next_action_and_a_deadline(
    desk: Office, case: CaseId
) -> None:
    shown = case_of(desk.lead, case, clock=desk.clock)
    assert shown.case.owner == desk.lead.member
    assert shown.case.next_action
    assert shown.deadline == desk.clock() + hours(365 * 24)
    assert (shown.revision, shown.may_identify) == (1, True)


def test_a_case_is_given_an_alias_that_is_free_and_never_one_that_is_taken(desk: Office) -> None:
    first = open_case(actor=desk.lead, clock=desk.clock)
    alias = case_of(desk.lead, first, clock=desk.clock).case.alias
    assert alias
    with pytest.raises(NoAliasError):
        open_case(actor=desk.lead, alias=alias.upper(), clock=desk.clock)
    assert len(all_of(desk.lead, Case)) == 1


def test_whoever_opens_it_names_who_opens_along_and_nobody_else_can(desk: Office) -> None:
    mira, _ = desk.join("mira"), desk.join("noor")
    case = open_case(actor=mira, together_with=[desk.id("lead")], clock=desk.clock)
    assert [c.scope for c in find(desk.lead, Case)] == [case]
    assert list(find(desk.back("noor"), Case)) == []


def test_an_operator_opens_no_case(desk: Office) -> None:
    with pytest.raises(NotPermittedError):
        open_case(actor=at_work(desk.lead, Role.OPERATOR), clock=desk.clock)


def test_a_change_is_saved_with_its_facts_in_one_write(desk: Office, case: CaseId) -> None:
    desk.clock.forward(hours=1)
    change(desk, case, need=Need.EMERGENCY, state=CaseState.TRIAGED, next_action="Call at six")
    shown = case_of(desk.lead, case, clock=desk.clock)
    assert (shown.case.need, shown.case.state, shown.case.next_action) == (
        Need.EMERGENCY, CaseState.TRIAGED, "Call at six",
    )  # fmt: skip
    assert shown.deadline == desk.clock() + hours(7 * 24)
    says = [m.says for m in timeline(desk.lead, case, clock=desk.clock)]
    assert {"normal → emergency", "received → triaged", "Call at six"} <= set(says)


def test_nobody_s_change_is_saved_over_another_s(desk: Office, case: CaseId) -> None:
    change(desk, case, summary="The brother asks too.")
    with pytest.raises(EditConflictError):
        change(desk, case, revision=1, summary="Nobody asks.")
    assert case_of(desk.lead, case, clock=desk.clock).case.summary == "The brother asks too."


def test_a_case_is_never_without_a_next_action(desk: Office, case: CaseId) -> None:
    with pytest.raises(NextActionNeededError):
        change(desk, case, next_action="  ")
    with pytest.raises(NextActionNeededError):
        open_case(actor=desk.lead, first=FirstWords(next_action=""), clock=desk.clock)


def test_facts_have_dates_of_their_own_which_a_calendar_must_have(
    desk: Office, case: CaseId
) -> None:
    def fact(on: str) -> None:
        add_fact(
            actor=desk.lead, case=case, kind=FactKind.THREAT, says="Held.", on=on, clock=desk.clock
        )

    fact("2029-11")
    fact("")
    dates = [m.on for m in timeline(desk.lead, case, clock=desk.clock) if m.says == "Held."]
    assert sorted(dates) == ["2029-11", "2031-04-02"]
    with pytest.raises(BadDateError):
        fact("2029-02-30")


def test_a_closed_case_takes_nothing_until_it_is_reopened(desk: Office, case: CaseId) -> None:
    close_case(actor=desk.lead, case=case, outcome=Outcome.REFERRED, revision=1, clock=desk.clock)
    with pytest.raises(ClosedCaseError):
        change(desk, case, revision=2, summary="More.")
    with pytest.raises(ClosedCaseError):
        open_file(desk.lead, case, clock=desk.clock)
    reopen_case(actor=desk.lead, case=case, next_action="Call", revision=2, clock=desk.clock)
    reopen_case(actor=desk.lead, case=case, next_action="Call", revision=3, clock=desk.clock)
    shown = case_of(desk.lead, case, clock=desk.clock).case
    assert (shown.state, shown.outcome, shown.next_action) == (CaseState.RECEIVED, None, "Call")


def test_a_case_with_somebody_on_the_way_is_not_closed(watched: Office, case: CaseId) -> None:
    watched.under_way(case)
    with pytest.raises(StillUnderWayError):
        close_case(
            actor=watched.lead, case=case, outcome=Outcome.REFERRED, revision=1, clock=watched.clock
        )
    assert case_of(watched.lead, case, clock=watched.clock).case.outcome is None


def test_a_conversation_is_linked_once_and_both_ways(desk: Office) -> None:
    one, two = desk.called(), desk.called()
    case = open_case(actor=desk.lead, conversation_id=one, clock=desk.clock)
    for _ in range(2):
        link_conversation(actor=desk.lead, case=case, conversation_id=two, clock=desk.clock)
    assert case_of(desk.lead, case, clock=desk.clock).case.conversations == (one, two)
    assert [conversation(actor=desk.lead, conversation=c).case for c in (one, two)] == [case, case]


def test_a_conversation_that_is_not_there_opens_no_case(desk: Office) -> None:
    with pytest.raises(NotGrantedError):
        open_case(actor=desk.lead, conversation_id="a" * 26, clock=desk.clock)
    assert all_of(desk.lead, Case) == []


def test_nobody_is_asked_how_they_are_before_they_arrived(desk: Office, case: CaseId) -> None:
    with pytest.raises(NotGrantedError, match="no arrival"):
        record_aftercare(actor=desk.lead, case=case, days=1, says="well", clock=desk.clock)
    assert all_of(desk.lead, Aftercare) == []
