from tests.doors.desk.casework import NAME, Office, text, typed_in

from holdfast.apps.casework.queries.helper_terms import on_road
from holdfast.apps.casework.rules.people import HelperState

PIKE = {"alias": "Pike", "roles": ["driver", "host"], "state": "active", "names": NAME}


def added(rooms: Office) -> str:
    answer = rooms.lead.post("/helpers/add/", PIKE)
    assert answer.status_code == 302, text(answer)
    return f"/helpers/{answer['Location'].split('/')[2]}/"


def test_a_helper_is_shown_with_their_week_and_never_by_name(rooms: Office) -> None:
    assert "No helper whom you know" in text(rooms.lead.get("/helpers/"))
    path = added(rooms)
    terms = {"zones": "north", "begins": "08:00", "ends": "18:00", "revision": "0"}
    assert rooms.lead.post(path + "terms/", terms).status_code == 302
    for page in (text(rooms.lead.get("/helpers/")), text(rooms.lead.get(path))):
        assert "Pike" in page
        assert "08:00–18:00" in page
        assert NAME not in page
    conflict = rooms.lead.post(path + "terms/", terms)
    assert conflict.status_code == 409
    assert "has this alias" in text(rooms.lead.post("/helpers/add/", PIKE))


def test_who_does_not_know_a_helper_is_refused_on_each_page(rooms: Office) -> None:
    path, outsider = added(rooms), rooms.desk.outsider()
    for page in ("", "terms/", "state/"):
        assert rooms.lead.get(path + page).status_code == 200, page
        for answer in (rooms.mira.get(path + page), outsider.get(path + page)):
            assert answer.status_code in {400, 403}, page
            assert "Pike" not in text(answer), page


def test_nobody_is_retired_whom_a_place_relies_on_and_it_is_listed(rooms: Office) -> None:
    path = added(rooms)
    place = {
        "alias": "Willow", "kind": "host", "status": "active", "beds": "2", "longest_nights": "0",
        "sweep_days": "30", "host_id": path.split("/")[2], "address": "Mill Lane 4",
    }  # fmt: skip
    assert rooms.lead.post("/places/add/", place).status_code == 302
    revision = typed_in(rooms.lead.get(path + "state/"))["revision"]
    refused = text(rooms.lead.post(path + "state/", {"state": "retired", "revision": revision}))
    assert "1 things rely on them" in refused
    assert "place: Willow" in refused
    rooms.lead.post(path + "state/", {"state": "resting", "revision": revision})
    (view,) = on_road(rooms.lead.actor, clock=rooms.desk.clock)
    assert view.helper.state is HelperState.RESTING
    again = rooms.lead.post(path + "state/", {"state": "active", "revision": revision})
    assert again.status_code == 409
