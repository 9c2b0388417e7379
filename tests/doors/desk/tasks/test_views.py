from tests.doors.desk.casework import HOUR, Office, text

from holdfast.apps.casework.rules.cases import Need


def test_one_s_own_tasks_lead_and_what_is_overdue_is_said(rooms: Office) -> None:
    rooms.open(
        "Teal", need=Need.EMERGENCY, next_action="Call at six", next_at=rooms.desk.clock() + HOUR
    )
    rooms.desk.clock.forward(hours=2)
    lead = rooms.desk.visit("coordinator")
    page = text(lead.get("/tasks/"))
    assert "2 of yours" in page
    assert "1 overdue" in page
    assert "Call at six" in page
    assert page.index("Call at six") < page.index("Safe by this day")


def test_tasks_of_others_stand_apart_and_of_nobody_else_s_cases(rooms: Office) -> None:
    case = rooms.open("Teal", need=Need.EMERGENCY)
    assert "Nothing is due within a week" in text(rooms.mira.get("/tasks/"))
    rooms.give(case=case)
    page = text(rooms.mira.get("/tasks/"))
    assert "Of others" in page
    assert rooms.desk.people["coordinator"].alias in page
    assert rooms.desk.outsider().get("/tasks/").status_code == 403
