from tests.doors.desk.casework import Office, text, typed_in

PAGE = "/cases/instruments/harm-ahead/"


def test_a_coordinator_changes_a_threshold_as_a_version_of_the_teams_own(rooms: Office) -> None:
    typed = {**typed_in(rooms.lead.get(PAGE)), "emergency": "90", "why": "too slow"}
    answer = rooms.lead.post(PAGE, typed, follow=True)
    assert "version 2" in text(answer)
    assert "emergency from 90" in text(answer)
    assert "Harm ahead, 2: too slow" in text(rooms.mira.get("/cases/instruments/"))


def test_two_edits_at_once_are_a_visible_conflict(rooms: Office) -> None:
    typed = {**typed_in(rooms.lead.get(PAGE)), "why": "too slow"}
    rooms.lead.post(PAGE, typed)
    answer = rooms.lead.post(PAGE, {**typed, "emergency": "80", "why": "mine"})
    assert answer.status_code == 409
    assert "Open theirs" in text(answer)
    assert "version 3" not in text(rooms.lead.get("/cases/instruments/"))


def test_what_cannot_be_used_is_said_in_the_form(rooms: Office) -> None:
    typed = {**typed_in(rooms.lead.get(PAGE)), "emergency": "10", "why": "x"}
    assert "An emergency needs more points" in text(rooms.lead.post(PAGE, typed))


def test_a_case_worker_reads_instruments_and_changes_none(rooms: Office) -> None:
    assert "Harm ahead" in text(rooms.mira.get("/cases/instruments/"))
    assert rooms.mira.get(PAGE).status_code == 403
    assert rooms.lead.get("/cases/instruments/astrology/").status_code == 404
