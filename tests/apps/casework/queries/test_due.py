from tests.apps.casework.cast import Office

from holdfast.apps.casework.queries.due import TaskKind, due_in
from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.rules.cases import Need
from holdfast.apps.casework.services.cases import FirstWords, open_case


def test_an_emergency_asks_to_be_safe_by_a_day_and_for_its_next_action(desk: Office) -> None:
    first = FirstWords(need=Need.EMERGENCY, next_action="Call", next_at=desk.clock())
    case = open_case(actor=desk.lead, alias="Heron", first=first, clock=desk.clock)
    file = case_file(desk.lead, case, now=desk.clock())
    found = {(due.kind, due.says) for due in due_in(file, desk.clock())}
    assert found == {
        (TaskKind.NEXT_ACTION, "Call"),
        (TaskKind.DEADLINE, "Safe by this day: emergency"),
    }
