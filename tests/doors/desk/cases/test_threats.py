import re

from tests.doors.desk.casework import Office, text, typed_in

from holdfast.apps.casework.records.threats import Threat
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.rules import Part

UNCLE = {
    "word": "the uncle", "kind": "person", "relation": "uncle", "last_contact": "2031-03",
    "reach": ["police", "telecom"], "knows": ["phone"], "says": "Asks at the yard.", "ended_on": "",
    "pretext_MISSING": "none", "pretext_THEFT": "suspected", "pretext_WANTED": "none",
    "pretext_EXTREMISM": "none", "pretext_EXIT_BAN": "confirmed",
}  # fmt: skip


def path(rooms: Office, *rest: str) -> str:
    return "/".join(["/cases", rooms.case, "threats", *rest, ""])


def enter(rooms: Office) -> str:
    rooms.lead.post(path(rooms, "add"), UNCLE)
    page = rooms.lead.get(path(rooms)).content.decode()
    return re.search(r"threats/([a-z0-9]{26})/", page).group(1)


def test_a_threat_is_entered_and_warns_on_the_case(rooms: Office) -> None:
    enter(rooms)
    page = text(rooms.lead.get(path(rooms)))
    assert "person, uncle" in page
    assert "police, telecom" in page
    case = text(rooms.lead.get(f"/cases/{rooms.case}/"))
    assert "Exit ban: confirmed." in case
    assert "score again" in case


def test_a_date_that_cannot_be_keeps_what_was_typed(rooms: Office) -> None:
    answer = rooms.lead.post(path(rooms, "add"), {**UNCLE, "last_contact": "2040"})
    assert "This day lies ahead" in text(answer)
    assert "Asks at the yard." in text(answer)


def test_two_changes_at_once_show_both(rooms: Office) -> None:
    threat = enter(rooms)
    begun = typed_in(rooms.lead.get(path(rooms, threat)))
    form = {**UNCLE, "revision": begun["revision"]}
    assert rooms.lead.post(path(rooms, threat), {**form, "says": "Theirs."}).status_code == 302
    answer = rooms.lead.post(path(rooms, threat), {**form, "says": "Mine."})
    assert answer.status_code == 409
    assert "Theirs." in text(answer)
    assert "Mine." in text(answer)
    assert next(find(rooms.lead.actor, Threat)).value.says == "Theirs."
    wrong = {**form, "revision": "2", "ended_on": "1990"}
    assert "before the last contact" in text(rooms.lead.post(path(rooms, threat), wrong))


def test_who_it_is_asks_for_a_reason_of_its_own_and_is_sealed_apart(rooms: Office) -> None:
    threat = enter(rooms)
    where = path(rooms, threat, "who")
    assert rooms.lead.get(where)["Location"] == f"/cases/{rooms.case}/why/identity/"
    rooms.lead.post(f"/cases/{rooms.case}/why/identity/", {"reason": "to recognise him"})
    rooms.lead.post(where, {"revision": "0", "names": "Goran Kasto", "phones": "", "address": ""})
    assert "Goran Kasto" in rooms.lead.get(where).content.decode()
    assert "Goran Kasto" not in text(rooms.lead.get(path(rooms)))
    late = rooms.lead.post(where, {"revision": "0", "names": "G. K.", "phones": "", "address": ""})
    assert late.status_code == 409
    assert "Goran Kasto" in text(late)
    rooms.give(Part.CONTENT)
    rooms.open_as_mira()
    assert rooms.mira.get(where).status_code == 403
    assert "the uncle" in text(rooms.mira.get(path(rooms)))
