from tests.apps.casework.cast import Office
from tests.apps.casework.services.test_traces import trace

from holdfast.apps.casework.queries.traces import traces
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.traces import LeadsTo


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
