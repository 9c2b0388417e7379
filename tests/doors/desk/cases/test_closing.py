from tests.doors.desk.cases.test_items import path
from tests.doors.desk.casework import Office, text, typed_in

KEPT = {"seen": "", "until": "2033-01-01", "reason": "a court asks"}


def closed(rooms: Office) -> None:
    typed = {"revision": "1", "outcome": "safe abroad with status"}
    assert rooms.lead.post(path(rooms, "close"), typed).status_code == 302


def test_the_page_says_from_when_on_it_is_asked_about(rooms: Office) -> None:
    assert "This case is open." in text(rooms.lead.get(path(rooms, "keeping")))
    closed(rooms)
    page = text(rooms.lead.get(path(rooms, "keeping")))
    assert "safe abroad with status" in page
    assert "Looked at again 2032-04-01" in page
    rooms.lead.post(path(rooms, "keeping"), KEPT)
    page = text(rooms.lead.get(path(rooms, "keeping")))
    assert "Looked at again 2033-01-01" in page
    assert "a court asks" in page


def test_two_decisions_at_once_are_a_visible_conflict(rooms: Office) -> None:
    closed(rooms)
    rooms.lead.post(path(rooms, "keeping"), KEPT)
    answer = rooms.lead.post(path(rooms, "keeping"), {**KEPT, "reason": "mine"})
    assert answer.status_code == 409
    assert "a court asks" in text(answer)
    assert typed_in(answer)["reason"] == "mine"


def test_a_day_that_is_past_is_refused_in_the_form(rooms: Office) -> None:
    closed(rooms)
    answer = rooms.lead.post(path(rooms, "keeping"), {**KEPT, "until": "2031-04-02"})
    assert "This day is past" in text(answer)


def test_what_is_still_open_is_said_on_the_page_that_closes(rooms: Office) -> None:
    rent = {"amount": "450", "currency": "EUR", "payee": "Wader", "purpose": "rent"}
    rooms.lead.post(path(rooms, "money"), rent)
    page = text(rooms.lead.get(path(rooms, "close")))
    assert "Payments that are not receipted or returned: 1" in page
