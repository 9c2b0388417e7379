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
    assert "Nothing of yours is due within a week" in text(rooms.mira.get("/tasks/"))
    assert "Nothing of others is due" in text(rooms.mira.get("/tasks/others/"))
    rooms.give(case=case)
    assert "of others" in text(rooms.mira.get("/tasks/"))
    page = text(rooms.mira.get("/tasks/others/"))
    assert "Teal" in page
    assert rooms.desk.people["coordinator"].alias in page
    assert rooms.desk.outsider().get("/tasks/others/").status_code == 403


def test_a_page_of_tasks_that_does_not_exist_is_said_not_to_exist(rooms: Office) -> None:
    assert rooms.mira.get("/tasks/pages/1/").status_code == 200
    assert rooms.mira.get("/tasks/pages/2/").status_code == 404
    assert rooms.mira.get("/tasks/others/pages/0/").status_code == 404
