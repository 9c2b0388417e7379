from tests.doors.desk.cases.test_items import path
from tests.doors.desk.casework import NAME, Office, text

from holdfast.apps.casework.queries.referrals import letterbox, partners
from holdfast.apps.casework.records.referrals import Referral
from holdfast.apps.casework.rules.referrals import write_address
from holdfast.apps.keyring.queries.bodies import find


def known(rooms: Office) -> None:
    """An organisation that is this team itself, under another name."""
    rooms.lead.post("/cases/referrals/begin/")
    ours = letterbox(rooms.lead.actor)
    assert ours is not None
    typed = {"step": "partner", "name": "The harbour", "address": write_address(ours.address),
             "heard": ours.address.fingerprint}  # fmt: skip
    assert rooms.lead.post("/cases/referrals/", typed).status_code == 302


def handed(rooms: Office, *parts: str) -> bytes:
    """The file that the coordinator was given."""
    (partner,) = partners(rooms.lead.actor)
    typed = {"partner": partner.id, "parts": parts or ("what it is about", "who it is about"),
             "consent": "on the telephone", "consent_on": "2031-04-01", "sender": "The yard"}  # fmt: skip
    answer = rooms.lead.post(path(rooms, "referrals"), typed)
    assert answer["Content-Disposition"].startswith("attachment"), text(answer)
    return answer.content


def test_the_file_is_the_answer_and_what_left_is_noted(rooms: Office) -> None:
    assert "No other organisation is known" in text(rooms.lead.get(path(rooms, "referrals")))
    known(rooms)
    rooms.name(rooms.case)
    data = handed(rooms)
    assert data.startswith(b"HOLDFAST REFERRAL 1\n")
    assert NAME.encode() not in data
    page = text(rooms.lead.get(path(rooms, "referrals")))
    assert "The harbour" in page
    assert "what it is about, who it is about" in page


def test_a_part_that_was_not_opened_is_refused_in_the_form(rooms: Office) -> None:
    known(rooms)
    rooms.give()
    rooms.open_as_mira()
    (partner,) = partners(rooms.lead.actor)
    typed = {"partner": partner.id, "parts": ["who it is about"], "consent": "yes",
             "consent_on": "2031-04-01", "sender": "The yard"}  # fmt: skip
    answer = rooms.mira.post(path(rooms, "referrals"), typed)
    assert "Open each part that you hand over first" in text(answer)
    empty = rooms.mira.post(path(rooms, "referrals"), {**typed, "parts": []})
    assert "This field is required" in text(empty)
    ahead = {**typed, "parts": ["household"], "consent_on": "2031-05-01"}
    assert "Nothing was made" in text(rooms.mira.post(path(rooms, "referrals"), ahead))
    assert list(find(rooms.lead.actor, Referral)) == []


def test_an_answer_is_noted_and_two_at_once_conflict(rooms: Office) -> None:
    known(rooms)
    handed(rooms, "household")
    (stored,) = find(rooms.lead.actor, Referral)
    where = path(rooms, "referrals", stored.id)
    assert rooms.lead.post(where, {"revision": "1", "to": "accepted"}).status_code == 302
    late = rooms.lead.post(where, {"revision": "1", "to": "revoked", "says": "they moved"})
    assert late.status_code == 409
    assert "they moved" in text(late)
    rooms.lead.post(where, {"revision": "2", "to": "revoked", "says": "they moved"})
    page = text(rooms.lead.get(where))
    assert "Whoever opened it may still hold a copy" in page
    assert "It is now" not in page
