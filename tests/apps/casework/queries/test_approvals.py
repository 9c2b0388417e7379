from tests.apps.casework.cast import Office

from holdfast.apps.casework.queries.approvals import (
    WaitsIn,
    approvals,
    decisions,
    waiting_for,
)
from holdfast.apps.casework.records.people import Helper
from holdfast.apps.casework.rules.approvals import Decision, Needed
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.vetting import Method, Result
from holdfast.apps.casework.services.approvals import ask
from holdfast.apps.casework.services.people import grant_helper, open_helper
from holdfast.apps.casework.services.vetting import Checked, add_claim
from holdfast.apps.keyring.rules import Part

SEEN = Checked("Drives", Method.LIVE_CALL, Result.IDENTITY_CHECKED)


def asked(desk: Office, case: CaseId, needed: Needed = Needed.SECOND_MEMBER) -> None:
    ask(actor=desk.lead, case=case, what="A flat", why="known", needed=needed, clock=desk.clock)


def test_what_waits_is_listed_for_who_can_decide_and_not_for_who_asked(
    desk: Office, case: CaseId
) -> None:
    asked(desk, case)
    asked(desk, case, Needed.COORDINATOR)
    assert waiting_for(desk.lead, clock=desk.clock) == []
    waiting = waiting_for(desk.second(case), clock=desk.clock)
    assert [(one.where, one.alias, one.by) for one in waiting] == [
        (WaitsIn.APPROVALS, "Heron", desk.lead.member)
    ]
    assert "flat" not in waiting[0].says


def test_claims_wait_for_a_second_member_too_of_cases_and_of_the_network(
    desk: Office, case: CaseId
) -> None:
    fig = open_helper(actor=desk.lead, helper=Helper(alias="Fig"))
    for subject in (case, fig):
        add_claim(actor=desk.lead, subject_id=subject, checked=SEEN, clock=desk.clock)
    desk.second(case)
    member = desk.id("second")
    grant_helper(actor=desk.lead, helper=fig, member=member, parts=[Part.CONTENT])
    waiting = waiting_for(desk.back("second"), clock=desk.clock)
    assert [(one.where, one.alias) for one in waiting] == [
        (WaitsIn.NETWORK, "Fig"),
        (WaitsIn.VETTING, "Heron"),
    ]
    assert waiting_for(desk.lead, clock=desk.clock) == []


def test_what_was_asked_in_a_case_is_shown_with_what_one_can_decide(
    desk: Office, case: CaseId
) -> None:
    asked(desk, case)
    own = approvals(desk.lead, case, clock=desk.clock)[0]
    assert own.decisions == {Decision.WITHDRAWN}
    second = desk.second(case)
    assert Decision.GRANTED in decisions(second, own.stored.value)


def test_nothing_waits_for_who_can_open_nothing(desk: Office, case: CaseId) -> None:
    asked(desk, case)
    assert waiting_for(desk.join("mira"), clock=desk.clock) == []
