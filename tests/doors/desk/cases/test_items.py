from tests.doors.desk.casework import Office, text, typed_in

from holdfast.apps.casework.records.documents import Document
from holdfast.apps.keyring.queries.bodies import find

TYPED = {
    "revision": "0", "kind": "foreign passport", "holder": "self", "alerts_home": "not known",
    "renewal": "not decided", "notes": "in the blue bag",
}  # fmt: skip


def path(rooms: Office, *rest: str) -> str:
    return "/".join(["/cases", rooms.case, *rest, ""])


def entered(rooms: Office) -> str:
    """One document, and the address of its page."""
    answer = rooms.lead.post(path(rooms, "documents"), TYPED)
    assert answer.status_code == 302, text(answer)
    (stored,) = find(rooms.lead.actor, Document)
    return path(rooms, "documents", stored.id)


def test_one_is_entered_changed_and_taken_out(rooms: Office) -> None:
    where = entered(rooms)
    assert "foreign passport" in text(rooms.lead.get(path(rooms, "documents")))
    begun = typed_in(rooms.lead.get(where))
    assert begun["revision"] == "1"
    rooms.lead.post(where, {**TYPED, "revision": "1", "holder": "police"})
    (stored,) = find(rooms.lead.actor, Document)
    assert (stored.value.holder, stored.value.notes) == ("police", "in the blue bag")
    rooms.lead.post(f"{where}remove/", {"revision": "2"})
    assert list(find(rooms.lead.actor, Document)) == []


def test_two_changes_at_once_show_both_and_overwrite_neither(rooms: Office) -> None:
    where = entered(rooms)
    rooms.give()
    rooms.open_as_mira()
    rooms.mira.post(where, {**TYPED, "revision": "1", "notes": "theirs"})
    answer = rooms.lead.post(where, {**TYPED, "revision": "1", "notes": "mine"})
    assert answer.status_code == 409
    page = text(answer)
    assert "What stands now" in page
    assert "theirs" in page
    assert "mine" in page
    assert typed_in(answer)["revision"] == "2"
    (stored,) = find(rooms.lead.actor, Document)
    assert stored.value.notes == "theirs"


def test_what_is_refused_is_said_in_the_form_with_what_was_typed(rooms: Office) -> None:
    where = entered(rooms)
    for address in (path(rooms, "documents"), where):
        answer = rooms.lead.post(address, {**TYPED, "revision": "1", "action": "AB 123456"})
        assert "This looks like the number of a document" in text(answer)
        assert typed_in(answer)["action"] == "AB 123456"


def test_a_form_of_another_page_takes_nothing_out(rooms: Office) -> None:
    where = entered(rooms)
    answer = rooms.lead.post(f"{where}remove/", {"revision": "x"})
    assert "Nothing was removed" in text(answer)
    assert len(list(find(rooms.lead.actor, Document))) == 1


def test_a_part_that_is_not_of_this_case_is_refused(rooms: Office) -> None:
    where = entered(rooms)
    other = where.replace(rooms.case, rooms.open("Teal"))
    assert rooms.lead.get(other).status_code == 403
