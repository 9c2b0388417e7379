from tests.doors.desk.casework import Office, text, typed_in

from holdfast.apps.casework.queries.pathways import programmes

STREAM = {
    "title": "Arvenia stream", "kind": "government stream", "country": "Arvenia",
    "eligibility": "A letter of two organisations.", "slots": "2031-05-02 5", "stale_days": "30",
}  # fmt: skip


def added(rooms: Office) -> str:
    answer = rooms.lead.post("/pathways/add/", STREAM)
    assert answer.status_code == 302, text(answer)
    return answer["Location"]


def test_a_programme_is_read_by_the_whole_team_with_its_places(rooms: Office) -> None:
    assert "No programme was entered" in text(rooms.lead.get("/pathways/"))
    path = added(rooms)
    assert "Arvenia stream" in text(rooms.mira.get("/pathways/"))
    assert "A letter of two organisations." in text(rooms.mira.get(path))
    assert rooms.desk.outsider().get(path).status_code == 403
    assert rooms.lead.get("/pathways/nosuchthing/").status_code == 403


def test_what_is_stale_says_so_until_somebody_verified_it(rooms: Office) -> None:
    path = added(rooms)
    assert "must be verified again" in text(rooms.mira.get(path))
    revision = typed_in(rooms.mira.get(path))["revision"]
    rooms.mira.post(path + "verify/", {"revision": revision})
    assert "must be verified again" not in text(rooms.mira.get(path))
    assert rooms.mira.post(path + "verify/", {"revision": revision}).status_code == 409
    assert rooms.mira.post(path + "verify/", {}).status_code == 400


def test_a_conflict_is_said_and_nothing_is_saved_over(rooms: Office) -> None:
    path = added(rooms)
    rooms.lead.post(path + "verify/", {"revision": "1"})
    answer = rooms.lead.post(path + "change/", {**STREAM, "title": "Other", "revision": "1"})
    assert answer.status_code == 409
    assert [v.programme.title for v in programmes(rooms.lead.actor)] == ["Arvenia stream"]
    assert rooms.lead.post(path + "change/", {**STREAM, "revision": "2"}).status_code == 302
