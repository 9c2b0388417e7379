from tests.doors.desk.casework import NAME, Office, text

from holdfast.apps.casework.records.people import Helper, HelperIdentity
from holdfast.apps.casework.rules.people import HelperRole, HelperState
from holdfast.apps.casework.services.people import open_helper


def added(rooms: Office) -> str:
    pike = Helper(
        alias="Pike", roles=(HelperRole.DRIVER, HelperRole.HOST), state=HelperState.ACTIVE
    )
    made = open_helper(actor=rooms.lead.actor, helper=pike, identity=HelperIdentity(names=(NAME,)))
    return f"/helpers/{made}/"


def test_a_helper_is_shown_with_their_week_and_never_by_name(rooms: Office) -> None:
    assert "No helper whom you know" in text(rooms.lead.get("/helpers/"))
    path = added(rooms)
    terms = {"zones": "north", "begins": "08:00", "ends": "18:00", "revision": "0"}
    assert rooms.lead.post(path + "terms/", terms).status_code == 302
    for page in (text(rooms.lead.get("/helpers/")), text(rooms.lead.get(path))):
        assert "Pike" in page
        assert "08:00–18:00" in page
        assert "unverified" in page
        assert NAME not in page
    conflict = rooms.lead.post(path + "terms/", terms)
    assert conflict.status_code == 409
    assert "There is no such time zone" in text(
        rooms.lead.post(path + "terms/", {**terms, "zone": "No/Where", "revision": "1"})
    )


def test_who_does_not_know_a_helper_is_refused_on_each_page(rooms: Office) -> None:
    path, outsider = added(rooms), rooms.desk.outsider()
    for page in ("", "terms/"):
        assert rooms.lead.get(path + page).status_code == 200, page
        for answer in (rooms.mira.get(path + page), outsider.get(path + page)):
            assert answer.status_code in {403, 404}, page
            assert "Pike" not in text(answer), page


def test_what_relies_on_somebody_is_listed_with_them(rooms: Office) -> None:
    path = added(rooms)
    assert "What relies on this" not in text(rooms.lead.get(path))
    place = {
        "alias": "Willow", "kind": "host", "status": "active", "beds": "2", "longest_nights": "0",
        "host_id": path.split("/")[2], "address": "Mill Lane 4",
    }  # fmt: skip
    assert rooms.lead.post("/places/add/", place).status_code == 302
    assert "place: Willow" in text(rooms.lead.get(path))
