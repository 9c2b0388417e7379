from tests.doors.desk.cases.test_items import path
from tests.doors.desk.casework import Office, text

from holdfast.apps.casework.records.health import Medication, Screen
from holdfast.apps.keyring.queries.bodies import find

PILLS = {"step": "medication", "revision": "0", "medicine": "Levozin", "days_left": "3",
         "counted_on": "2031-04-02"}  # fmt: skip
SCREEN = {"step": "screen", "revision": "0", "kind": "suicide", "made_on": "2031-04-02",
          "concern": "grave concern"}  # fmt: skip


def begun(rooms: Office) -> None:
    rooms.give()
    rooms.open_as_mira()
    answer = rooms.lead.post(path(rooms, "health"), {"reason": "she is ill"})
    assert answer.status_code == 302, text(answer)


def given(rooms: Office) -> None:
    typed = {"member": rooms.member, "reason": "the nurse"}
    assert rooms.lead.post(path(rooms, "health", "access"), typed).status_code == 302


def test_who_holds_the_case_alone_learns_only_that_it_is_there(rooms: Office) -> None:
    begun(rooms)
    rooms.lead.post(path(rooms, "health"), PILLS)
    assert "Levozin" in text(rooms.lead.get(path(rooms, "health")))
    page = text(rooms.mira.get(path(rooms, "health")))
    assert "Something about health is kept" in page
    assert "Levozin" not in page
    (stored,) = find(rooms.lead.actor, Medication)
    for where in ("why", "access", stored.id):
        assert rooms.mira.get(path(rooms, "health", where)).status_code == 403, where
    assert "health" not in text(rooms.mira.get("/tasks/"))
    assert "health: due" in text(rooms.lead.get("/tasks/"))


def test_it_asks_for_the_reason_and_shows_it_to_who_holds_it(rooms: Office) -> None:
    begun(rooms)
    given(rooms)
    asked = rooms.mira.get(path(rooms, "health"), follow=True)
    assert "Why do you open their health?" in text(asked)
    assert rooms.mira.post(path(rooms, "health", "why"), {"reason": ""}).status_code == 200
    rooms.mira.post(path(rooms, "health", "why"), {"reason": "to refill"})
    assert "Medicines" in text(rooms.mira.get(path(rooms, "health")))
    assert "to refill" in text(rooms.lead.get(path(rooms, "health", "access")))


def test_a_screen_is_reviewed_by_somebody_else(rooms: Office) -> None:
    begun(rooms)
    given(rooms)
    rooms.mira.post(path(rooms, "health", "why"), {"reason": "to review"})
    rooms.lead.post(path(rooms, "health"), SCREEN)
    assert "somebody else must" in text(rooms.lead.get(path(rooms, "health")))
    (stored,) = find(rooms.lead.actor, Screen)
    rooms.mira.post(path(rooms, "health", stored.id, "review"), {"revision": "1"})
    assert rooms.mira.active.alias in text(rooms.lead.get(path(rooms, "health")))


def test_two_changes_at_once_show_both(rooms: Office) -> None:
    begun(rooms)
    rooms.lead.post(path(rooms, "health"), PILLS)
    (stored,) = find(rooms.lead.actor, Medication)
    where = path(rooms, "health", stored.id)
    rooms.lead.post(where, {**PILLS, "revision": "1", "notes": "theirs"})
    answer = rooms.lead.post(where, {**PILLS, "revision": "1", "notes": "mine"})
    assert answer.status_code == 409
    assert "What stands now" in text(answer)
    assert "theirs" in text(answer)
    rooms.lead.post(f"{where}remove/", {"revision": "2"})
    assert list(find(rooms.lead.actor, Medication)) == []


def test_what_cannot_be_is_refused_in_the_form(rooms: Office) -> None:
    begun(rooms)
    ahead = rooms.lead.post(path(rooms, "health"), {**PILLS, "counted_on": "2031-05-01"})
    assert "no day lies ahead" in text(ahead)
    injury = {"step": "injury", "revision": "0", "on": "2031-04", "says": "x", "exhibits": "a.jpg"}
    assert "26 letters and digits" in text(rooms.lead.post(path(rooms, "health"), injury))


def test_it_is_taken_back(rooms: Office) -> None:
    begun(rooms)
    given(rooms)
    typed = {"member": rooms.member, "reason": "another nurse"}
    rooms.lead.post(path(rooms, "health", "access", "end"), typed)
    mira = rooms.desk.visit("mira")
    assert "You hold no key for it" in text(mira.get(path(rooms, "health")))
