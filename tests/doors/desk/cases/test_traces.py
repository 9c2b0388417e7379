from tests.doors.desk.casework import Office, text

from holdfast.apps.casework.records.traces import Trace
from holdfast.apps.keyring.queries.bodies import find


def test_whose_number_is_in_their_phone_is_noted_and_gone_once_it_was_wiped(rooms: Office) -> None:
    rooms.open("Teal")
    path = f"/cases/{rooms.case}/traces/"
    assert "Nothing is noted" in text(rooms.lead.get(path))
    typed = {"held_in": "phone", "leads_to": "case", "alias": "teal"}
    assert rooms.lead.post(path, typed).status_code == 302
    assert "Their phone has the number of Teal" in text(rooms.lead.get(path))
    assert "noted already" in text(rooms.lead.post(path, typed))
    assert "You know nothing" in text(rooms.lead.post(path, {**typed, "alias": "Nobody"}))
    (stored,) = find(rooms.lead.actor, Trace)
    assert rooms.lead.post(f"{path}{stored.id}/gone/").status_code == 302
    assert "gone since" in text(rooms.lead.get(path))


def test_who_cannot_open_the_case_sees_no_trace(rooms: Office) -> None:
    for visitor in (rooms.mira, rooms.desk.outsider()):
        assert visitor.get(f"/cases/{rooms.case}/traces/").status_code == 403
        assert visitor.post(f"/cases/{rooms.case}/traces/{'b' * 26}/gone/").status_code == 403
