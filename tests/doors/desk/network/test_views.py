from tests.doors.desk.casework import NAME, STREET, Office, text, typed_in

from holdfast.apps.casework.queries.people import helpers

FIG = {
    "alias": "Fig", "roles": ["driver", "voucher"], "state": "active", "says": "Nights only.",
    "names": NAME, "phones": "+999 555", "address": STREET, "notes": "",
}  # fmt: skip


def add(rooms: Office) -> str:
    return rooms.lead.post("/network/add/", FIG)["Location"]


def test_somebody_is_entered_and_listed_by_alias_only(rooms: Office) -> None:
    where = add(rooms)
    page = text(rooms.lead.get("/network/"))
    assert "Fig" in page
    assert "driver, voucher" in page
    shown = text(rooms.lead.get(where))
    assert "Nights only." in shown
    assert NAME not in page + shown
    assert "unverified" in shown


def test_who_they_are_is_shown_after_a_reason(rooms: Office) -> None:
    where = add(rooms)
    assert NAME not in text(rooms.lead.get(f"{where}who/"))
    rooms.lead.post(f"{where}who/", {"reason": "to warn them"})
    page = rooms.lead.get(f"{where}who/").content.decode()
    assert NAME in page
    assert "to warn them" in text(rooms.lead.get(where))


def test_an_alias_that_is_taken_is_said_in_the_form(rooms: Office) -> None:
    add(rooms)
    assert "has this alias already" in text(rooms.lead.post("/network/add/", FIG))
    assert len(helpers(rooms.lead.actor)) == 1


def test_two_changes_at_once_show_both(rooms: Office) -> None:
    where = add(rooms)
    begun = typed_in(rooms.lead.get(f"{where}change/"))
    form = {"alias": "Fig", "state": "resting", "says": "Mine", "revision": begun["revision"]}
    rooms.lead.post(f"{where}change/", {**form, "says": "Theirs"})
    answer = rooms.lead.post(f"{where}change/", form)
    assert answer.status_code == 409
    assert "Theirs" in text(answer)
    assert "Mine" in text(answer)
    assert helpers(rooms.lead.actor)[0].helper.says == "Theirs"


def test_two_changes_of_who_somebody_is_show_both(rooms: Office) -> None:
    where = add(rooms)
    rooms.lead.post(f"{where}who/", {"reason": "moved"})
    form = {"names": "Mine", "revision": "1"}
    assert rooms.lead.post(f"{where}who/", {**form, "names": "Theirs"}).status_code == 302
    answer = rooms.lead.post(f"{where}who/", form)
    assert answer.status_code == 409
    assert "Theirs" in text(answer)


def test_a_member_knows_somebody_once_a_coordinator_says_so(rooms: Office) -> None:
    where = add(rooms)
    assert rooms.mira.get(where).status_code == 404
    assert rooms.desk.outsider().get(where).status_code == 403
    nothing = rooms.lead.post(f"{where}give/", {"member": rooms.member})
    assert "Choose a member" in text(nothing)
    rooms.lead.post(f"{where}give/", {"member": rooms.member, "parts": ["content"]})
    assert "Fig" in text(rooms.mira.get(where))
    assert rooms.mira.post(f"{where}who/", {"reason": "x"}).status_code == 403
    assert rooms.mira.post(f"{where}give/", {"member": rooms.member}).status_code == 403
