from tests.apps.casework.cast import Office
from tests.apps.casework.services.test_pathways import DAY, considered, reach

from holdfast.apps.casework.queries.asked import TaskKind
from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.queries.pathway_dates import of_pathways
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.pathways import PathwayState
from holdfast.apps.casework.services.pathways import add_deadline, finish_deadline


def says(desk: Office, case: CaseId) -> list[str]:
    now = desk.clock()
    found = list(of_pathways(case_file(desk.lead, case, now=now), now))
    assert {due.kind for due in found} <= {TaskKind.PATHWAY}
    return [due.says for due in found]


def test_a_deadline_is_asked_for_a_week_before_until_it_is_met(desk: Office, case: CaseId) -> None:
    way = considered(desk, case)
    words = {"actor": desk.lead, "case": case, "pathway": way, "clock": desk.clock}
    add_deadline(**words, on=desk.clock().date() + 10 * DAY, says="pay the fee", revision=1)
    assert says(desk, case) == []
    desk.clock.forward(hours=9)
    desk.clock.forward(days=4)
    assert says(desk, case) == ["work visa: pay the fee"]
    desk.clock.forward(days=-4)
    finish_deadline(**words, number=0, revision=2)
    desk.clock.forward(days=4)
    assert says(desk, case) == []


def test_what_was_granted_asks_to_be_used_before_it_ends(desk: Office, case: CaseId) -> None:
    way, ends = considered(desk, case), desk.clock().date() + 20 * DAY
    reach(desk, case, way, PathwayState.ELIGIBLE)
    reach(desk, case, way, PathwayState.GRANTED, valid_until=ends)
    assert says(desk, case) == ["work visa: what was granted ends"]
    reach(desk, case, way, PathwayState.USED)
    assert says(desk, case) == []
