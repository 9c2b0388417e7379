import re

from tests.doors.desk.casework import Office, text

FLAG = {"kind": "do not call", "why": "the mother listens", "until": ""}


def path(rooms: Office, *rest: str) -> str:
    return "/".join(["/cases", rooms.case, "flags", *rest, ""])


def flagged(rooms: Office) -> str:
    rooms.lead.post(path(rooms), FLAG)
    page = rooms.lead.get(path(rooms)).content.decode()
    return re.search(r"flags/([a-z0-9]{26})/", page).group(1)


def test_a_flag_stands_on_the_case_and_in_the_queue(rooms: Office) -> None:
    flagged(rooms)
    assert "Do not call. the mother listens" in text(rooms.lead.get(f"/cases/{rooms.case}/"))
    queue = text(rooms.lead.get("/cases/"))
    assert "do not call" in queue
    assert "the mother listens" not in queue


def test_a_flag_is_lifted_with_a_reason_and_a_second_lift_is_a_conflict(rooms: Office) -> None:
    flag = flagged(rooms)
    assert "Say why" in text(rooms.lead.post(path(rooms, flag), {"revision": "1", "why": ""}))
    late = rooms.lead.post(path(rooms, flag), {"revision": "2", "why": "x"})
    assert late.status_code == 409
    rooms.lead.post(path(rooms, flag), {"revision": "1", "why": "she moved"})
    assert "lifted the mother listens" in text(rooms.lead.get(path(rooms)))
    assert "do not call" not in text(rooms.lead.get("/cases/"))


def test_a_last_day_that_is_past_is_said_in_the_form(rooms: Office) -> None:
    answer = rooms.lead.post(path(rooms), {**FLAG, "until": "2030-01-01"})
    assert "This day is past" in text(answer)
