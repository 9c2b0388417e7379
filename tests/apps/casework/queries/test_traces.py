from tests.apps.casework.cast import Office
from tests.apps.casework.services.test_traces import trace

from holdfast.apps.casework.queries.traces import traces
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.traces import LeadsTo
from holdfast.apps.casework.services.openings import open_for


def test_traces_are_named_where_the_actor_knows_what_they_lead_to(
    desk: Office, case: CaseId
) -> None:
    desk.join("mira")
    trace(desk, case, LeadsTo.CASE, desk.open("Teal"))
    shown = traces(desk.lead, case, people={}, clock=desk.clock)
    assert [alias for _, alias in shown.traces] == ["Teal"]
    assert list(shown.named[LeadsTo.CASE].values()) == ["Teal"]
    mira = desk.give(case, "mira")
    hers = traces(mira, case, people={desk.lead.member: "lead"}, clock=desk.clock)
    assert [alias for _, alias in hers.traces] == [""]
    assert hers.named[LeadsTo.MEMBER] == {desk.lead.member: "lead"}


def test_a_case_of_an_expired_grant_is_not_named_any_more(desk: Office, case: CaseId) -> None:
    desk.join("mira")
    desk.give(case, "mira")
    teal = desk.open("Teal")
    mira = desk.give(teal, "mira", until=desk.clock().date())
    trace(desk, case, LeadsTo.CASE, teal)
    assert traces(mira, case, people={}, clock=desk.clock).named[LeadsTo.CASE] == {teal: "Teal"}
    desk.clock.forward(hours=48)
    open_for(actor=mira, case=case, reason="to look again", clock=desk.clock)
    after = traces(mira, case, people={}, clock=desk.clock)
    assert [alias for _, alias in after.traces] == [""]
    assert after.named[LeadsTo.CASE] == {}
