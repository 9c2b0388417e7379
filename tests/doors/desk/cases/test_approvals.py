import re

from tests.doors.desk.casework import Office, text

from holdfast.apps.casework.queries.cases import cases
from holdfast.apps.casework.rules.cases import Need

ASKED = {"what": "A second flat", "why": "the first is known", "needed": "a second member"}


def path(rooms: Office, *rest: str) -> str:
    return "/".join(["/cases", rooms.case, "approvals", *rest, ""])


def asked(rooms: Office) -> str:
    rooms.give()
    rooms.open_as_mira()
    rooms.lead.post(path(rooms), ASKED)
    page = rooms.lead.get(path(rooms)).content.decode()
    return re.search(r"approvals/([a-z0-9]{26})/", page).group(1)


def test_what_is_asked_for_waits_in_the_tasks_of_who_can_decide(rooms: Office) -> None:
    asked(rooms)
    inbox = text(rooms.mira.get("/tasks/"))
    assert "Waits for your word Heron something else" in inbox
    assert "second flat" not in inbox
    assert "Waits for your word" not in text(rooms.lead.get("/tasks/"))


def test_a_second_member_decides_and_both_are_shown(rooms: Office) -> None:
    approval = asked(rooms)
    own = rooms.lead.post(path(rooms, approval), {"revision": "1", "decision": "granted"})
    assert "does not wait for your decision" in text(own)
    silent = {"revision": "1", "decision": "refused", "says": ""}
    assert "Say why" in text(rooms.mira.post(path(rooms, approval), silent))
    rooms.mira.post(path(rooms, approval), {**silent, "says": "too far"})
    page = text(rooms.lead.get(path(rooms)))
    assert "refused" in page
    assert "too far" in page
    assert "Waits for your word" not in text(rooms.mira.get("/tasks/"))


def test_two_decisions_at_once_are_a_visible_conflict(rooms: Office) -> None:
    approval = asked(rooms)
    late = {"revision": "2", "decision": "granted"}
    assert rooms.mira.post(path(rooms, approval), late).status_code == 409
    assert "not of that page" in text(rooms.mira.post(path(rooms, approval), {}))


def test_a_need_is_lowered_from_the_page_of_approvals(rooms: Office) -> None:
    rooms.give()
    rooms.open_as_mira()
    risk = f"/cases/{rooms.case}/risk/"
    rooms.lead.post(f"{risk}raise/", {"revision": "1", "to": "urgent", "reason": "found"})
    rooms.lead.post(f"{risk}lower/", {"to": "normal", "reason": "moved"})
    page = rooms.mira.get(path(rooms)).content.decode()
    approval = re.search(r"approvals/([a-z0-9]{26})/", page).group(1)
    rooms.mira.post(path(rooms, approval), {"revision": "1", "decision": "granted"})
    assert cases(rooms.lead.actor, clock=rooms.desk.clock)[0].case.need is Need.NORMAL
