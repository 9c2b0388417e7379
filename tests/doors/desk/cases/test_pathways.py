import datetime as dt

from tests.doors.desk.casework import Office, text, typed_in

from holdfast.apps.casework.queries.pathways import pathways
from holdfast.apps.casework.records.pathways import Programme
from holdfast.apps.casework.rules.pathways import PathwayKind, Slot
from holdfast.apps.casework.services.pathways import add_programme


def considered(rooms: Office, **typed: str) -> str:
    answer = rooms.lead.post(f"/cases/{rooms.case}/pathways/", {"kind": "work visa", **typed})
    assert answer.status_code == 302, text(answer)
    return answer["Location"]


def step(rooms: Office, path: str, to: str, **more: str):
    revision = typed_in(rooms.lead.get(path))["revision"]
    today = rooms.desk.clock().date().isoformat()
    return rooms.lead.post(path, {"to": to, "on": today, "revision": revision, **more})


def test_a_way_is_considered_and_moved_on_step_by_step(rooms: Office) -> None:
    assert "No way was considered yet" in text(rooms.lead.get(f"/cases/{rooms.case}/pathways/"))
    path = considered(rooms)
    assert step(rooms, path, "eligible").status_code == 302
    ahead = step(rooms, path, "submitted", on="2031-12-31")
    assert "still to come" in text(ahead)
    assert "does not" not in text(rooms.lead.get(path))
    again = rooms.lead.post(path, {"to": "submitted", "on": "2031-01-01", "revision": "1"})
    assert again.status_code == 200
    assert "not earlier" in text(again)
    stale = step(rooms, path, "submitted", revision="1")
    assert stale.status_code == 409
    assert "work visa" in text(rooms.lead.get(f"/cases/{rooms.case}/pathways/"))


def test_a_deadline_is_added_met_and_refused_in_the_past(rooms: Office) -> None:
    path = considered(rooms)
    soon = (rooms.desk.clock() + dt.timedelta(days=2)).date().isoformat()
    rooms.lead.post(path + "deadline/", {"on": soon, "says": "pay the fee", "revision": "1"})
    assert "pay the fee" in text(rooms.lead.get(path))
    assert "pay the fee" in text(rooms.lead.get("/tasks/"))
    past = rooms.lead.post(path + "deadline/", {"on": "2020-01-01", "says": "x", "revision": "2"})
    assert "within ten years" in text(past)
    assert "This field is required" in text(rooms.lead.post(path + "deadline/", {"revision": "2"}))
    rooms.lead.post(path + "done/", {"number": "0", "revision": "2"})
    assert "pay the fee" not in text(rooms.lead.get("/tasks/"))
    assert rooms.lead.post(path + "done/", {}).status_code == 400


def test_the_last_place_is_given_once(rooms: Office) -> None:
    on = rooms.desk.clock().date() + dt.timedelta(days=9)
    stream = Programme(title="Arvenia", kind=PathwayKind.SPONSORSHIP, slots=(Slot(on, 1),))
    made = add_programme(actor=rooms.lead.actor, programme=stream)
    path = considered(rooms, programme=made)
    step(rooms, path, "eligible")
    assert "1 left" in text(rooms.lead.get(path))
    rooms.lead.post(path + "slot/", {"on": on.isoformat()})
    assert "They have a place on" in text(rooms.lead.get(path))
    first, rooms.case = rooms.case, rooms.open("Teal")
    other = considered(rooms, programme=made)
    step(rooms, other, "eligible")
    refused = rooms.lead.post(other + "slot/", {"on": on.isoformat()})
    assert "not enough places left" in text(refused)
    rooms.lead.post(path + "slot/", {"back": "1"})
    assert rooms.lead.post(other + "slot/", {"on": on.isoformat()}).status_code == 302
    (view,) = pathways(rooms.lead.actor, first, clock=rooms.desk.clock).pathways
    assert view.slot is None


def test_who_cannot_open_the_case_sees_nothing_of_its_ways(rooms: Office) -> None:
    path = considered(rooms)
    for page in (path, f"/cases/{rooms.case}/pathways/"):
        for visitor in (rooms.mira, rooms.desk.outsider()):
            answer = visitor.get(page)
            assert answer.status_code == 403
            assert "work visa" not in text(answer)
    assert rooms.lead.get(path.replace(path.split("/")[4], "b" * 26)).status_code == 403
