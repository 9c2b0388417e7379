from tests.doors.desk.casework import Office, text

from holdfast.apps.casework.services.cases import open_case

PAGE = "/cases/supervision/"


def test_load_and_what_has_no_date_is_shown_by_alias(rooms: Office) -> None:
    page = text(rooms.lead.get(PAGE))
    assert rooms.lead.person.alias in page
    assert "Heron its next action has no date" in page
    assert "The uncle asks." not in page


def test_what_cannot_be_looked_into_is_said(rooms: Office) -> None:
    open_case(actor=rooms.mira.actor, alias="Hers", clock=rooms.desk.clock)
    page = text(rooms.lead.get(PAGE))
    assert "not looked into here" in page
    assert "Hers" not in page


def test_a_case_worker_and_an_outsider_do_not_look(rooms: Office) -> None:
    assert rooms.mira.get(PAGE).status_code == 403
    assert rooms.desk.outsider().get(PAGE).status_code == 403
    assert "Supervision" not in text(rooms.mira.get("/cases/"))
    assert "Supervision" in text(rooms.lead.get("/cases/"))
