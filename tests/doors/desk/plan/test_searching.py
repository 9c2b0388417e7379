import time

import pytest
from tests.doors.desk.casework import Office, text

from holdfast.apps.casework.queries.places import stays_of
from holdfast.apps.casework.rules.cases import Need
from holdfast.apps.casework.rules.places import PlaceStatus
from holdfast.apps.casework.searching import can_search
from holdfast.apps.casework.services.places import set_status
from holdfast.doors.desk.plan import searching

needs_planner = pytest.mark.skipif(not can_search(), reason="OR-Tools is not installed")


@needs_planner
def test_a_search_is_followed_without_a_script_and_decided_about(rooms: Office) -> None:
    place, waits = rooms.place(), rooms.open("Wader", need=Need.URGENT)
    before = rooms.lead.get("/plan/search/")
    assert b"http-equiv" not in before.content
    assert rooms.lead.post("/plan/search/").status_code == 302
    running = rooms.lead.get("/plan/search/")
    if "It is searching" in text(running):
        assert b'http-equiv="refresh"' in running.content
    for _ in range(120):
        shown = text(rooms.lead.get("/plan/search/"))
        if "It is searching" not in shown:
            break
        time.sleep(0.25)
    assert "Place Wader in Willow" in shown
    assert "0 with this one" in shown
    today = rooms.desk.clock().date().isoformat()
    decision = {
        "verdict": "change",
        "place": place,
        "first": today,
        "nights": "7",
        "reason": "near",
    }
    assert rooms.lead.post(f"/plan/{waits}/", decision).status_code == 302
    assert len(stays_of(rooms.lead.actor, waits)) == 1
    assert "Nobody waits for a bed" in text(rooms.lead.get("/plan/search/"))
    set_status(
        actor=rooms.lead.actor, place=place, status=PlaceStatus.BURNED, clock=rooms.desk.clock
    )
    assert "no longer fits" in text(rooms.lead.get("/plan/search/"))


@needs_planner
def test_a_search_can_be_stopped_and_what_was_found_stays(rooms: Office) -> None:
    rooms.open("Wader", need=Need.URGENT)
    rooms.lead.post("/plan/search/")
    assert rooms.lead.post("/plan/search/stop/").status_code == 302
    shown = text(rooms.lead.get("/plan/search/"))
    assert "Stopped" in shown
    assert "Search again" in shown
    assert "Search again" not in text(rooms.mira.get("/plan/search/"))


def test_without_the_planner_the_page_says_so(
    rooms: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "can_search", lambda: False)
    assert "The exact planner is not installed here" in text(rooms.lead.get("/plan/search/"))
